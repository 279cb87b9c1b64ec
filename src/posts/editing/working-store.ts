import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../store/database.ts';
import type { KeptTextTable, WorkingArticleTable, WorkingCopyTable } from '../../store/tables/editing.ts';
import type { ArticleText, Hold, WorkingArticle, WorkingCopy } from './working-copy.ts';

/** The working copy of a post; null while nobody has written in it. */
export async function findWorking(db: Db, post: string, now: number): Promise<WorkingCopy | null> {
  const row = await db.selectFrom('workingCopy').selectAll().where('post', '=', post).executeTakeFirst();
  if (!row) return null;
  const rows = await db.selectFrom('workingArticle').selectAll().where('post', '=', post).execute();
  const order: string[] = JSON.parse(row.articleOrder);
  const articles = order.flatMap((id) => rows.filter((each) => each.id === id).map((each) => articleOf(each, now)));
  const { articleOrder: _, head, wishes, writers, voidsBy, ...rest } = row;
  const said = { head: JSON.parse(head), wishes: JSON.parse(wishes), writers: JSON.parse(writers) };
  return { ...rest, ...said, voidsBy: JSON.parse(voidsBy), articles };
}

/** Stores a working copy with all its articles in the place of whatever was there. */
export async function putWorking(tx: Tx, copy: WorkingCopy): Promise<void> {
  await tx.deleteFrom('workingArticle').where('post', '=', copy.post).execute();
  const row = copyRow(copy);
  await tx
    .insertInto('workingCopy')
    .values(row)
    .onConflict((oc) => oc.column('post').doUpdateSet(row))
    .execute();
  for (const article of copy.articles) await putArticle(tx, copy.post, article);
}

/** The copy's own row: its order, what is said of the post, who wrote. */
export async function updateWorking(tx: Tx, copy: WorkingCopy): Promise<void> {
  await tx.updateTable('workingCopy').set(copyRow(copy)).where('post', '=', copy.post).execute();
}

export async function putArticle(tx: Tx, post: string, article: WorkingArticle): Promise<void> {
  const { id, base, title, author, digest, body, sourceUrl, cover, coverFrom, version, savedAt, savedBy } = article;
  const text = { base, title, author, digest, body, sourceUrl, coverFrom, version, savedAt, savedBy };
  const row = { ...text, cover: cover === null ? null : JSON.stringify(cover), ...holdRow(article.hold) };
  await tx
    .insertInto('workingArticle')
    .values({ post, id, ...row })
    .onConflict((oc) => oc.columns(['post', 'id']).doUpdateSet(row))
    .execute();
}

export async function removeArticle(tx: Tx, post: string, id: string): Promise<void> {
  await tx.deleteFrom('workingArticle').where('post', '=', post).where('id', '=', id).execute();
}

/** Who writes in an article; null lets it go. No new version: the text is the same. */
export async function setHold(tx: Tx, post: string, id: string, hold: Hold | null, at: number): Promise<void> {
  const asked = hold?.askedBy ? { askedAt: at } : { askedAt: null };
  await tx
    .updateTable('workingArticle')
    .set({ ...holdRow(hold), ...asked })
    .where('post', '=', post)
    .where('id', '=', id)
    .execute();
}

/** Keeps a text that another one takes the place of. An empty one is not worth keeping. */
export async function keepText(
  tx: Tx,
  kept: Pick<KeptTextTable, 'id' | 'post' | 'article' | 'person' | 'at' | 'why'>,
  { title, author, digest, body }: ArticleText,
): Promise<void> {
  if (title === '' && body === '') return;
  await tx
    .insertInto('keptText')
    .values({ ...kept, title, author, digest, body })
    .execute();
}

/** Texts of a post that were replaced, the newest first. */
export async function keptTexts(db: Db, post: string, limit: number): Promise<Selectable<KeptTextTable>[]> {
  return await db
    .selectFrom('keptText')
    .selectAll()
    .where('post', '=', post)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

function copyRow(copy: WorkingCopy): Insertable<WorkingCopyTable> {
  const { post, baseRevision, baseHash, version, dirty, voidsHash, updatedAt, updatedBy } = copy;
  return {
    ...{ post, baseRevision, baseHash, version, dirty, voidsHash, updatedAt, updatedBy },
    head: JSON.stringify(copy.head),
    wishes: JSON.stringify(copy.wishes),
    articleOrder: JSON.stringify(copy.articles.map(({ id }) => id)),
    writers: JSON.stringify(copy.writers),
    voidsBy: JSON.stringify(copy.voidsBy),
  };
}

function holdRow(hold: Hold | null) {
  return {
    holder: hold?.person ?? null,
    holderTab: hold?.tab ?? null,
    heldUntil: hold?.until ?? null,
    askedBy: hold?.askedBy ?? null,
  };
}

/** A hold that has run out is none. */
function articleOf(row: Selectable<WorkingArticleTable>, now: number): WorkingArticle {
  const { id, base, title, author, digest, body, sourceUrl, coverFrom, version, savedAt, savedBy } = row;
  const { holder, holderTab, heldUntil, askedBy } = row;
  const held = holder !== null && holderTab !== null && heldUntil !== null && heldUntil > now;
  return {
    ...{ id, base, title, author, digest, body, sourceUrl, coverFrom, version, savedAt, savedBy },
    cover: row.cover === null ? null : JSON.parse(row.cover),
    hold: held ? { person: holder, tab: holderTab, until: heldUntil, askedBy } : null,
  };
}
