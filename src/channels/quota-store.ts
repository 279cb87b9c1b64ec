import type { Db, Tx } from '../store/database.ts';
import type { QuotaUse } from './quota.ts';

/** One period of one quota of one channel (quota.ts names them). */
export interface QuotaKey {
  channel: string;
  quota: string;
  period: string;
}

/**
 * Locks the counter row of a quota and counts its holds. Two that take the last unit queue up here: a bare count would
 * let both through. Comes after post and channel and before delivery in the order of locks.
 */
export async function lockQuota(tx: Tx, key: QuotaKey): Promise<QuotaUse> {
  await tx
    .insertInto('quota')
    .values({ ...key, byHand: 0 })
    .onConflict((c) => c.columns(['channel', 'quota', 'period']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('quota')
    .select('byHand')
    .where('channel', '=', key.channel)
    .where('quota', '=', key.quota)
    .where('period', '=', key.period)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { held: await heldUnits(tx, key), byHand: row.byHand };
}

/** How a quota stands, for showing it: nothing is locked. */
export async function quotaUse(db: Db, key: QuotaKey): Promise<QuotaUse> {
  const row = await db
    .selectFrom('quota')
    .select('byHand')
    .where('channel', '=', key.channel)
    .where('quota', '=', key.quota)
    .where('period', '=', key.period)
    .executeTakeFirst();
  return { held: await heldUnits(db, key), byHand: row?.byHand ?? 0 };
}

/** Takes one unit for an attempt; a second time for the same attempt and period takes nothing more. */
export async function holdQuota(tx: Tx, key: QuotaKey, attempt: string, at: number): Promise<void> {
  await tx
    .insertInto('quotaHold')
    .values({ ...key, attempt, state: 'held', at })
    .onConflict((c) => c.columns(['attempt', 'quota', 'period']).doUpdateSet({ state: 'held', at }))
    .execute();
}

/** Gives back every unit of an attempt that is a definite no. Doubt keeps its units. */
export async function giveBackQuota(tx: Tx, attempt: string, at: number): Promise<void> {
  await tx
    .updateTable('quotaHold')
    .set({ state: 'given-back', at })
    .where('attempt', '=', attempt)
    .where('state', '=', 'held')
    .execute();
}

/** Writes down how many sends were done by hand in a period, as read on the platform. */
export async function setSendsByHand(tx: Tx, key: QuotaKey, byHand: number): Promise<void> {
  await tx
    .insertInto('quota')
    .values({ ...key, byHand })
    .onConflict((c) => c.columns(['channel', 'quota', 'period']).doUpdateSet({ byHand }))
    .execute();
}

async function heldUnits(db: Db, key: QuotaKey): Promise<number> {
  const row = await db
    .selectFrom('quotaHold')
    .select(({ fn }) => fn.countAll<number | string>().as('held'))
    .where('channel', '=', key.channel)
    .where('quota', '=', key.quota)
    .where('period', '=', key.period)
    .where('state', '=', 'held')
    .executeTakeFirstOrThrow();
  return Number(row.held);
}
