import { beijingDay } from '../calendar/beijing-time.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { SubstitutionTable } from '../store/tables/review.ts';
import { inTransaction } from '../store/transaction.ts';
import { requireOwnPlace, type SubstituteDesk } from './name-substitute.ts';
import { substitutionState } from './substitution.ts';
import { endSubstitution, lockSubstitution } from './substitution-store.ts';

/**
 * Ends a substitution at once, before it has begun or while it runs. Signatures that were given stand.
 * @throws Refused for anybody but the absent person and the security administrator, and when it is over or ended already
 */
export function endSubstitute(
  acting: Acting,
  { people }: Pick<SubstituteDesk, 'people'>,
  id: string,
  actor: Actor,
): Promise<SubstitutionTable> {
  return inTransaction(acting.db, async (tx) => {
    const row = await lockSubstitution(tx, id);
    if (!row) throw unknownSubstitution(id);
    requireOwnPlace(people, row.absent, actor.person);
    const at = acting.clock.now();
    const state = substitutionState(row, beijingDay(at));
    if (state === 'over' || state === 'ended') throw overAlready(id);
    await endSubstitution(tx, id, actor.person, at);
    const { absent, standIn, beginsOn, endsOn } = row;
    const before = { absent, standIn, beginsOn, endsOn };
    await acting.record(tx, { at, actor, act: 'substitute.end', object: `substitution:${id}`, before });
    return { ...row, endedBy: actor.person, endedAt: at };
  });
}

function unknownSubstitution(id: string): Refused {
  const remedy = 'Look for it in the list: `govcast substitute list`.';
  return new Refused({ code: 'substitute-unknown', message: `there is no substitution ${id}`, place: id, remedy });
}

function overAlready(id: string): Refused {
  const remedy = 'Nothing is left to do.';
  return new Refused({ code: 'substitute-over', message: `the substitution ${id} is over`, place: id, remedy });
}
