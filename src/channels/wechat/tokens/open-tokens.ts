import type { Clock } from '../../../clock.ts';
import type { Environment } from '../../../config/environment.ts';
import type { Logger } from '../../../log.ts';
import { inProcessTokens } from './in-process.ts';
import type { TokenStore } from './token-store.ts';

/** Access tokens live in memory, or in Redis for several workers; never in the database. */
export async function openTokens(
  cluster: Environment['cluster'],
  clock: Clock,
  log: Logger,
): Promise<{ store: TokenStore; close: () => Promise<void> }> {
  if (!cluster) return { store: inProcessTokens(), close: async () => {} };
  // The client is loaded for a cluster only: a small server has no use for its memory.
  const [{ createClient }, { redisTokens }] = await Promise.all([import('redis'), import('./redis.ts')]);
  // Without Redis a call fails at once instead of waiting in the client: a later look tries the delivery again.
  const redis = createClient({ url: cluster.redisUrl, disableOfflineQueue: true });
  let down = false;
  redis.on('error', (error) => {
    if (!down) log.warn('Redis is not reachable', { error: String(error) });
    down = true;
  });
  redis.on('ready', () => {
    down = false;
  });
  // Not awaited: a start without Redis works, and the client keeps trying.
  redis.connect().catch(() => {});
  return { store: redisTokens(redis, clock), close: async () => redis.destroy() };
}
