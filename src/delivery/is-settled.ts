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

/** Whether a post went out, or may have, and no delivery of it still waits to begin: then nothing is left to stop. */
export async function isSent(db: Db, post: string): Promise<boolean> {
  const live = await db
    .selectFrom('delivery')
    .select('state')
    .where('subjectKind', '=', 'post')
    .where('subjectId', '=', post)
    .where('state', '<>', 'dropped')
    .execute();
  const waits = live.some(({ state }) => state === 'planned' || state === 'sending' || state === 'asking');
  return live.length > 0 && !waits;
}
