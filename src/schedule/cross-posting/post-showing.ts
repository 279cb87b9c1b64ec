import type { Db } from '../../store/database.ts';

/** The post that shows a page: of the bundle of a text in force that it belongs to, else its own. */
export async function postShowing(
  db: Db,
  item: string,
  bundled: boolean,
): Promise<{ id: string; createdAt: number } | 'waits' | null> {
  const own = await ownPost(db, item);
  const bundles = bundled ? await bundlesShowing(db, item) : [];
  if (bundles.length === 0) return own ?? null;
  const whole = await db
    .selectFrom('post')
    .select(['id', 'createdAt'])
    .where('subjectKind', '=', 'bundle')
    .where('subjectId', 'in', bundles)
    .orderBy('createdAt')
    .executeTakeFirst();
  return whole ?? own ?? 'waits';
}

/** Whether a post shows more than this page that still stands: a bundle goes on without an interpretation, not without its policy. */
export async function showsMore(db: Db, post: string, item: string): Promise<boolean> {
  const row = await db
    .selectFrom('post')
    .innerJoin('bundle', 'bundle.id', 'post.subjectId')
    .innerJoin('item', 'item.id', 'bundle.policy')
    .select('item.id')
    .where('post.id', '=', post)
    .where('post.subjectKind', '=', 'bundle')
    .where('bundle.policy', '<>', item)
    .where('item.withdrawnAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Bundles of texts in force that show a page, as the policy or as an interpretation. */
async function bundlesShowing(db: Db, item: string): Promise<string[]> {
  const rows = await db
    .selectFrom('bundle')
    .select('id')
    .where('policy', '=', item)
    .where('phase', '=', 'final')
    .unionAll(
      db
        .selectFrom('pair')
        .innerJoin('bundle', 'bundle.policy', 'pair.policy')
        .select('bundle.id')
        .where('pair.interpretation', '=', item)
        .where('pair.decision', '=', 'made')
        .where('bundle.phase', '=', 'final'),
    )
    .execute();
  return rows.map(({ id }) => id);
}

async function ownPost(db: Db, item: string) {
  return db
    .selectFrom('post')
    .select(['id', 'createdAt'])
    .where('subjectKind', '=', 'item')
    .where('subjectId', '=', item)
    .executeTakeFirst();
}
