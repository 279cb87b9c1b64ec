import type { Article } from '../../src/portal/article.ts';
import type { Db } from '../../src/store/database.ts';

/** A page as the crawler keeps it, or its next revision. */
export async function keepPage(db: Db, id: string, article: Article, revision = 1): Promise<void> {
  const contentHash = `${id}${revision}`;
  const row = { url: article.url ?? '', title: article.title ?? '', contentHash, revision };
  const rest = { urlKey: id, source: 's', secondaryKey: null, publishedAt: null, documentNumber: article.number };
  const times = { firstSeenAt: 1, lastSeenAt: 1, withdrawnAt: null };
  if (revision > 1) await db.updateTable('item').set(row).where('id', '=', id).execute();
  else
    await db
      .insertInto('item')
      .values({ id, ...row, ...rest, ...times })
      .execute();
  const text = { contentHash, body: JSON.stringify(article), raw: null, charset: 'utf-8', fetchedAt: 1 };
  await db
    .insertInto('itemRevision')
    .values({ item: id, revision, ...text })
    .execute();
}
