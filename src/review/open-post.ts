import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { signerAmong } from './hands.ts';
import { heldPost, loadChain } from './load-chain.ts';
import { nextStep } from './review.ts';
import { handsOf } from './signing-desk.ts';
import type { Reviewing } from './submit-post.ts';

/**
 * Notes that somebody whose turn it is has opened a post: from now on the signature before stands. The first opening
 * counts; for anybody else, and a second time, nothing happens.
 * @throws Refused when the post is not in review or its text is not the one that was seen
 */
export function openPost(
  acting: Acting,
  reviewing: Pick<Reviewing, 'people' | 'workflow' | 'standsFor'>,
  { post: id, seenHash }: { post: string; seenHash: string },
  actor: Actor,
): Promise<boolean> {
  return inTransaction(acting.db, async (tx) => {
    const post = await heldPost(tx, id);
    const chain = await loadChain(tx, post, seenHash, reviewing.workflow);
    const at = acting.clock.now();
    const hands = await handsOf(tx, reviewing, actor.person, at);
    const step = nextStep(chain);
    if (!step || signerAmong(chain, hands).why !== null) return false;
    const position = chain.signatures.length;
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('reviewOpening')
      .values({ review: chain.review.id, position, person: actor.person, at })
      .onConflict((c) => c.columns(['review', 'position']).doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) return false;
    const after = { review: chain.review.id, step: step.id, contentHash: seenHash };
    await acting.record(tx, { at, actor, act: 'post.open', object: `post:${id}`, after });
    return true;
  });
}
