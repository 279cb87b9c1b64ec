import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Db } from '../../store/database.ts';

/** Something was done, as the ledger has it: enough to look again at what is shown, nothing of what it says. */
export interface LiveEvent {
  seq: number;
  act: string;
  object: string;
}

export type Listener = (events: LiveEvent[]) => void;

export interface LiveEvents {
  /** @returns how to stop listening */
  listen: (listener: Listener) => () => void;
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
  let seen: number | null = null;
  let cancel: (() => void) | null = null;

  const look = async () => {
    try {
      const events = await linesAfter(db, seen);
      seen = events.at(-1)?.seq ?? seen ?? (await headOf(db));
      if (events.length > 0) for (const listener of listeners) listener(events);
    } catch (error) {
      log.warn('the ledger could not be read for live events', { error: String(error) });
    }
    cancel = listeners.size > 0 ? clock.after(LOOK_EVERY_MS, () => void look()) : null;
    if (cancel === null) seen = null;
  };

  return {
    listen: (listener) => {
      listeners.add(listener);
      cancel ??= clock.after(0, () => void look());
      return () => listeners.delete(listener);
    },
    close: () => {
      listeners.clear();
      cancel?.();
      cancel = null;
    },
  };
}

async function headOf(db: Db): Promise<number> {
  const head = await db.selectFrom('ledgerHead').select('seq').where('id', '=', 1).executeTakeFirst();
  return head?.seq ?? 0;
}

async function linesAfter(db: Db, seen: number | null): Promise<LiveEvent[]> {
  if (seen === null) return [];
  return db
    .selectFrom('ledgerEntry')
    .select(['seq', 'act', 'object'])
    .where('seq', '>', seen)
    .orderBy('seq')
    .limit(AT_ONCE)
    .execute();
}
