import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { decidePair, findPair, type PairKey } from './link-store.ts';
import { unknownPair } from './refuse-pair.ts';

/**
 * Makes an offered pair by a person's word (a refused one too, when somebody erred). Linking does not change it again.
 * Confirming again changes nothing.
 * @throws Refused when no such pair was made or offered
 */
export async function confirmPair(
  acting: Acting,
  actor: Actor,
  { policy, interpretation }: PairKey,
  reason: string | null = null,
): Promise<void> {
  const object = `pair:${policy}:${interpretation}`;
  await inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const row = await findPair(tx, policy, interpretation);
    if (row === null) throw unknownPair(object);
    if (row.decision === 'made' && row.decidedBy !== null) return;
    const decided = { decision: 'made', decidedBy: actor.person, note: reason, at } as const;
    await decidePair(tx, { policy, interpretation }, decided);
    await acting.record(tx, {
      at,
      actor,
      act: 'pair.confirm',
      object,
      before: { decision: row.decision },
      after: { decision: 'made', reason },
    });
  });
}
