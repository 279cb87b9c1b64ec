import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { findRelation, type RelationKey, writeRelationDecision } from './relation-store.ts';
import type { LinkThresholds } from './score-pair.ts';
import { recordRelations, settleRelations } from './settle-relations.ts';

/**
 * A person's word on whether one policy is the draft of another, or replaces, repeals or amends it: `made`, `refused`, or
 * `open` for what linking says. It stands whatever linking finds later. Saying it again changes nothing.
 * @throws Refused when linking found no such relation
 */
export async function decideRelation(
  acting: Acting,
  actor: Actor,
  relation: RelationKey,
  word: 'made' | 'refused' | 'open',
  thresholds: LinkThresholds,
  reason: string | null = null,
): Promise<void> {
  const object = `relation:${relation.from}:${relation.kind}:${relation.to}`;
  await inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const row = await findRelation(tx, relation);
    if (row === null) throw unknownRelation(object);
    const decidedBy = word === 'open' ? null : actor.person;
    const decision = word === 'open' ? 'offered' : word;
    if (word === 'open' ? row.decidedBy === null : row.decidedBy !== null && row.decision === word) return;
    await writeRelationDecision(tx, relation, { decision, decidedBy, note: reason, at });
    const changes = await settleRelations(tx, relation.from, thresholds, at);
    await acting.record(tx, {
      at,
      actor,
      act: word === 'made' ? 'relation.confirm' : word === 'refused' ? 'relation.refuse' : 'relation.reopen',
      object,
      before: { decision: row.decision },
      after: { decision, reason },
    });
    await recordRelations(tx, acting, actor, changes, at);
  });
}

function unknownRelation(object: string): Refused {
  return new Refused({
    code: 'policy-relation-unknown',
    message: 'linking found no such relation of two policies',
    place: object,
    remedy: 'Take the ids and the kind from `govcast policy show`.',
  });
}
