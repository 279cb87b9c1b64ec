import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { lockChannel, rightsOf, setRight } from './channel-state-store.ts';

/**
 * Writes down what an account may do, as a refusal showed or as it was probed: `works` or the platform's number, by
 * right. Only what changes is written, with a line in the ledger.
 */
export function noteRights(
  acting: Acting,
  actor: Actor,
  channel: string,
  found: Readonly<Record<string, string>>,
): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const known = rightsOf(await lockChannel(tx, channel));
    const changed = Object.entries(found).filter(([right, value]) => known[right] !== value);
    if (changed.length === 0) return;
    for (const [right, value] of changed) await setRight(tx, channel, right, value);
    const before = Object.fromEntries(changed.map(([right]) => [right, known[right] ?? null]));
    const line = { at: acting.clock.now(), actor, act: 'channel.rights', object: `channel:${channel}` };
    await acting.record(tx, { ...line, before, after: Object.fromEntries(changed) });
  });
}
