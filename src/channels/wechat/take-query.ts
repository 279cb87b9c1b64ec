import type { Clock } from '../../clock.ts';
import type { Db } from '../../store/database.ts';
import type { NewId } from '../../store/ids.ts';
import { inTransaction } from '../../store/transaction.ts';
import { takeQuota } from '../take-quota.ts';
import { queryLimits } from './query-limits.ts';

/**
 * Takes one unit of what an account may ask in a day, before the call is made (delivery protocol, section 6): from the
 * same tables as the sends and under the same lock, so that all workers together never ask more than the platform
 * allows. A unit is never given back: the platform counts refused and lost calls too.
 * @param leaving units of the day that have to be left for others after this one
 * @returns null when the call may be made, else the moment from which it may (ms UTC)
 */
export async function takeQuery(
  { db, clock, newId }: { db: Db; clock: Clock; newId: NewId },
  channel: string,
  path: string,
  leaving = 0,
): Promise<number | null> {
  const limit = queryLimits[path];
  if (limit === undefined) return null;
  const wish = { channel, act: path.replace('/cgi-bin/', ''), attempt: `query:${newId()}`, at: clock.now() };
  return inTransaction(db, (tx) => takeQuota(tx, { ...wish, quotas: [{ period: 'day', limit: limit - leaving }] }));
}
