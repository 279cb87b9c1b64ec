import type { Db } from '../store/database.ts';
import type { Titled } from '../store/titled.ts';

/** Titles of posts in the order of their last change, after a place in that order; for the search. */
export function postTitles(db: Db, after: { at: number; id: string }, limit: number): Promise<Titled[]> {
  return db
    .selectFrom('post')
    .select(['id', 'title', 'updatedAt as at'])
    .select((eb) => eb.val<string | null>(null).as('number'))
    .where((eb) => eb(eb.refTuple('updatedAt', 'id'), '>', eb.tuple(after.at, after.id)))
    .orderBy('updatedAt')
    .orderBy('id')
    .limit(limit)
    .execute();
}
