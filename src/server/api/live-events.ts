import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Db } from '../../store/database.ts';

/** Something was done, as the ledger has it: enough to look again at what is shown, nothing of what it says. */
export interface LiveEvent {
  seq: number;
  act: string;
  object: string;
  /** Who did it; a listener is told only whether it was the listener. */
  actor: string;
}

export type Listener = (events: LiveEvent[]) => void;

export interface LiveEvents {
  /** @returns the line after which events come, and how to stop listening */
  listen: (listener: Listener) => Promise<{ seq: number; stop: () => void }>;
  close: () => void;
}

const LOOK_EVERY_MS = 500;
const AT_ONCE = 200;

/**
 * What happens, as it happens, on whichever machine: the end of the ledger is read again and again, once for all
 * listeners, and not at all while nobody listens. Every act writes a line there, so nothing needs to announce itself.
 */
export function openLiveEvents(db: Db, clock: Clock, log: Logger): LiveEvents {
  const listeners = new Set<Listener>();
  let seen: Promise<number> | null = null;
  let cancel = () => {};

  const look = async () => {
    if (listeners.size === 0) {
      seen = null;
      return;
    }
    try {
      const events = await linesAfter(db, (await seen) ?? 0);
      const last = events.at(-1);
      if (last) seen = Promise.resolve(last.seq);
      if (last) for (const listener of listeners) listener(events);
    } catch (error) {
      log.warn('the ledger could not be read for live events', { error: String(error) });
    }
    cancel = clock.after(LOOK_EVERY_MS, () => void look());
  };

  return {
    listen: async (listener) => {
      if (seen === null) {
        seen = headOf(db);
        cancel = clock.after(LOOK_EVERY_MS, () => void look());
      }
      listeners.add(listener);
      try {
        return { seq: await seen, stop: () => void listeners.delete(listener) };
      } catch (error) {
        listeners.delete(listener);
        seen = null;
        throw error;
      }
    },
    close: () => {
      listeners.clear();
      cancel();
    },
  };
}

async function headOf(db: Db): Promise<number> {
  const head = await db.selectFrom('ledgerHead').select('seq').where('id', '=', 1).executeTakeFirst();
  return head?.seq ?? 0;
}

async function linesAfter(db: Db, seq: number): Promise<LiveEvent[]> {
  return db
    .selectFrom('ledgerEntry')
    .select(['seq', 'act', 'object', 'actor'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(AT_ONCE)
    .execute();
}
