import { isPastKnown, pasts } from '../../channels/history-store.ts';
import type { Db } from '../../store/database.ts';
import { isoOrNull } from '../cadence/answer-clock-cases.ts';

/** One line of `govcast history list`; moments are ISO 8601 +08:00. */
export interface ListedPast {
  channel: string;
  /** Of reading it from the platform (docs/states.md). */
  state: string;
  /** Without an update a clock of the account asks for its history until this is true. */
  known: boolean;
  found: number;
  readAt: string | null;
  nextAt: string | null;
  enteredAt: string | null;
  enteredBy: string | null;
  problem: string | null;
}

/** How much of the past of each account is known. One that no worker has met yet is left out. */
export async function listHistory(db: Db, configured: readonly { id: string }[]): Promise<{ accounts: ListedPast[] }> {
  const ids = new Set(configured.map((each) => each.id));
  const accounts = (await pasts(db))
    .filter((past) => ids.has(past.channel))
    .map((past) => {
      const { channel, state, found, readAt, nextAt, enteredAt, enteredBy, problem } = past;
      const times = {
        readAt: isoOrNull(readAt),
        nextAt: state === 'unreadable' ? null : isoOrNull(nextAt),
        enteredAt: isoOrNull(enteredAt),
      };
      return { channel, state, known: isPastKnown(past), found, ...times, enteredBy, problem };
    });
  return { accounts };
}
