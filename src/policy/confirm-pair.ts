import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { decidePair, findPair } from './link-store.ts';
import { unknownPair } from './refuse-pair.ts';

/**
 * Makes an offered pair by a person's word (a refused one too, when somebody erred). Linking does not change it again.
 * Confirming again changes nothing.
 * @throws Refused when no such pair was made or offered
 */
export async function confirmPair(
  acting: Acting,
  actor: Actor,
  pair: { policy: string; interpretation: string },
): Promise<void> {
  const object = `pair:${pair.policy}:${pair.interpretation}`;
  await inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const row = await findPair(tx, pair.policy, pair.interpretation);
    if (row === null) throw unknownPair(object);
    if (row.decision === 'made' && row.decidedBy !== null) return;
    await decidePair(tx, pair, 'made', actor.person, at);
    await acting.record(tx, {
      at,
      actor,
      act: 'pair.confirm',
      object,
      before: { decision: row.decision },
      after: { decision: 'made' },
    });
  });
}
