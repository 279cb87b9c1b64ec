import type { Db } from '../store/database.ts';

/** The last time that a person decided on an earlier run of a post: from then on changes are news to him. */
export interface ReadBefore {
  review: string;
  revision: number;
  /** ms UTC */
  at: number;
  /** He signed or ticked it, or returned it with these words. */
  decision: 'approve' | 'return' | 'tick';
  opinion: string;
}

/**
 * @param current the run that is looked at, which does not count
 * @returns null when the person never decided on an earlier text
 */
export async function readBefore(db: Db, post: string, person: string, current: string): Promise<ReadBefore | null> {
  const signed = await db
    .selectFrom('review')
    .innerJoin('signature', 'signature.review', 'review.id')
    .select(['review.id as review', 'review.contentHash', 'signature.at', 'signature.decision', 'signature.opinion'])
    .where('review.post', '=', post)
    .where('review.id', '<>', current)
    .where('signature.person', '=', person)
    .orderBy('signature.at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const ticked = await db
    .selectFrom('review')
    .innerJoin('gateTick', 'gateTick.review', 'review.id')
    .select(['review.id as review', 'review.contentHash', 'gateTick.at'])
    .where('review.post', '=', post)
    .where('review.id', '<>', current)
    .where('gateTick.person', '=', person)
    .orderBy('gateTick.at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const tick = ticked && { ...ticked, decision: 'tick' as const, opinion: '' };
  const last = signed && (!tick || signed.at >= tick.at) ? signed : tick;
  if (!last) return null;
  const { contentHash, ...rest } = last;
  const row = await db
    .selectFrom('postRevision')
    .select('revision')
    .where('post', '=', post)
    .where('contentHash', '=', contentHash)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  return row ? { ...rest, revision: row.revision } : null;
}
