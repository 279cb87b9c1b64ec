import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { decidePair, findPair, type PairKey } from './link-store.ts';
import type { LinkThresholds } from './score-pair.ts';
import { recordPairs, settlePairs } from './settle-pairs.ts';

/**
 * Says that a policy and an interpretation do not belong together, and why. It stays refused whatever linking finds later;
 * the interpretation's other pairs are decided anew without this policy. Refusing again changes nothing.
 * @throws Refused when no such pair was made or offered
 */
export async function refusePair(
  acting: Acting,
  actor: Actor,
  { policy, interpretation }: PairKey,
  thresholds: LinkThresholds,
  reason: string | null = null,
): Promise<void> {
  const object = `pair:${policy}:${interpretation}`;
  await inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const row = await findPair(tx, policy, interpretation);
    if (row === null) throw unknownPair(object);
    if (row.decision === 'refused') return;
    const decided = { decision: 'refused', decidedBy: actor.person, note: reason, at } as const;
    await decidePair(tx, { policy, interpretation }, decided);
    const changes = await settlePairs(tx, interpretation, thresholds, at);
    await acting.record(tx, {
      at,
      actor,
      act: 'pair.refuse',
      object,
      before: { decision: row.decision },
      after: { decision: 'refused', reason },
    });
    await recordPairs(tx, acting, actor, changes, at);
  });
}

/** Nobody made or offered this pair. */
export function unknownPair(object: string): Refused {
  return new Refused({
    code: 'policy-pair-unknown',
    message: 'there is no such pair of a policy and an interpretation',
    place: object,
    remedy: 'Take the ids from `govcast pair list`.',
  });
}
