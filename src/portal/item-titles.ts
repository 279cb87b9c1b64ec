import type { Db } from '../store/database.ts';
import type { Titled } from '../store/titled.ts';

/** Titles and document numbers of items in the order in which their revisions were read, after a place in that order; for the search. */
export function itemTitles(db: Db, after: { at: number; id: string }, limit: number): Promise<Titled[]> {
  return db
    .selectFrom('itemRevision as r')
    .innerJoin('item as i', 'i.id', 'r.item')
    .select(['i.id', 'i.title', 'i.documentNumber as number', 'r.fetchedAt as at'])
    .where((eb) => eb(eb.refTuple('r.fetchedAt', 'r.item'), '>', eb.tuple(after.at, after.id)))
    .orderBy('r.fetchedAt')
    .orderBy('r.item')
    .limit(limit)
    .execute();
}
