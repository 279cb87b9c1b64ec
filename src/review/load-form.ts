import { Refused } from '../errors.ts';
import { loadRevision, type Post } from '../posts/post-store.ts';
import type { Db } from '../store/database.ts';
import {
  type ApprovalForm,
  type FormNames,
  type FormRecord,
  fillForm,
  formBody,
  formFingerprint,
} from './approval-form.ts';
import { foundPost } from './load-chain.ts';
import { releasesOf } from './releases-of.ts';
import { signaturesOf, ticksOf } from './review-store.ts';

export interface ShownForm {
  form: ApprovalForm;
  fingerprint: string;
  /** Whether it was kept with the last signature; else it shows how far the run has come. */
  kept: boolean;
}

/**
 * The approval form of a run: as it was kept when it was signed, else as far as it has come.
 * @param review the run; left out, the newest of the post
 * @throws Refused when there is no such post, or it was never handed in
 */
export async function loadForm(db: Db, names: FormNames, id: string, review?: string): Promise<ShownForm> {
  const post = await foundPost(db, id);
  const run = review ?? (await newestReview(db, id));
  const kept = await db
    .selectFrom('approvalForm')
    .select(['body', 'fingerprint'])
    .where('review', '=', run)
    .executeTakeFirst();
  if (kept) {
    const form: ApprovalForm = JSON.parse(kept.body);
    if (form.post !== id) throw neverHandedIn(id);
    return { form, fingerprint: kept.fingerprint, kept: true };
  }
  const form = fillForm(await loadFormRecord(db, post, run), names);
  return { form, fingerprint: formFingerprint(formBody(form)), kept: false };
}

/** What the form of a run is filled from. */
export async function loadFormRecord(db: Db, post: Post, id: string): Promise<FormRecord> {
  const review = await db
    .selectFrom('review')
    .selectAll()
    .where('id', '=', id)
    .where('post', '=', post.id)
    .executeTakeFirst();
  if (!review) throw neverHandedIn(post.id);
  const { revision } = await db
    .selectFrom('postRevision')
    .select('revision')
    .where('post', '=', post.id)
    .where('contentHash', '=', review.contentHash)
    .orderBy('revision', 'desc')
    .executeTakeFirstOrThrow();
  return {
    post,
    review,
    revision,
    composed: await loadRevision(db, post.id, review.contentHash),
    signatures: await signaturesOf(db, id),
    ticks: await ticksOf(db, id),
    releases: await releasesOf(db, post.id),
  };
}

async function newestReview(db: Db, post: string): Promise<string> {
  const row = await db
    .selectFrom('review')
    .select('id')
    .where('post', '=', post)
    .orderBy('openedAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (row) return row.id;
  throw neverHandedIn(post);
}

function neverHandedIn(post: string): Refused {
  return new Refused({
    code: 'review-unknown',
    message: `post ${post} has no such run of review`,
    place: `post:${post}`,
    remedy: 'Hand the post in first; then it has an approval form.',
  });
}
