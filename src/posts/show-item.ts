import { articleOf } from '../portal/item-store.ts';
import { unknownItem } from '../portal/leave-item.ts';
import type { Db } from '../store/database.ts';
import { type ListedItem, listedItem } from './list-items.ts';

/** An item with what its page says and how it came to say so. Times are ms UTC. */
export interface ShownItem extends ListedItem {
  url: string;
  /** When the portal was last seen with it. */
  seenAt: number;
  subject: string | null;
  writtenOn: string | null;
  marking: string | null;
  validity: string | null;
  /** What extraction was not sure of, in the codes of portal/. */
  warnings: { code: string; message: string }[];
  attachments: { url: string; name: string }[];
  pictures: number;
  /** The newest first. */
  revisions: { revision: number; readAt: number }[];
}

/** @throws Refused for an unknown item */
export async function showItem(db: Db, item: string): Promise<ShownItem> {
  const listed = await listedItem(db, item);
  const article = await articleOf(db, item);
  if (listed === null || article === null) throw unknownItem(item);
  const { url, seenAt } = await db
    .selectFrom('item')
    .select(['url', 'lastSeenAt as seenAt'])
    .where('id', '=', item)
    .executeTakeFirstOrThrow();
  const revisions = await db
    .selectFrom('itemRevision')
    .select(['revision', 'fetchedAt as readAt'])
    .where('item', '=', item)
    .orderBy('revision', 'desc')
    .execute();
  const { subject, writtenOn, marking, validity, warnings, attachments, images } = article;
  return {
    ...listed,
    ...{ url, seenAt, subject, writtenOn, marking, validity, warnings, revisions },
    attachments: attachments.map(({ url: at, name }) => ({ url: at, name })),
    pictures: images.length,
  };
}
