import type { Db, Tx } from '../store/database.ts';
import type { DiscardedPostTable } from '../store/tables/posts.ts';

/** Why a post was put out of the way; null for one that was not, or that was before this was kept. */
export async function findDiscarded(db: Db, post: string): Promise<DiscardedPostTable | null> {
  return (await db.selectFrom('discardedPost').selectAll().where('post', '=', post).executeTakeFirst()) ?? null;
}

/** The same of several posts, by their ids. */
export async function findAllDiscarded(db: Db, posts: readonly string[]): Promise<Map<string, DiscardedPostTable>> {
  if (posts.length === 0) return new Map();
  const rows = await db
    .selectFrom('discardedPost')
    .selectAll()
    .where('post', 'in', [...posts])
    .execute();
  return new Map(rows.map((row) => [row.post, row]));
}

export async function putDiscarded(tx: Tx, row: DiscardedPostTable): Promise<void> {
  await tx.insertInto('discardedPost').values(row).execute();
}

export async function dropDiscarded(tx: Tx, post: string): Promise<void> {
  await tx.deleteFrom('discardedPost').where('post', '=', post).execute();
}
