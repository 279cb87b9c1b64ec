import { personOf } from '../config/acting-person.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { afterEvent } from '../posts/post-state.ts';
import type { Post } from '../posts/post-store.ts';
import type { Tx } from '../store/database.ts';
import type { SignatureTable } from '../store/tables/posts.ts';
import { inTransaction } from '../store/transaction.ts';
import { heldPost, loadChain } from './load-chain.ts';
import { nextStep, type Refusal, refused, reviewTransitions, whyNotRelease, whyNotSign } from './review.ts';
import { addSignature, closeReview, movePost } from './review-store.ts';
import type { Reviewing } from './submit-post.ts';

export interface Decision {
  post: string;
  /** The content hash that the signer saw: a post that has changed since is refused. */
  seenHash: string;
  decision: 'approve' | 'return';
  /** The reviewer's words on the approval form; a return needs some. */
  opinion: string;
}

export interface Signed {
  /** The step that was signed. */
  step: string;
  state: 'in-review' | 'approved' | 'returned';
  /** The step that waits now, or null. */
  next: string | null;
}

/**
 * Gives the next signature of the chain, or returns the post with an opinion. The last approval needs every gate
 * fixes the approved hash and calls `onApproved` in the same transaction, so that deliveries come into being
 * with the approval or not at all (decisions 2).
 * @throws Refused for the drafter, a second signature of one person, a wrong order, an open gate, or a changed text
 */
export function signPost(
  acting: Acting,
  { people, workflow }: Pick<Reviewing, 'people' | 'workflow'>,
  { post: id, seenHash, decision, opinion }: Decision,
  actor: Actor,
  onApproved: (tx: Tx, post: Post) => Promise<void>,
): Promise<Signed> {
  return inTransaction(acting.db, async (tx) => {
    const post = await heldPost(tx, id);
    const chain = await loadChain(tx, post, seenHash, workflow);
    const signer = personOf(people, actor.person);
    const reasons: Refusal[] = whyNotSign(chain, { person: signer.id, roles: signer.roles });
    if (decision === 'approve') reasons.push(...whyNotRelease(chain));
    else if (opinion.trim() === '') {
      const remedy = 'Say in the opinion what has to be changed.';
      reasons.push({ code: 'opinion-missing', message: 'a return needs an opinion', remedy });
    }
    const step = nextStep(chain);
    if (reasons.length > 0 || !step) throw refused(`post:${id}`, reasons);

    const at = acting.clock.now();
    const position = chain.signatures.length;
    const signature: SignatureTable = {
      review: chain.review.id,
      position,
      step: step.id,
      person: signer.id,
      decision,
      opinion,
      contentHash: seenHash,
      at,
    };
    await addSignature(tx, signature);
    const next = decision === 'approve' ? (chain.flow.steps[position + 1] ?? null) : null;
    const state = next ? post.state : afterEvent(post.state, decision);
    const closed = reviewTransitions[chain.review.state][decision === 'approve' ? 'sign-last' : 'return'];
    if (!next && state && closed) {
      await closeReview(tx, chain.review.id, closed, at);
      const moved = await movePost(tx, post, state, decision === 'approve' ? seenHash : null, at);
      if (decision === 'approve') await onApproved(tx, moved);
    }
    const after = { review: chain.review.id, step: step.id, opinion, contentHash: seenHash, state };
    const act = decision === 'return' ? 'post.return' : next ? 'post.sign' : 'post.approve';
    await acting.record(tx, { at, actor, act, object: `post:${id}`, before: { state: post.state }, after });
    return {
      step: step.id,
      state: state === 'approved' || state === 'returned' ? state : 'in-review',
      next: next?.id ?? null,
    };
  });
}
