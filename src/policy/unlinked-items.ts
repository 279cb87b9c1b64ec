import type { Db } from '../store/database.ts';

/** The head revision of an item that is newer than what was linked of it. */
export interface UnlinkedItem {
  id: string;
  url: string;
  source: string;
  title: string;
  publishedAt: number | null;
  revision: number;
  fetchedAt: number;
  /** portal/article.ts as JSON. */
  body: string;
}

/** The query walks the index of revisions by the time they were read, from `after` on; withdrawn items stay linked. */
export async function unlinkedItems(
  db: Db,
  after: { fetchedAt: number; item: string },
  limit: number,
): Promise<UnlinkedItem[]> {
  return db
    .selectFrom('itemRevision as r')
    .innerJoin('item as i', (j) => j.onRef('i.id', '=', 'r.item').onRef('i.revision', '=', 'r.revision'))
    .leftJoin('linkEntry as l', 'l.item', 'r.item')
    .select(['i.id', 'i.url', 'i.source', 'i.title', 'i.publishedAt', 'i.revision', 'r.fetchedAt', 'r.body'])
    .where((e) =>
      e.or([
        e('r.fetchedAt', '>', after.fetchedAt),
        e.and([e('r.fetchedAt', '=', after.fetchedAt), e('r.item', '>', after.item)]),
      ]),
    )
    .where((e) => e.or([e('l.item', 'is', null), e('l.revision', '<', e.ref('i.revision'))]))
    .where('i.withdrawnAt', 'is', null)
    .orderBy('r.fetchedAt')
    .orderBy('r.item')
    .limit(limit)
    .execute();
}

/** When the newest linked revision was read; 0 while nothing is linked. */
export async function lastLinkedFetch(db: Db): Promise<number> {
  const newest = await db.selectFrom('linkEntry').select('fetchedAt').orderBy('fetchedAt', 'desc').executeTakeFirst();
  return newest?.fetchedAt ?? 0;
}
