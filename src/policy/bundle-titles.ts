import type { Db } from '../store/database.ts';
import type { Titled } from '../store/titled.ts';

/** Titles and document numbers of bundles in the order of their last change, after a place in that order; for the search. */
export function bundleTitles(db: Db, after: { at: number; id: string }, limit: number): Promise<Titled[]> {
  return db
    .selectFrom('bundle')
    .select(['id', 'title', 'documentNumber as number', 'updatedAt as at'])
    .where((eb) => eb(eb.refTuple('updatedAt', 'id'), '>', eb.tuple(after.at, after.id)))
    .orderBy('updatedAt')
    .orderBy('id')
    .limit(limit)
    .execute();
}
