import { requireRole } from '../config/acting-person.ts';
import type { Role } from '../config/people.ts';
import type { Workflow } from '../config/workflow.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { heldPost } from './load-chain.ts';
import { type Refusal, refused } from './review.ts';
import { approvedReview, noteWithdrawn } from './review-store.ts';
import type { Reviewing } from './submit-post.ts';
import { takeBack } from './take-back.ts';

/** Whoever may give some signature may take the approval back. */
export function mayWithdraw({ flows }: Pick<Workflow, 'flows'>): Role[] {
  return [...new Set(flows.flatMap((f) => f.steps.map((s) => s.permission)))];
}

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
    requireRole(people, actor.person, mayWithdraw(workflow), 'withdraw an approval');
    const reasons: Refusal[] = [];
    if (post.state !== 'approved') {
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
    if (reasons.length > 0) throw refused(`post:${id}`, reasons);
    const run = await approvedReview(tx, post.id, post.approvedHash ?? '');
    await takeBack(tx, acting, post, reason, actor);
    if (run) await noteWithdrawn(tx, run.id, actor.person, reason);
  });
}
