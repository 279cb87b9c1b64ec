import type { Selectable } from 'kysely';
import type { Db, Tx } from '../store/database.ts';
import type { PostTable } from '../store/tables/posts.ts';

/** A picture that a passing error kept from a post. */
export interface LostPicture {
  url: string;
  /** Why, in a few words. */
  reason: string;
}

const MINUTE_MS = 60_000;
/** Pauses before it is asked for again; afterwards it is given up until its page or file changes. */
const PAUSES_MS = [10, 60, 6 * 60, 24 * 60].map((minutes) => minutes * MINUTE_MS);
/** Pictures whose posts are looked at in one go; the others are due at the next tick. */
const AT_ONCE = 50;

/** When a picture is asked for after so many tries; null when it is given up. */
function nextTry(attempts: number, now: number): number | null {
  const pause = PAUSES_MS[attempts];
  return pause === undefined ? null : now + pause;
}

/** Holds what a post's newest text waits for: others are forgotten, those that waited before keep their pace. */
export async function noteLostPictures(
  tx: Tx,
  post: string,
  waiting: readonly LostPicture[],
  now: number,
): Promise<void> {
  const urls = waiting.map(({ url }) => url);
  let gone = tx.deleteFrom('lostPicture').where('post', '=', post);
  if (urls.length > 0) gone = gone.where('url', 'not in', urls);
  await gone.execute();
  for (const { url, reason } of waiting) {
    await tx
      .insertInto('lostPicture')
      .values({ post, url, reason, attempts: 0, nextAt: nextTry(0, now) })
      .onConflict((c) => c.columns(['post', 'url']).doUpdateSet({ reason }))
      .execute();
  }
}

export interface DuePost {
  post: Selectable<PostTable>;
  pictures: (LostPicture & { attempts: number })[];
}

/** Posts with pictures that are due, each with its pictures. */
export async function duePictures(db: Db, now: number): Promise<DuePost[]> {
  const due = await duePostsQuery(db, now).execute();
  const found: DuePost[] = [];
  for (const id of new Set(due.map(({ post }) => post))) {
    const post = await db.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const pictures = await db
      .selectFrom('lostPicture')
      .select(['url', 'reason', 'attempts'])
      .where('post', '=', id)
      .where('nextAt', '<=', now)
      .orderBy('url')
      .execute();
    found.push({ post, pictures });
  }
  return found;
}

/** The query behind `duePictures`: the pictures that have waited longest, off their index. */
export function duePostsQuery(db: Db, now: number) {
  return db.selectFrom('lostPicture').select('post').where('nextAt', '<=', now).orderBy('nextAt').limit(AT_ONCE);
}

/** Counts a try before it is made: whatever becomes of it, the next one waits longer. */
export async function countTry(db: Db, post: string, url: string, attempts: number, now: number): Promise<void> {
  const tried = { attempts: attempts + 1, nextAt: nextTry(attempts + 1, now) };
  await db.updateTable('lostPicture').set(tried).where('post', '=', post).where('url', '=', url).execute();
}

export async function forgetLostPictures(db: Db, post: string): Promise<void> {
  await db.deleteFrom('lostPicture').where('post', '=', post).execute();
}
