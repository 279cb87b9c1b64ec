import type { Article } from '../../src/portal/article.ts';
import type { Db } from '../../src/store/database.ts';

/** A page as portal/ stores it: an item with its head revision. */
export interface StoredPage {
  id: string;
  title: string;
  url?: string;
  source?: string;
  number?: string;
  publishedAt?: number | null;
  fetchedAt: number;
  revision?: number;
  text?: string;
  links?: string[];
}

/** Writes an item and its revision straight into the tables; a further revision of a known item replaces the head. */
export async function storePage(db: Db, page: StoredPage): Promise<void> {
  const { id, title, fetchedAt, revision = 1, publishedAt = fetchedAt } = page;
  const url = page.url ?? `https://www.shili.gov.cn/art/${id}.html`;
  const head = { revision, contentHash: `hash-${id}-${revision}`, title, publishedAt };
  const address = { urlKey: url, url, source: page.source ?? 'policies', secondaryKey: null };
  const row = { id, ...address, documentNumber: page.number ?? null, ...head };
  await db
    .insertInto('item')
    .values({ ...row, firstSeenAt: fetchedAt, lastSeenAt: fetchedAt, withdrawnAt: null })
    .onConflict((c) => c.column('id').doUpdateSet(head))
    .execute();
  const body = JSON.stringify(articleOf(page, url, publishedAt));
  await db
    .insertInto('itemRevision')
    .values({ item: id, revision, contentHash: head.contentHash, body, raw: null, charset: 'utf-8', fetchedAt })
    .execute();
}

function articleOf(
  { title, number, text = '', links = [] }: StoredPage,
  url: string,
  publishedAt: number | null,
): Article {
  return {
    url,
    family: 'generic',
    title,
    number: number ?? null,
    issuer: null,
    indexNumber: null,
    subject: null,
    writtenOn: null,
    publishedAt,
    source: null,
    author: null,
    marking: null,
    validity: null,
    text,
    html: '',
    images: [],
    attachments: [],
    links: links.map((link) => ({ url: link, text: '' })),
    column: null,
    warnings: [],
  };
}
