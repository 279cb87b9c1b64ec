/** What the public sees. Cadence and reports read these rows, never the states of deliveries. */
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../store/database.ts';
import type { NewId } from '../store/ids.ts';
import type { PublicationTable } from '../store/tables/channels.ts';
import type { PublishedArticle } from './channel.ts';

export type PublicationRow = Selectable<PublicationTable>;

export interface SeenPublication {
  channel: string;
  delivery: string | null;
  act: PublicationTable['act'];
  /** When the public could first see it, ms UTC; now when the platform does not say. */
  publicAt: number;
  seenAt: number;
  original: boolean;
  repost: boolean;
  articles: PublishedArticle[];
}

/** Adds one row an article; rows that are already there (same channel, id and number) stay as they are. */
export async function addPublications(tx: Tx, newId: NewId, seen: SeenPublication): Promise<void> {
  for (const article of seen.articles) {
    await tx
      .insertInto('publication')
      .values({
        id: newId(),
        channel: seen.channel,
        delivery: seen.delivery,
        act: seen.act,
        externalId: article.externalId,
        position: article.position,
        title: article.title,
        url: article.url,
        publicAt: seen.publicAt,
        seenAt: seen.seenAt,
        original: seen.original ? 1 : 0,
        repost: seen.repost ? 1 : 0,
        linkOk: null,
        goneAt: null,
        removedBy: null,
      })
      .onConflict((oc) => oc.columns(['channel', 'externalId', 'position']).doNothing())
      .execute();
  }
}

export function publicationsOf(db: Db, delivery: string): Promise<PublicationRow[]> {
  return db.selectFrom('publication').selectAll().where('delivery', '=', delivery).orderBy('position').execute();
}

/** Marks what a delivery published as gone since `at`; the update clock then falls back to what is still visible. */
export async function markGone(tx: Tx, delivery: string, by: 'us' | 'platform', at: number): Promise<void> {
  await tx
    .updateTable('publication')
    .set({ goneAt: at, removedBy: by })
    .where('delivery', '=', delivery)
    .where('goneAt', 'is', null)
    .execute();
}
