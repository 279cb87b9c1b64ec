import type { Selectable } from 'kysely';
import { CallPerson } from '../errors.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Db, Tx } from '../store/database.ts';
import type { PostRevisionTable, PostTable } from '../store/tables/posts.ts';
import type { Composition } from './composing.ts';
import type { Finding } from './finding.ts';
import type { Composed } from './post.ts';

/** A post as it is read. */
export type Post = Selectable<PostTable>;

/** What a post is made of; one post a subject. */
export type Subject = Pick<PostTable, 'subjectKind' | 'subjectId'>;

export async function findPost(db: Db, id: string): Promise<Post | null> {
  return (await db.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function findPostOf(db: Db, subject: Subject): Promise<Post | null> {
  return (await ofSubject(db, subject).executeTakeFirst()) ?? null;
}

/** As findPostOf, and holds the row: the first lock of the order. */
export async function lockPostOf(tx: Tx, subject: Subject): Promise<Post | null> {
  return (await ofSubject(tx, subject).forUpdate().executeTakeFirst()) ?? null;
}

/** Holds a post's row: the first lock of the order. */
export async function lockPost(tx: Tx, id: string): Promise<Post | null> {
  return (await tx.selectFrom('post').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

/**
 * The text under a hash, and under no other: deliveries and signatures load by it, never "the current text".
 * @throws CallPerson when the post has no such revision
 */
export async function loadRevision(db: Db, post: string, contentHash: string): Promise<Composed> {
  const row = await db
    .selectFrom('postRevision')
    .select('body')
    .where('post', '=', post)
    .where('contentHash', '=', contentHash)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  if (!row) {
    throw new CallPerson({
      code: 'post-revision',
      message: `post ${post} has no text with the hash ${contentHash}`,
      place: `post:${post}`,
      remedy: 'Compose the post again and have it reviewed; nothing else may be sent in its place.',
    });
  }
  return composedFrom(row.body);
}

/** The newest text of a post with what composing found; null when there is no such post. */
export async function loadHead(db: Db, post: string): Promise<(Composition & { post: Post }) | null> {
  const head = await findPost(db, post);
  if (!head) return null;
  const row = await revisionRow(db, post, head.revision);
  return { post: head, composed: composedFrom(row.body), findings: findingsFrom(row.findings) };
}

/** Who wrote the newest text: a person id, or the worker. */
export async function headWriter(db: Db, post: Post): Promise<string> {
  return (await revisionRow(db, post.id, post.revision)).createdBy;
}

/** Everybody whose words are, or were before, in the newest text; see writersSoFar. */
export async function headWriters(db: Db, post: Post): Promise<string[]> {
  const { createdBy, writers } = await revisionRow(db, post.id, post.revision);
  const others: string[] = JSON.parse(writers);
  return [createdBy, ...others];
}

/** Names under which the program itself writes. */
const machines: readonly string[] = ['worker', 'govcast'];

/**
 * The people whose words are in any text of a post until now. Revisions come of themselves while people write, and what one
 * of them wrote stays his in every text after it, also where it is taken back out and restored later.
 */
export async function writersSoFar(db: Db, post: string): Promise<string[]> {
  const rows = await db
    .selectFrom('postRevision')
    .select(['createdBy', 'writers'])
    .where('post', '=', post)
    .orderBy('revision')
    .execute();
  const all = rows.flatMap(({ createdBy, writers }): string[] => [createdBy, ...JSON.parse(writers)]);
  return [...new Set(all)].filter((one) => !machines.includes(one));
}

export async function insertRevision(
  tx: Tx,
  row: Pick<PostRevisionTable, 'post' | 'revision' | 'contentHash' | 'createdAt' | 'createdBy'> & { writers?: string },
  { composed, findings }: Composition,
): Promise<void> {
  const texts = { body: canonicalJson(composed), findings: canonicalJson(findings) };
  await tx
    .insertInto('postRevision')
    .values({ ...row, ...texts })
    .execute();
}

/** Adds to what is said of a post's newest text; the text itself and its hash stay as they are. */
export async function addFinding(tx: Tx, post: Post, found: readonly Finding[]): Promise<void> {
  const row = await revisionRow(tx, post.id, post.revision);
  await keepFindings(tx, post, [...findingsFrom(row.findings), ...found]);
}

/** Has exactly these said of a post's newest text. */
export async function keepFindings(tx: Tx, { id, revision }: Post, findings: readonly Finding[]): Promise<void> {
  await tx
    .updateTable('postRevision')
    .set({ findings: canonicalJson(findings) })
    .where('post', '=', id)
    .where('revision', '=', revision)
    .execute();
}

/** Notes what a post was composed from. No new text, no ledger line. */
export async function noteMaterial(tx: Tx, post: string, material: string): Promise<void> {
  await tx.updateTable('post').set({ material }).where('id', '=', post).where('material', '!=', material).execute();
}

/** Ends the open review of a post, if there is one, because its text has changed. Returns the review's id. */
export async function voidOpenReview(tx: Tx, post: string, at: number): Promise<string | null> {
  const open = await tx
    .selectFrom('review')
    .select('id')
    .where('post', '=', post)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (!open) return null;
  await tx.updateTable('review').set({ state: 'voided', closedAt: at }).where('id', '=', open.id).execute();
  return open.id;
}

function ofSubject(db: Db, { subjectKind, subjectId }: Subject) {
  return db.selectFrom('post').selectAll().where('subjectKind', '=', subjectKind).where('subjectId', '=', subjectId);
}

async function revisionRow(db: Db, post: string, revision: number): Promise<Selectable<PostRevisionTable>> {
  return await db
    .selectFrom('postRevision')
    .selectAll()
    .where('post', '=', post)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
}

function composedFrom(body: string): Composed {
  return JSON.parse(body);
}

function findingsFrom(text: string): Finding[] {
  return JSON.parse(text);
}
