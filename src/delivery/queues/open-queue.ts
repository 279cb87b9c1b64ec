import type { Clock } from '../../clock.ts';
import type { Environment } from '../../config/environment.ts';
import type { Logger } from '../../log.ts';
import type { HintQueue } from './hint-queue.ts';
import { inProcessQueue } from './in-process.ts';

/** The queue of the profile. bull is loaded for a cluster only: a small server has no use for its memory. */
export async function openQueue(cluster: Environment['cluster'], clock: Clock, log: Logger): Promise<HintQueue> {
  if (!cluster) return inProcessQueue(clock, log);
  const { bullQueue } = await import('./bull.ts');
  return bullQueue(cluster.redisUrl, clock, log);
}
