/** The long-running process: opens everything in order, and stops it in reverse order within ten seconds. */

import { reconcileOne } from './delivery/reconcile-delivery.ts';
import { type Govcast, type GovcastParts, openGovcast } from './govcast.ts';
import { type RunningLoops, startLoops } from './loops.ts';
import { serve } from './serve.ts';
import { serverLoops } from './server/server-loops.ts';
import { type Working, workingLoops } from './working-loops.ts';

export type Role = 'all' | 'web' | 'worker';

export interface RunningGovcast {
  govcast: Govcast;
  working: Working;
  /** Where HTTP answers; null for a worker. */
  url: string | null;
  /** @returns whether everything came to its end in time; a call that is cut off is in doubt and looked up later */
  stop: () => Promise<boolean>;
}

/** What was started, by its name in the log, and how it is stopped. */
interface Part {
  part: string;
  close: () => Promise<void>;
}

/** Of the ten seconds two are left for the sandbox and the log. */
export const STOP_LIMIT_MS = 8_000;
const HINTS_AT_ONCE = 2;
const LOOK_AT_PEOPLE_MS = 5_000;

/** What a rehearsal changes: the loops are left to the caller, who moves the clock, and HTTP takes another port. */
export interface StartOptions {
  ticking?: boolean;
  port?: number;
}

/** Opens the store, HTTP and the loops, as the role says. */
export async function startGovcast(
  parts: GovcastParts,
  role: Role,
  { ticking = true, port }: StartOptions = {},
): Promise<RunningGovcast> {
  const govcast = await openGovcast(parts);
  const started: Part[] = [];
  const add = (part: string, close: Part['close']) => {
    started.push({ part, close });
    parts.log.debug('started', { part });
  };
  add('store', govcast.close);
  if (ticking) add('people', followPeople(govcast));
  try {
    const working = workingLoops(govcast);
    add('readers', async () => working.close());
    let running: RunningLoops | null = null;
    const url =
      role === 'worker' ? null : await serve(govcast, working, add, port, () => void running?.lookAgain('inbox'));
    if (role !== 'web') {
      govcast.queue.work(async (id) => void (await reconcileOne(govcast.work, id)), HINTS_AT_ONCE);
      add('hints', govcast.queue.close);
    }
    if (ticking && role !== 'web') {
      const loops = startLoops([...working.loops, ...serverLoops(govcast.acting)], parts.log);
      running = loops;
      add('loops', async () => {
        working.windDown();
        await loops.stop();
      });
    }
    return { govcast, working, url, stop: () => stopAll(parts, started) };
  } catch (error) {
    await stopAll(parts, started);
    throw error;
  }
}

/** What the console of another process changed holds here a few seconds later. */
function followPeople({ clock, log, lookAtConfig }: Govcast): Part['close'] {
  let cancel = () => {};
  const look = async () => {
    await lookAtConfig().catch((error: unknown) =>
      log.warn('people could not be read again', { error: String(error) }),
    );
    cancel = stopped ? cancel : clock.after(LOOK_AT_PEOPLE_MS, look);
  };
  let stopped = false;
  cancel = clock.after(LOOK_AT_PEOPLE_MS, look);
  return async () => {
    stopped = true;
    cancel();
  };
}

async function stopAll(parts: Pick<GovcastParts, 'clock' | 'log'>, started: Part[]): Promise<boolean> {
  const limit = parts.clock.timeout(STOP_LIMIT_MS);
  const tooLate = new Promise<boolean>((resolve) => {
    limit.addEventListener('abort', () => resolve(false), { once: true });
  });
  let stopping = '';
  const inReverse = async () => {
    for (const { part, close } of started.splice(0).reverse()) {
      stopping = part;
      try {
        await close();
        parts.log.debug('stopped', { part });
      } catch (error) {
        parts.log.error('a part did not stop cleanly', { part, error: String(error) });
      }
    }
    return true;
  };
  const inTime = await Promise.race([inReverse(), tooLate]);
  if (!inTime)
    parts.log.warn('stopped while a call was open; what it did is looked up after the next start', { part: stopping });
  return inTime;
}
