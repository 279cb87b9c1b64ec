import Queue from 'bull';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import { type HintQueue, hintKey } from './hint-queue.ts';

/** A handler may take a lease; the lock is renewed meanwhile. A job that stalls runs twice and loses the claim. */
const LOCK_MS = 60_000;
const MAX_DELAY_MS = 5 * 60_000;
const HINT_LIMIT_MS = 2000;
const CLOSE_LIMIT_MS = 5000;

/**
 * Hints through bull on Redis, for any number of workers. No state lives there: jobs are removed when done or failed,
 * are never retried by bull and never repeat. Redis being gone is logged once; the ticks go on.
 */
export function bullQueue(redisUrl: string, clock: Clock, log: Logger, options: { lockMs?: number } = {}): HintQueue {
  const lockDuration = options.lockMs ?? LOCK_MS;
  const queue = new Queue<{ id: string }>('govcast-deliveries', redisUrl, {
    redis: { maxRetriesPerRequest: 1 },
    settings: { lockDuration, stalledInterval: lockDuration / 2, maxStalledCount: 1 },
  });
  let down = false;
  const gone = (error: unknown) => {
    if (!down) log.warn('the queue is not reachable; deliveries go on by ticks', { error: String(error) });
    down = true;
  };
  queue.on('error', gone);
  const running = new Set<Promise<void>>();
  const isReady = async () => {
    try {
      await within(clock, HINT_LIMIT_MS, queue.client.ping());
      return true;
    } catch {
      return false;
    }
  };
  const close = async () => {
    try {
      // Waiting for its jobs, bull opens a connection again: without Redis that rejects where nobody can catch it.
      const reachable = await isReady();
      if (!reachable) await Promise.allSettled(running);
      await within(clock, CLOSE_LIMIT_MS, queue.close(!reachable));
    } catch (error) {
      gone(error);
    }
  };
  let closing: Promise<void> | null = null;
  queue.on('failed', (job, error) => log.error('a hint was lost', { delivery: job.data.id, error: String(error) }));

  return {
    hint: async (hint) => {
      const delay = Math.min(MAX_DELAY_MS, Math.max(0, hint.workAt - clock.now()));
      const add = queue.add(
        { id: hint.id },
        { jobId: hintKey(hint), delay, attempts: 1, removeOnComplete: true, removeOnFail: true },
      );
      try {
        await within(clock, HINT_LIMIT_MS, add);
        if (down) log.info('the queue is reachable again', {});
        down = false;
      } catch (error) {
        gone(error);
      }
    },
    work: (handler, atOnce) => {
      const tracked = ({ data }: { data: { id: string } }) => {
        const run = handler(data.id).finally(() => running.delete(run));
        running.add(run);
        return run;
      };
      queue.process(atOnce, tracked).catch(gone);
    },
    isReady,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** Waits for `promise` at most `ms`; what comes later is ignored. */
async function within<T>(clock: Clock, ms: number, promise: Promise<T>): Promise<T> {
  const signal = clock.timeout(ms);
  const limit = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer from Redis within ${ms} ms`)), { once: true });
  });
  promise.catch(() => {});
  return Promise.race([promise, limit]);
}
