import type { Selectable } from 'kysely';
import type { Db, Tx } from '../store/database.ts';
import type { PostReleaseTable } from '../store/tables/stops.ts';

/** What keeps a post back beside its signatures (I-14). Changed under the lock of the post, and read so by begin. */
export type PostRelease = Selectable<PostReleaseTable>;

/** How a post stands; one without a row is neither held nor under embargo. */
export async function releaseOf(db: Db, post: string): Promise<PostRelease> {
  const row = await db.selectFrom('postRelease').selectAll().where('post', '=', post).executeTakeFirst();
  return row ?? { post, embargoUntil: null, heldAt: null, heldBy: null, heldReason: null, releasedAt: null };
}

/** The embargoes that still run, by post, ms UTC. */
export async function embargoesOf(db: Db, posts: readonly string[], now: number): Promise<Map<string, number>> {
  if (posts.length === 0) return new Map();
  const rows = await db
    .selectFrom('postRelease')
    .select(['post', 'embargoUntil'])
    .where('post', 'in', [...posts])
    .where('embargoUntil', '>', now)
    .orderBy('post')
    .execute();
  return new Map(rows.flatMap(({ post, embargoUntil }) => (embargoUntil === null ? [] : [[post, embargoUntil]])));
}

/** Writes how a post stands from now on. The caller holds the lock of the post. */
export async function writeRelease(tx: Tx, { post, ...change }: PostRelease): Promise<void> {
  await tx
    .insertInto('postRelease')
    .values({ post, ...change })
    .onConflict((c) => c.column('post').doUpdateSet(change))
    .execute();
}
