import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { decidePair, findPair, type PairKey } from './link-store.ts';
import { unknownPair } from './refuse-pair.ts';
import type { LinkThresholds } from './score-pair.ts';
import { recordPairs, settlePairs } from './settle-pairs.ts';

/**
 * Takes back what a person said of a pair: linking decides it again, as if nobody had. A pair that nobody decided stays as
 * it is.
 * @throws Refused when there is no such pair
 */
export async function reopenPair(
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
    if (row.decidedBy === null) return;
    await decidePair(tx, { policy, interpretation }, { decision: 'offered', decidedBy: null, note: null, at });
    const changes = await settlePairs(tx, interpretation, thresholds, at);
    const before = { decision: row.decision, by: row.decidedBy };
    await acting.record(tx, { at, actor, act: 'pair.reopen', object, before, after: { decision: 'offered', reason } });
    await recordPairs(tx, acting, actor, changes, at);
  });
}
