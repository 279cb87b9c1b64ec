import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { heldPost, loadChain } from './load-chain.ts';
import { type Refusal, refused } from './review.ts';
import { removeTick } from './review-store.ts';
import type { Reviewing } from './submit-post.ts';

/**
 * Takes the person's own tick of a gate away again: a slip of the key. After the person has signed, a tick stands.
 * A gate that is open stays so.
 * @throws Refused for another person's tick, and once the person has signed
 */
export function untickGate(
  acting: Acting,
  { workflow }: Pick<Reviewing, 'workflow'>,
  { post: id, seenHash, gate }: { post: string; seenHash: string; gate: string },
  actor: Actor,
): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const post = await heldPost(tx, id);
    const chain = await loadChain(tx, post, seenHash, workflow);
    const tick = chain.ticks.find((t) => t.gate === gate);
    if (!tick) return;
    const reasons: Refusal[] = [];
    if (tick.person !== actor.person) {
      const message = `${tick.person} ticked the gate ${gate}`;
      reasons.push({ code: 'tick-not-yours', message, remedy: `Ask ${tick.person}, or return the post.` });
    }
    if (chain.signatures.some((s) => s.person === actor.person)) {
      const message = `${actor.person} has signed on this tick`;
      reasons.push({ code: 'tick-signed', message, remedy: 'Withdraw the signature first, or return the post.' });
    }
    if (reasons.length > 0) throw refused(`post:${id}`, reasons);
    await removeTick(tx, chain.review.id, gate);
    const standing = tick.forPerson ? { standsFor: tick.forPerson } : {};
    const before = { review: chain.review.id, gate, comment: tick.comment, at: tick.at, ...standing };
    await acting.record(tx, { at: acting.clock.now(), actor, act: 'post.untick', object: `post:${id}`, before });
  });
}
