import { beijingDay } from '../calendar/beijing-time.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { endSubstitution, lockNamedBy } from './substitution-store.ts';

/**
 * Ends every substitution that a person named and that runs or is to come, in the transaction that resets his password:
 * whoever had got hold of the account must not keep a stand-in. Signatures that were given stand; he names it anew.
 */
export async function endNamedBy(tx: Tx, acting: Acting, namedBy: string, actor: Actor): Promise<void> {
  const at = acting.clock.now();
  for (const { id, absent, standIn, beginsOn, endsOn } of await lockNamedBy(tx, namedBy, beijingDay(at))) {
    await endSubstitution(tx, id, actor.person, at);
    const before = { absent, standIn, beginsOn, endsOn };
    const after = { because: 'password-reset' };
    await acting.record(tx, { at, actor, act: 'substitute.end', object: `substitution:${id}`, before, after });
  }
}
