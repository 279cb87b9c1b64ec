import type { Db } from '../store/database.ts';

/** Whether a post has been sent or is under way: it has a delivery that is not dropped. */
export async function isSettled(db: Db, post: string): Promise<boolean> {
  const live = await db
    .selectFrom('delivery')
    .select('id')
    .where('subjectKind', '=', 'post')
    .where('subjectId', '=', post)
    .where('state', '<>', 'dropped')
    .executeTakeFirst();
  return live !== undefined;
}
