import type { Insertable, Selectable } from 'kysely';
import type { Post } from '../posts/post-store.ts';
import type { Db, Tx } from '../store/database.ts';
import type {
  FindingExceptionTable,
  GateTickTable,
  ReviewState,
  ReviewTable,
  SignatureTable,
} from '../store/tables/posts.ts';

/** A run of review as it is read. */
export type Review = Selectable<ReviewTable>;

/** A signature as it is read; `forPerson` names in whose place it was given. */
export type GivenSignature = Omit<Selectable<SignatureTable>, 'forPerson'> & { forPerson?: string | null };

/** A tick as it is read; `forPerson` names in whose place it was given. */
export type GivenTick = Omit<Selectable<GateTickTable>, 'forPerson'> & { forPerson?: string | null };

/** The open run of a post's chain, or null. */
export async function openReview(db: Db, post: string): Promise<Review | null> {
  return (await reviewsOf(db, post).where('state', '=', 'open').executeTakeFirst()) ?? null;
}

/** The run that approved this very text, or null. */
export async function approvedReview(db: Db, post: string, contentHash: string): Promise<Review | null> {
  const query = reviewsOf(db, post).where('state', '=', 'approved').where('contentHash', '=', contentHash);
  return (await query.orderBy('openedAt', 'desc').executeTakeFirst()) ?? null;
}

export async function addReview(tx: Tx, review: Insertable<ReviewTable>): Promise<void> {
  await tx.insertInto('review').values(review).execute();
}

export async function closeReview(tx: Tx, id: string, state: Review['state'], at: number): Promise<void> {
  await tx.updateTable('review').set({ state, closedAt: at }).where('id', '=', id).execute();
}

/** Who took the approval of a run back, in his words. */
export async function noteWithdrawn(tx: Tx, id: string, withdrawnBy: string, withdrawnReason: string): Promise<void> {
  await tx.updateTable('review').set({ withdrawnBy, withdrawnReason }).where('id', '=', id).execute();
}

/** Signatures in the order of the chain. */
export function signaturesOf(db: Db, review: string): Promise<GivenSignature[]> {
  return db.selectFrom('signature').selectAll().where('review', '=', review).orderBy('position').execute();
}

export async function addSignature(tx: Tx, signature: Insertable<SignatureTable>): Promise<void> {
  await tx.insertInto('signature').values(signature).execute();
}

export function ticksOf(db: Db, review: string): Promise<GivenTick[]> {
  return db.selectFrom('gateTick').selectAll().where('review', '=', review).orderBy('at').execute();
}

export async function addTick(tx: Tx, tick: Insertable<GateTickTable>): Promise<void> {
  await tx.insertInto('gateTick').values(tick).execute();
}

/** Takes a tick away again; the ledger keeps that it was there. */
export async function removeTick(tx: Tx, review: string, gate: string): Promise<void> {
  await tx.deleteFrom('gateTick').where('review', '=', review).where('gate', '=', gate).execute();
}

/** What was let pass in this very text. */
export function exceptionsOf(db: Db, post: string, contentHash: string): Promise<FindingExceptionTable[]> {
  return db
    .selectFrom('findingException')
    .selectAll()
    .where('post', '=', post)
    .where('contentHash', '=', contentHash)
    .execute();
}

/** @returns false when it was let pass before */
export async function addException(tx: Tx, exception: FindingExceptionTable): Promise<boolean> {
  const columns = ['post', 'contentHash', 'check', 'excerpt'] as const;
  const result = await tx
    .insertInto('findingException')
    .values(exception)
    .onConflict((oc) => oc.columns(columns).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** The post in its new state; the caller holds its row. */
export async function movePost(
  tx: Tx,
  post: Post,
  state: ReviewState,
  approvedHash: string | null,
  at: number,
): Promise<Post> {
  const set = { state, approvedHash, updatedAt: at };
  await tx.updateTable('post').set(set).where('id', '=', post.id).execute();
  return { ...post, ...set };
}

function reviewsOf(db: Db, post: string) {
  return db.selectFrom('review').selectAll().where('post', '=', post);
}
