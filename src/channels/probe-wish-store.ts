import type { Db, Tx } from '../store/database.ts';
import type { ProbeWishTable } from '../store/tables/channels.ts';

/** Adds what is not wanted already. @returns how many were added */
export async function addProbeWishes(tx: Tx, channels: readonly string[], by: string, at: number): Promise<number> {
  if (channels.length === 0) return 0;
  const rows = channels.map((channel) => ({ channel, askedBy: by, askedAt: at, leasedUntil: null }));
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('probeWish')
    .values(rows)
    .onConflict((c) => c.column('channel').doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

/**
 * The next account to try, leased until a moment (ms UTC); null when there is none, or while any other is being tried: the
 * rows are locked, so two workers never try two accounts at the same time.
 */
export async function leaseProbe(tx: Tx, now: number, until: number): Promise<ProbeWishTable | null> {
  const wishes = await tx
    .selectFrom('probeWish')
    .selectAll()
    .orderBy('askedAt')
    .orderBy('channel')
    .forUpdate()
    .execute();
  const [next] = wishes;
  if (!next || wishes.some(({ leasedUntil }) => leasedUntil !== null && leasedUntil > now)) return null;
  await tx.updateTable('probeWish').set({ leasedUntil: until }).where('channel', '=', next.channel).execute();
  return next;
}

export async function dropProbeWish(tx: Tx, channel: string): Promise<void> {
  await tx.deleteFrom('probeWish').where('channel', '=', channel).execute();
}

/** How many accounts are still to be tried; at most as many as there are accounts. */
export async function countProbeWishes(db: Db): Promise<number> {
  const row = await db
    .selectFrom('probeWish')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
