import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { requireNotLeft } from '../portal/require-not-left.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction, isUniqueViolation } from '../store/transaction.ts';
import type { Composition } from './composing.ts';
import { contentHash } from './content-hash.ts';
import { noteLostPictures } from './lost-picture-store.ts';
import type { Manner } from './manner.ts';
import { followFileEmbargo } from './note-embargo.ts';
import { settleSource } from './note-source.ts';
import { afterEvent } from './post-state.ts';
import {
  insertRevision,
  lockPostOf,
  noteMaterial,
  type Post,
  type Subject,
  voidOpenReview,
  writersSoFar,
} from './post-store.ts';
import { recordManner } from './record-manner.ts';

export interface PostToSave extends Subject, Composition {
  /** Person id of the drafter; only a new post takes it. Nobody reviews a post of their own. */
  author: string;
  /** Fingerprint of what it was composed from, see the table `post`; empty for what is written by hand. */
  material?: string;
  /** Asked with the post's row held; a no leaves the post as it is. What was seen before composing may be old by now. */
  mayRevise?: (tx: Tx, head: Post) => Promise<boolean>;
  /** the manners of release that whoever saves it chose; left out, a new post has none and another keeps its own. */
  manner?: readonly Manner[] | undefined;
  /** I-14: nothing of it begins before this moment, ms UTC; left out or earlier than one that runs, what holds stays. */
  embargoUntil?: number | undefined;
  /** People besides the doer who wrote in it since the last revision: they, and the writers before, sign nothing of it. */
  writers?: readonly string[];
  /** Written in the same transaction as the text, once it is saved or found unchanged. */
  also?: (tx: Tx, saved: SavedPost) => Promise<void>;
  /** What the ledger says of a new text beside its hash: which titles were taken, what was chosen. */
  told?: Record<string, unknown>;
}

export interface SavedPost {
  id: string;
  revision: number;
  contentHash: string;
  /** `left`: it may not be revised any more, see mayRevise. */
  outcome: 'new' | 'revised' | 'unchanged' | 'left';
  /** Whether an approval or an open review fell with the old text. */
  voided: boolean;
}

/**
 * Saves a composed text as a new post or as a new revision. The same text again changes nothing and voids nothing. Any
 * other text sets the post back to draft, takes its approval and ends its open review: nothing unreviewed leaves.
 * @throws Refused when the post was withdrawn, or when it would be the first one of an item that was left
 */
export async function savePost(acting: Acting, post: PostToSave, actor: Actor): Promise<SavedPost> {
  const hash = contentHash(post.composed);
  const save = () =>
    inTransaction(acting.db, async (tx) => {
      const head = await lockPostOf(tx, post);
      const saved = await (head ? revise(acting, tx, head, post, hash, actor) : create(acting, tx, post, hash, actor));
      // Who changes words alone says nothing of pictures: what the post waits for stays.
      if (saved.outcome !== 'left' && post.waiting) {
        await noteLostPictures(tx, saved.id, post.waiting, acting.clock.now());
      }
      if (saved.outcome !== 'left') await post.also?.(tx, saved);
      if (saved.outcome !== 'left' && post.embargoUntil !== undefined) {
        await followFileEmbargo(tx, acting, saved.id, post.embargoUntil, actor);
      }
      return saved;
    });
  try {
    return await save();
  } catch (error) {
    // Somebody made the post of this subject at the same moment: now it is there and can be revised.
    if (!isUniqueViolation(error)) throw error;
    return await save();
  }
}

async function create(acting: Acting, tx: Tx, post: PostToSave, hash: string, actor: Actor): Promise<SavedPost> {
  const at = acting.clock.now();
  const id = acting.newId();
  const { subjectKind, subjectId, author, material = '', manner = [] } = post;
  if (subjectKind === 'item') await requireNotLeft(tx, subjectId);
  const text = { ...shownOf(post), revision: 1, contentHash: hash, manner: JSON.stringify(manner) };
  const times = { createdAt: at, updatedAt: at };
  await tx
    .insertInto('post')
    .values({ id, ...text, subjectKind, subjectId, material, author, state: 'draft', approvedHash: null, ...times })
    .execute();
  const revision = { post: id, revision: 1, contentHash: hash, createdAt: at, createdBy: actor.person };
  await insertRevision(tx, { ...revision, writers: writersOf(post, actor) }, post);
  const after = { revision: 1, contentHash: hash, subject: `${subjectKind}:${subjectId}`, manner };
  await acting.record(tx, { at, actor, act: 'post.create', object: `post:${id}`, after });
  return { id, revision: 1, contentHash: hash, outcome: 'new', voided: false };
}

async function revise(
  acting: Acting,
  tx: Tx,
  head: Post,
  post: PostToSave,
  hash: string,
  actor: Actor,
): Promise<SavedPost> {
  const { id } = head;
  if (post.mayRevise && !(await post.mayRevise(tx, head))) {
    return { id, revision: head.revision, contentHash: head.contentHash, outcome: 'left', voided: false };
  }
  await noteMaterial(tx, id, post.material ?? '');
  if (post.manner) await recordManner(acting, tx, head, post.manner, actor);
  if (head.contentHash === hash) {
    await settleSource(tx, head, post.findings);
    return { id, revision: head.revision, contentHash: hash, outcome: 'unchanged', voided: false };
  }
  const state = afterEvent(head.state, 'change');
  if (!state) throw refusedIn(head);
  const at = acting.clock.now();
  const revision = head.revision + 1;
  const review = await voidOpenReview(tx, id, at);
  const text = { ...shownOf(post), revision, contentHash: hash };
  await tx
    .updateTable('post')
    .set({ ...text, state, approvedHash: null, updatedAt: at })
    .where('id', '=', id)
    .execute();
  const row = { post: id, revision, contentHash: hash, createdAt: at, createdBy: actor.person };
  const earlier = await writersSoFar(tx, id);
  const writers = writersOf({ writers: [...earlier, ...(post.writers ?? [])] }, actor);
  await insertRevision(tx, { ...row, writers }, post);
  const before = {
    state: head.state,
    revision: head.revision,
    contentHash: head.contentHash,
    approvedHash: head.approvedHash,
  };
  const after = { state, revision, contentHash: hash, voidedReview: review, ...post.told };
  await acting.record(tx, { at, actor, act: 'post.revise', object: `post:${id}`, before, after });
  return { id, revision, contentHash: hash, outcome: 'revised', voided: review !== null || head.approvedHash !== null };
}

/** The others: who saves it stands in a column of its own. */
function writersOf({ writers = [] }: Pick<PostToSave, 'writers'>, { person }: Actor): string {
  return JSON.stringify([...new Set(writers)].filter((one) => one !== person));
}

/** What of a text stands in its post's row, for lists and counts. */
function shownOf({ composed }: PostToSave) {
  const { articles, kind, job, unit = null } = composed;
  return { title: articles[0]?.title ?? '', kind, job, unit };
}

function refusedIn({ id, state }: Post): Refused {
  return new Refused({
    code: 'post-state',
    message: `post ${id} is ${state} and takes no new text`,
    place: `post:${id}`,
    remedy: 'Take it up again first (post take-up).',
  });
}
