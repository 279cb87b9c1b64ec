import { personOf } from '../config/acting-person.ts';
import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import { knownSection } from './assign-section.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import { changeBundle } from './change-bundle.ts';

/**
 * Hands the interpretation of a policy to another section (I-01). The ledger names both sections and the reason; the
 * section that drafted stays on record. The head of the section that has the task does it, or a leader.
 * @throws Refused while no section has the task, for an unknown or the same section, or by the head of another one
 */
export async function handOverBundle(
  desk: BundleDesk,
  actor: Actor,
  { bundle, to, reason }: { bundle: string; to: string; reason: string },
): Promise<BundleFacts> {
  knownSection(desk, to);
  const roles = ['section-head', 'leader'] as const;
  const act = { bundle, act: 'bundle.hand-over', roles, what: 'hand a task over' };
  return changeBundle(desk, actor, act, async (_tx, { section, draftingSection }) => {
    if (section === null) throw refused(bundle, 'no section has the task yet', 'Name the section that drafted first.');
    if (section === to) return null;
    const person = personOf(desk.people, actor.person);
    if (!person.roles.includes('leader') && person.section !== section) {
      throw refused(bundle, `the task is with ${section}`, `Ask the head of ${section} or a leader to hand it over.`);
    }
    return { set: { section: to }, before: { section }, after: { section: to, draftingSection, reason } };
  });
}

function refused(bundle: string, message: string, remedy: string): Refused {
  return new Refused({ code: 'bundle-hand-over', message, place: `bundle:${bundle}`, remedy });
}
