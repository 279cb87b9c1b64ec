import type { Clock } from '../clock.ts';
import type { Db } from '../store/database.ts';

/** Time goes on although nothing is done: what is kept is worked out anew at least so often. */
const KEPT_MS = 60_000;
/** Windows and filters that people look at now; the oldest is forgotten first. */
const MOST = 64;

/**
 * Keeps answers that are dear to work out as long as nothing is written to the ledger: every act writes a line there, so
 * the same head means the same answer, for a minute. Those who ask at the same moment share one answer.
 * @returns a function that gives the answer of a key, worked out only when it is not kept
 */
export function whileLedgerStands<T>(db: Db, clock: Clock): (key: string, make: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, { head: number; at: number; answer: Promise<T> }>();
  return async (key, make) => {
    const row = await db.selectFrom('ledgerHead').select('seq').where('id', '=', 1).executeTakeFirst();
    const [head, at] = [Number(row?.seq ?? 0), clock.now()];
    const there = kept.get(key);
    if (there && there.head === head && Math.abs(at - there.at) < KEPT_MS) return there.answer;
    kept.delete(key);
    const answer = make();
    kept.set(key, { head, at, answer });
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    // What could not be worked out is asked for again.
    answer.catch(() => kept.delete(key));
    return answer;
  };
}
