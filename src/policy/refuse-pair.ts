import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { decidePair, findPair } from './link-store.ts';
import type { LinkThresholds } from './score-pair.ts';
import { recordPairs, settlePairs } from './settle-pairs.ts';

/**
 * Says that a policy and an interpretation do not belong together. It stays refused whatever linking finds later; the
 * interpretation's other pairs are decided anew without this policy. Refusing again changes nothing.
 * @throws Refused when no such pair was made or offered
 */
export async function refusePair(
  acting: Acting,
  actor: Actor,
  pair: { policy: string; interpretation: string },
  thresholds: LinkThresholds,
): Promise<void> {
  const object = `pair:${pair.policy}:${pair.interpretation}`;
  await inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const row = await findPair(tx, pair.policy, pair.interpretation);
    if (row === null) throw unknownPair(object);
    if (row.decision === 'refused') return;
    await decidePair(tx, pair, 'refused', actor.person, at);
    const changes = await settlePairs(tx, pair.interpretation, thresholds, at);
    await acting.record(tx, {
      at,
      actor,
      act: 'pair.refuse',
      object,
      before: { decision: row.decision },
      after: { decision: 'refused' },
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
    remedy: 'Take the ids from a pair that was made or offered.',
  });
}
