/**
 * The moving parts. Each is one function that reads what the rows say should have happened by now and does it; cron
 * only says "look again". A lost tick costs time, never work.
 */
import cron, { type ScheduledTask } from 'node-cron';
import type { Logger } from './log.ts';

export interface Loop {
  name: string;
  /** When to look again, cron with seconds; the zone does not matter, nothing is ever scheduled by it. */
  cron: string;
  /** Does what is due; doing it twice does nothing the second time. `stopping` turns true when it should end early. */
  reconcile: (stopping: () => boolean) => Promise<unknown>;
}

export interface RunningLoops {
  /** Looks again at once, as a tick would. */
  lookAgain: (name: string) => Promise<void>;
  /** Starts no further look and waits for those that run. */
  stop: () => Promise<void>;
}

/** Starts the ticks. A tick that comes while the same loop still runs is dropped: the running one sees the same rows. */
export function startLoops(loops: readonly Loop[], log: Logger): RunningLoops {
  let stopping = false;
  const running = new Map<string, Promise<void>>();
  const look = (loop: Loop): Promise<void> => {
    const current = running.get(loop.name);
    if (current || stopping) return current ?? Promise.resolve();
    const run = runOnce(loop, log, () => stopping).finally(() => running.delete(loop.name));
    running.set(loop.name, run);
    return run;
  };
  const tasks: ScheduledTask[] = loops.map((loop) => cron.schedule(loop.cron, () => look(loop)));
  return {
    lookAgain: async (name) => {
      const loop = loops.find((l) => l.name === name);
      if (loop) await look(loop);
    },
    stop: async () => {
      stopping = true;
      for (const task of tasks) await task.destroy();
      await Promise.all(running.values());
    },
  };
}

/** One look of one loop; what goes wrong is logged and left to the next look. */
export async function runOnce(loop: Loop, log: Logger, stopping: () => boolean = () => false): Promise<void> {
  try {
    await loop.reconcile(stopping);
  } catch (error) {
    log.error('a loop failed and will look again', { loop: loop.name, error: String(error) });
  }
}
