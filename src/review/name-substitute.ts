import { beijingDay } from '../calendar/beijing-time.ts';
import { personOf } from '../config/acting-person.ts';
import type { People, Role } from '../config/people.ts';
import type { Workflow } from '../config/workflow.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { lockVersions } from '../ledger/console-version.ts';
import type { SubstitutionTable } from '../store/tables/review.ts';
import { inTransaction } from '../store/transaction.ts';
import { refused } from './review.ts';
import { type SubstitutionWish, whyNotName } from './substitution.ts';
import { addSubstitution, standingSubstitutions } from './substitution-store.ts';

/** What naming and ending a substitute need besides the database. */
export interface SubstituteDesk {
  people: People;
  workflow: Workflow;
}

/** Who names and ends for others: the one who gives roles. */
export const namesForOthers: Role = 'security-admin';

/**
 * Names who signs in somebody's place from day to day, with the reason. The absent person does so, or the security
 * administrator. It gives no role: what the stand-in may do is judged at each signature by the day in Beijing.
 * @throws Refused for anybody else, and for what `whyNotName` says
 */
export function nameSubstitute(
  acting: Acting,
  { people, workflow }: SubstituteDesk,
  wish: SubstitutionWish,
  actor: Actor,
): Promise<SubstitutionTable> {
  requireOwnPlace(people, wish.absent, actor.person);
  return inTransaction(acting.db, async (tx) => {
    // Two who name at the same moment would not see each other's row.
    await lockVersions(tx);
    const at = acting.clock.now();
    const today = beijingDay(at);
    const both = { absent: personOf(people, wish.absent), standIn: personOf(people, wish.standIn) };
    const standing = await standingSubstitutions(tx, [wish.absent, wish.standIn], today);
    const reasons = whyNotName(wish, both, standing, workflow, today);
    if (reasons.length > 0) throw refused(`person:${wish.absent}`, reasons);
    const { absent, standIn, beginsOn, endsOn } = wish;
    const named = { absent, standIn, beginsOn, endsOn, reason: wish.reason.trim() };
    const row = { id: acting.newId(), ...named, namedBy: actor.person, namedAt: at, endedBy: null, endedAt: null };
    await addSubstitution(tx, row);
    const object = `substitution:${row.id}`;
    await acting.record(tx, { at, actor, act: 'substitute.name', object, after: named });
    return row;
  });
}

/** @throws Refused unless it is the person's own place, or the doer gives roles */
export function requireOwnPlace(people: People, absent: string, actor: string): void {
  if (actor === absent || personOf(people, actor).roles.includes(namesForOthers)) return;
  throw new Refused({
    code: 'substitute-not-yours',
    message: `${actor} may not say who signs for ${absent}`,
    place: `person:${absent}`,
    remedy: `Ask ${absent} or the security administrator.`,
  });
}
