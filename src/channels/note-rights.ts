import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { lockChannel, rightsOf, setRight, setRightTimes } from './channel-state-store.ts';

/**
 * Writes down what an account may do, as a refusal showed or as it was probed: `works` or the platform's number, by
 * right. When each was tried is kept too; what did not change stands in the ledger as tried only.
 */
export function noteRights(
  acting: Acting,
  actor: Actor,
  channel: string,
  found: Readonly<Record<string, string>>,
): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const known = rightsOf(await lockChannel(tx, channel));
    const at = acting.clock.now();
    const changed = Object.entries(found).filter(([right, value]) => known[right] !== value);
    const tried = Object.keys(found);
    if (tried.length === 0) return;
    await setRightTimes(tx, channel, tried, at);
    const object = `channel:${channel}`;
    if (changed.length === 0) {
      await acting.record(tx, { at, actor, act: 'channel.probe', object, after: found });
      return;
    }
    for (const [right, value] of changed) await setRight(tx, channel, right, value);
    const before = Object.fromEntries(changed.map(([right]) => [right, known[right] ?? null]));
    const after = Object.fromEntries(changed);
    await acting.record(tx, { at, actor, act: 'channel.rights', object, before, after });
  });
}
