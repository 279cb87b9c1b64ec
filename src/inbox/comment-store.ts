/** All SQL of where reading comments has come to. */
import type { Db, Tx } from '../store/database.ts';
import type { CommentStateTable } from '../store/tables/inbox.ts';
import type { CommentedArticle } from './take-comment.ts';

/** Begins to follow the comments of an article that was published. Following it again changes nothing. */
export async function followComments(tx: Tx, article: CommentedArticle, at: number): Promise<void> {
  const { channel, messageId, position } = article;
  await tx
    .insertInto('commentState')
    .values({ channel, messageId, position, followedAt: at, checkedAt: null, nextCheckAt: at })
    .onConflict((c) => c.columns(['channel', 'messageId', 'position']).doNothing())
    .execute();
}

/** Articles whose comments are due to be looked at, longest overdue first. */
export async function dueComments(db: Db, now: number, limit: number): Promise<CommentStateTable[]> {
  return db
    .selectFrom('commentState')
    .selectAll()
    .where('nextCheckAt', '<=', now)
    .orderBy('nextCheckAt')
    .limit(limit)
    .execute();
}

/**
 * Takes an article for a look, so that of several workers one reads it: the platform counts every look.
 * @returns false when another worker was faster
 */
export async function claimComments(db: Db, seen: CommentStateTable, until: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('commentState')
    .set({ nextCheckAt: until })
    .where('channel', '=', seen.channel)
    .where('messageId', '=', seen.messageId)
    .where('position', '=', seen.position)
    .where('nextCheckAt', '=', seen.nextCheckAt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function markLooked(
  db: Db,
  { channel, messageId, position }: CommentedArticle,
  looked: { checkedAt?: number; nextCheckAt: number | null },
): Promise<void> {
  await db
    .updateTable('commentState')
    .set(looked)
    .where('channel', '=', channel)
    .where('messageId', '=', messageId)
    .where('position', '=', position)
    .execute();
}
