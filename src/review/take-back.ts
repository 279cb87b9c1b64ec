import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { afterEvent } from '../posts/post-state.ts';
import type { Post } from '../posts/post-store.ts';
import type { Tx } from '../store/database.ts';
import { reviewTransitions } from './review.ts';
import { approvedReview, closeReview, movePost, openReview } from './review-store.ts';

/**
 * Takes a held post out of review, or its approval from it: no call of it begins any more, and it can be submitted again.
 * The caller has asked whether the doer may. Does nothing to a post that is neither in review nor approved.
 * @param reason for the ledger
 * @returns whether anything was taken back
 */
export async function takeBack(tx: Tx, acting: Acting, post: Post, reason: string, actor: Actor): Promise<boolean> {
  const approved = post.state === 'approved';
  const state = approved || post.state === 'in-review' ? afterEvent(post.state, 'return') : null;
  if (!state) return false;
  const at = acting.clock.now();
  const review = approved ? await approvedReview(tx, post.id, post.approvedHash ?? '') : await openReview(tx, post.id);
  const closed = review ? reviewTransitions[review.state][approved ? 'void' : 'return'] : undefined;
  if (review && closed) await closeReview(tx, review.id, closed, at);
  await movePost(tx, post, state, null, at);
  const before = { state: post.state, approvedHash: post.approvedHash };
  const act = approved ? 'post.withdraw' : 'post.return';
  await acting.record(tx, { at, actor, act, object: `post:${post.id}`, before, after: { state, reason } });
  return true;
}
