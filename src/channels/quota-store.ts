/** Counting under a lock: the counter row is locked before the holds are counted, so two cannot take the last unit. */
import type { Tx } from '../store/database.ts';
import { freeUnits, nextPeriodAt, periodOf, type QuotaLimit } from './quota.ts';

/**
 * Takes one unit of every limit for an attempt, or none. A hold belongs to the period of `at`; an attempt that already
 * holds in a period takes nothing again there.
 * @returns null when all were free, else the moment at which the tightest used-up period ends (ms UTC)
 */
export async function takeQuota(
  tx: Tx,
  want: { channel: string; quota: string; attempt: string; at: number; limits: readonly QuotaLimit[] },
): Promise<number | null> {
  let waitUntil: number | null = null;
  for (const { period, limit } of want.limits) {
    const key = { channel: want.channel, quota: want.quota, period: periodOf(period, want.at) };
    const byHand = await lockCounter(tx, key);
    const { held, mine } = await countHolds(tx, key, want.attempt);
    if (mine === 0 && freeUnits(limit, held, byHand) < 1) {
      waitUntil = Math.max(waitUntil ?? 0, nextPeriodAt(period, want.at));
    }
  }
  if (waitUntil !== null) return waitUntil;
  for (const { period } of want.limits) {
    await tx
      .insertInto('quotaHold')
      .values({
        channel: want.channel,
        quota: want.quota,
        period: periodOf(period, want.at),
        attempt: want.attempt,
        state: 'held',
        at: want.at,
      })
      .onConflict((oc) => oc.columns(['attempt', 'quota', 'period']).doUpdateSet({ state: 'held', at: want.at }))
      .execute();
  }
  return null;
}

/** Gives back what an attempt held, in every period: it certainly had no effect, or a person said so. */
export async function giveBackQuota(tx: Tx, attempt: string): Promise<void> {
  await tx.updateTable('quotaHold').set({ state: 'given-back' }).where('attempt', '=', attempt).execute();
}

interface PeriodKey {
  channel: string;
  quota: string;
  period: string;
}

async function lockCounter(tx: Tx, key: PeriodKey): Promise<number> {
  await tx
    .insertInto('quota')
    .values({ ...key, byHand: 0 })
    .onConflict((oc) => oc.columns(['channel', 'quota', 'period']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('quota')
    .select('byHand')
    .where('channel', '=', key.channel)
    .where('quota', '=', key.quota)
    .where('period', '=', key.period)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.byHand;
}

async function countHolds(tx: Tx, key: PeriodKey, attempt: string): Promise<{ held: number; mine: number }> {
  const rows = await tx
    .selectFrom('quotaHold')
    .select('attempt')
    .where('channel', '=', key.channel)
    .where('quota', '=', key.quota)
    .where('period', '=', key.period)
    .where('state', '=', 'held')
    .execute();
  return { held: rows.length, mine: rows.filter((row) => row.attempt === attempt).length };
}
