/** How far the past of each account is known. */
import type { Db, Tx } from '../store/database.ts';
import type { ChannelHistoryTable } from '../store/tables/history.ts';

export type ChannelPast = ChannelHistoryTable;

/** Makes a row for every account that has none: it is read at once where the platform can be asked. */
export async function ensurePasts(db: Db, channels: readonly { id: string; canRead: boolean }[], now: number) {
  const known = new Set((await pasts(db)).map((each) => each.channel));
  for (const { id, canRead } of channels.filter((each) => !known.has(each.id))) {
    await db
      .insertInto('channelHistory')
      .values(newPast(id, canRead, now))
      .onConflict((c) => c.column('channel').doNothing())
      .execute();
  }
}

/** Of all accounts that were met. */
export function pasts(db: Db): Promise<ChannelPast[]> {
  return db.selectFrom('channelHistory').selectAll().orderBy('channel').execute();
}

/** Of one account; null before it was met. */
export async function pastOf(db: Db, channel: string): Promise<ChannelPast | null> {
  const row = await db.selectFrom('channelHistory').selectAll().where('channel', '=', channel).executeTakeFirst();
  return row ?? null;
}

/** Of these accounts those whose past is to be read now, the longest waiting first. */
export async function pastsDue(
  db: Db,
  channels: readonly string[],
  now: number,
  limit: number,
): Promise<ChannelPast[]> {
  if (channels.length === 0) return [];
  return db
    .selectFrom('channelHistory')
    .selectAll()
    .where('nextAt', '<=', now)
    .where('state', '<>', 'unreadable')
    .where('channel', 'in', channels)
    .orderBy('nextAt')
    .limit(limit)
    .execute();
}

/** Locks the row of an account, making one when there is none. */
export async function lockPast(tx: Tx, channel: string, canRead: boolean, now: number): Promise<ChannelPast> {
  await tx
    .insertInto('channelHistory')
    .values(newPast(channel, canRead, now))
    .onConflict((c) => c.column('channel').doNothing())
    .execute();
  return tx
    .selectFrom('channelHistory')
    .selectAll()
    .where('channel', '=', channel)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function savePast(tx: Tx, channel: string, change: Partial<Omit<ChannelPast, 'channel'>>): Promise<void> {
  await tx.updateTable('channelHistory').set(change).where('channel', '=', channel).execute();
}

/** Puts the next question ahead, so that of two workers one asks. @returns whether this one does */
export async function leasePast(db: Db, past: ChannelPast, until: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('channelHistory')
    .set({ nextAt: until })
    .where('channel', '=', past.channel)
    .where('nextAt', '=', past.nextAt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whether what an account published before is known: a person entered it, or all of it was read and there was some. */
export function isPastKnown(past: ChannelPast): boolean {
  return past.enteredAt !== null || (past.state === 'read' && past.found > 0);
}

/** The row of an account that was just met. */
export function newPast(channel: string, canRead: boolean, now: number): ChannelPast {
  return {
    channel,
    state: canRead ? 'waiting' : 'unreadable',
    cursor: null,
    since: null,
    found: 0,
    nextAt: now,
    readAt: null,
    problem: null,
    enteredAt: null,
    enteredBy: null,
    linkLookAt: now,
    changedAt: now,
  };
}

/** An article of ours is public at a link that nobody has opened: it is opened at the next look, not a day later. */
export async function lookSoon(tx: Tx, channel: string, now: number): Promise<void> {
  await tx
    .updateTable('channelHistory')
    .set({ linkLookAt: now })
    .where('channel', '=', channel)
    .where('linkLookAt', '>', now)
    .execute();
}
