import { requireRole } from '../config/acting-person.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { tickerAmong, whyNotTick } from './hands.ts';
import { heldPost, loadChain } from './load-chain.ts';
import { openGates, type Refusal, refused } from './review.ts';
import { addTick } from './review-store.ts';
import { handsOf } from './signing-desk.ts';
import type { Reviewing } from './submit-post.ts';

export interface Tick {
  post: string;
  /** The text that was seen; a tick holds for it alone. */
  seenHash: string;
  gate: string;
  comment: string;
}

/**
 * Ticks one gate of a post in review; the tick keeps who, when and comment.
 * Who stands in for somebody absent may tick what that person might, unless he has signed; the tick says in whose place.
 * @returns the gates that are still open
 * @throws Refused when the person may not tick it, wrote the text, signed it in another place, or the gate is ticked or unknown
 */
export function tickGate(
  acting: Acting,
  reviewing: Pick<Reviewing, 'people' | 'workflow' | 'standsFor'>,
  { post: id, seenHash, gate, comment }: Tick,
  actor: Actor,
): Promise<string[]> {
  const { people, workflow } = reviewing;
  return inTransaction(acting.db, async (tx) => {
    const post = await heldPost(tx, id);
    const chain = await loadChain(tx, post, seenHash, workflow);
    const rule = workflow.gates.find((g) => g.id === gate);
    const reasons: Refusal[] = [];
    if (!rule || !chain.flow.gates.includes(gate)) {
      const remedy = `Gates of this flow: ${chain.flow.gates.join(', ')}.`;
      throw refused(`post:${id}`, [{ code: 'gate-unknown', message: `there is no gate ${gate}`, remedy }]);
    }
    const at = acting.clock.now();
    const isWriter = chain.writers.includes(actor.person);
    const hands = await handsOf(tx, reviewing, actor.person, at);
    const ticking = tickerAmong(chain, rule, hands);
    const signed = whyNotTick(chain, rule, hands);
    if (signed) reasons.push(signed);
    else if (!ticking && !isWriter) requireRole(people, actor.person, rule.roles, `tick the gate ${gate}`);
    if (isWriter) {
      const message = `${actor.person} wrote this text and may not tick its gates`;
      reasons.push({ code: 'signer-is-drafter', message, remedy: `Let another ${rule.roles.join(' or ')} tick it.` });
    }
    const earlier = chain.ticks.find((t) => t.gate === gate);
    if (earlier) {
      const message = `${earlier.person} has ticked the gate ${gate}`;
      reasons.push({ code: 'gate-ticked', message, remedy: 'Nothing is left to do for this gate.' });
    }
    if (reasons.length > 0) throw refused(`post:${id}`, reasons);

    const forPerson = ticking?.standsFor ?? null;
    const tick = { review: chain.review.id, gate, person: actor.person, forPerson, comment, at };
    await addTick(tx, tick);
    const standing = forPerson === null ? {} : { standsFor: forPerson };
    const after = { review: chain.review.id, gate, comment, contentHash: seenHash, ...standing };
    await acting.record(tx, { at, actor, act: 'post.tick', object: `post:${id}`, after });
    return openGates({ flow: chain.flow, ticks: [...chain.ticks, tick] });
  });
}
