import type { Workflow } from '../config/workflow.ts';
import { FixContent, Refused } from '../errors.ts';
import { findPost, headWriters, lockPost, type Post } from '../posts/post-store.ts';
import type { Db, Tx } from '../store/database.ts';
import { type Chain, refused } from './review.ts';
import { openReview, type Review, signaturesOf, ticksOf } from './review-store.ts';

/** Holds a post's row. @throws Refused when there is no such post */
export async function heldPost(tx: Tx, id: string): Promise<Post> {
  const post = await lockPost(tx, id);
  if (post) return post;
  throw postUnknown(id);
}

/** A post as it stands now, not held. @throws Refused when there is no such post */
export async function foundPost(db: Db, id: string): Promise<Post> {
  const post = await findPost(db, id);
  if (post) return post;
  throw postUnknown(id);
}

export function postUnknown(id: string): Refused {
  const remedy = 'Look up the id of the post: `govcast post list` shows them.';
  return new Refused({ code: 'post-unknown', message: `there is no post ${id}`, place: `post:${id}`, remedy });
}

/** @param place the post or its file */
export function postWithdrawn(place: string): Refused {
  const remedy = 'Take it up again (post take-up), or make another post in a file of its own.';
  return new Refused({ code: 'post-state', message: `${place} was withdrawn as a post`, place, remedy });
}

/**
 * Refuses an act on a text that is not the one its doer saw.
 * @param seenHash the content hash that was shown to the person
 */
export function requireSeen(post: Post, seenHash: string): void {
  if (post.contentHash === seenHash) return;
  const message = `post ${post.id} has changed since ${seenHash.slice(0, 8)}…: it is now ${post.contentHash.slice(0, 8)}…`;
  throw refused(`post:${post.id}`, [
    { code: 'post-changed', message, remedy: 'Read the new text and decide on that.' },
  ]);
}

/**
 * The open run of a post that is held, with all that a decision needs.
 * @throws Refused when the post is not in review, or its text is not the one that was seen
 */
export async function loadChain(
  tx: Tx,
  post: Post,
  seenHash: string,
  workflow: Workflow,
): Promise<Chain & { review: Review }> {
  const review = post.state === 'in-review' ? await openReview(tx, post.id) : null;
  if (!review) {
    const remedy = post.state === 'approved' ? 'It is approved already.' : 'Submit it for review first (post submit).';
    const message = `post ${post.id} is ${post.state}, not in review`;
    throw refused(`post:${post.id}`, [{ code: 'not-in-review', message, remedy }]);
  }
  requireSeen(post, seenHash);
  const flow = workflow.flows.find((f) => f.id === review.workflow);
  if (!flow) throw flowMissing(review.workflow, `flow ${review.workflow} of the open review`);
  const [signatures, ticks] = [await signaturesOf(tx, review.id), await ticksOf(tx, review.id)];
  return { review, flow, signatures, ticks, writers: [...(await writersOf(tx, post)), review.openedBy] };
}

/** The drafter and everybody who wrote in the newest text. */
export async function writersOf(db: Db, post: Post): Promise<string[]> {
  return [...new Set([post.author, ...(await headWriters(db, post))])];
}

/** a kind, or an open review, without its flow. */
export function flowMissing(name: string, what: string): FixContent {
  return new FixContent({
    code: 'flow-missing',
    message: `config/workflow.yaml has no ${what}`,
    place: 'config/workflow.yaml',
    remedy: `Add ${name} to a flow in config/workflow.yaml and apply the configuration.`,
  });
}
