import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import { changeBundle } from './change-bundle.ts';

/**
 * Says which section drafted a policy: it owes the interpretation (谁起草、谁解读, I-01). A section that was named stays;
 * the task leaves it by a hand-over only.
 * @throws Refused for an unknown section, or when another one was named before
 */
export async function assignSection(
  desk: BundleDesk,
  actor: Actor,
  { bundle, section }: { bundle: string; section: string },
): Promise<BundleFacts> {
  knownSection(desk, section);
  const roles = ['editor', 'section-head', 'leader'] as const;
  const act = { bundle, act: 'bundle.assign', roles, what: 'name the section that drafted' };
  return changeBundle(desk, actor, act, async (_tx, { draftingSection }) => {
    if (draftingSection === section) return null;
    if (draftingSection !== null) throw named(bundle, draftingSection);
    return {
      set: { draftingSection: section, section },
      before: { draftingSection },
      after: { draftingSection: section, section },
    };
  });
}

/** @throws Refused naming the sections that there are */
export function knownSection({ people }: BundleDesk, section: string): void {
  if (people.sections.some(({ id }) => id === section)) return;
  throw new Refused({
    code: 'section-unknown',
    message: `there is no section ${section}`,
    place: section,
    remedy: `Use one of ${people.sections.map(({ id, name }) => `${id} (${name})`).join(', ')}.`,
  });
}

function named(bundle: string, section: string): Refused {
  return new Refused({
    code: 'bundle-section-named',
    message: `the section that drafted is ${section}`,
    place: `bundle:${bundle}`,
    remedy: `Hand the task over: govcast bundle handover ${bundle} SECTION --reason ….`,
  });
}
