import { requireRole } from '../config/acting-person.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { afterEvent } from '../posts/post-state.ts';
import { inTransaction } from '../store/transaction.ts';
import { heldPost } from './load-chain.ts';
import { type Refusal, refused, reviewTransitions } from './review.ts';
import { approvedReview, closeReview, movePost } from './review-store.ts';
import type { Reviewing } from './submit-post.ts';

/**
 * Takes the approval of a post back, so that nothing more of it begins; it can be submitted again. What a platform has
 * taken already is not touched by this: that is a recall.
 * @param reason in the reviewer's words, for the ledger
 * @throws Refused unless the post is approved and the person is one of the signing roles
 */
export function withdrawApproval(
  acting: Acting,
  { people, workflow }: Pick<Reviewing, 'people' | 'workflow'>,
  { post: id, reason }: { post: string; reason: string },
  actor: Actor,
): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const post = await heldPost(tx, id);
    const signing = [...new Set(workflow.flows.flatMap((f) => f.steps.map((s) => s.permission)))];
    requireRole(people, actor.person, signing, 'withdraw an approval');
    const state = post.state === 'approved' ? afterEvent(post.state, 'return') : null;
    const reasons: Refusal[] = [];
    if (!state) {
      const message = `post ${id} is ${post.state}, not approved`;
      reasons.push({ code: 'not-approved', message, remedy: 'Only an approved post can lose its approval.' });
    }
    if (reason.trim() === '') {
      reasons.push({
        code: 'reason-missing',
        message: 'a withdrawal needs a reason',
        remedy: 'Say why it is withdrawn.',
      });
    }
    if (reasons.length > 0 || !state) throw refused(`post:${id}`, reasons);

    const at = acting.clock.now();
    const review = await approvedReview(tx, id, post.approvedHash ?? '');
    const voided = review ? reviewTransitions[review.state].void : undefined;
    if (review && voided) await closeReview(tx, review.id, voided, at);
    await movePost(tx, post, state, null, at);
    const before = { state: post.state, approvedHash: post.approvedHash };
    await acting.record(tx, {
      at,
      actor,
      act: 'post.withdraw',
      object: `post:${id}`,
      before,
      after: { state, reason },
    });
  });
}
