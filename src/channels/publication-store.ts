import type { Db, Tx } from '../store/database.ts';
import type { PublicationTable } from '../store/tables/channels.ts';

export type Publication = PublicationTable;

/**
 * Writes down what the public sees. A publication that is known by its channel, external id and position stays as it
 * is, so that an event, a poll and a late answer may all bring it; only a title or an address that was not known yet is
 * filled in.
 * @returns the ids of those that are new
 */
export async function addPublications(tx: Tx, publications: readonly Publication[]): Promise<string[]> {
  const added: string[] = [];
  for (const each of publications) {
    const result = await tx
      .insertInto('publication')
      .values(each)
      .onConflict((c) => c.columns(['channel', 'externalId', 'position']).doNothing())
      .executeTakeFirst();
    if (result.numInsertedOrUpdatedRows === 1n) added.push(each.id);
    else await fillIn(tx, each);
  }
  return added;
}

async function fillIn(tx: Tx, { channel, externalId, position, title, url }: Publication): Promise<void> {
  const known = tx
    .updateTable('publication')
    .where('channel', '=', channel)
    .where('externalId', '=', externalId)
    .where('position', '=', position);
  if (url !== null) await known.set({ url }).where('url', 'is', null).execute();
  if (title !== '') await known.set({ title }).where('title', '=', '').execute();
}

/** The publications of a delivery, in the order of the message. */
export function publicationsOf(db: Db, delivery: string): Promise<Publication[]> {
  return db.selectFrom('publication').selectAll().where('delivery', '=', delivery).orderBy('position').execute();
}

/** Public moments of what still stands on a channel since `from` (ms UTC), newest first; what cadence counts. */
export function standingPublications(db: Db, channel: string, from: number): Promise<Publication[]> {
  return db
    .selectFrom('publication')
    .selectAll()
    .where('channel', '=', channel)
    .where('publicAt', '>=', from)
    .where('goneAt', 'is', null)
    .orderBy('publicAt', 'desc')
    .orderBy('position')
    .execute();
}

/** Everything that a channel published between two moments, both included (ms UTC), what has gone too. */
export function publicationsAround(db: Db, channel: string, from: number, to: number): Promise<Publication[]> {
  return db
    .selectFrom('publication')
    .selectAll()
    .where('channel', '=', channel)
    .where('publicAt', '>=', from)
    .where('publicAt', '<=', to)
    .execute();
}

/** Gives a publication the link that nobody knew. */
export async function fillUrl(tx: Tx, id: string, url: string): Promise<void> {
  await tx.updateTable('publication').set({ url }).where('id', '=', id).where('url', 'is', null).execute();
}

/**
 * Marks an article of the history that nobody had marked as an original or a repost; what a delivery brought stays.
 * @returns whether it was unmarked until now
 */
export async function markOrigin(tx: Tx, id: string, mark: 'original' | 'repost'): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('publication')
    .set({ original: mark === 'original' ? 1 : 0, repost: mark === 'repost' ? 1 : 0 })
    .where('id', '=', id)
    .where('delivery', 'is', null)
    .where('original', '=', 0)
    .where('repost', '=', 0)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The newest publication of a channel that still stands, or null. */
export async function latestPublication(db: Db, channel: string): Promise<Publication | null> {
  const row = await db
    .selectFrom('publication')
    .selectAll()
    .where('channel', '=', channel)
    .where('goneAt', 'is', null)
    .orderBy('publicAt', 'desc')
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Marks the articles of a message as no longer public; the first removal counts.
 * @returns how many stood until now
 */
export async function markGone(
  tx: Tx,
  message: { channel: string; externalId: string },
  removedBy: 'us' | 'platform',
  at: number,
): Promise<number> {
  const result = await tx
    .updateTable('publication')
    .set({ goneAt: at, removedBy })
    .where('channel', '=', message.channel)
    .where('externalId', '=', message.externalId)
    .where('goneAt', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
