import { beijingDay } from '../calendar/beijing-time.ts';
import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import { changeBundle } from './change-bundle.ts';
import { loadFacts } from './load-facts.ts';
import { type OwedKind, standingOf } from './owed.ts';

/** What keeps a bundle open, whatever the day: the result of a consultation (E-02), interpretations (I-02, I-06). */
const HOLDING: readonly OwedKind[] = ['adoption-result', 'interpretation', 'in-force'];

/** What stands in the way of archiving; empty when nothing does. */
export function archiveObstacles(facts: BundleFacts, desk: BundleDesk): { what: OwedKind; rule: string }[] {
  return standingOf(facts, desk.settings, desk.calendar)
    .filter(({ what }) => HOLDING.includes(what))
    .map(({ what, rule }) => ({ what, rule }));
}

/**
 * Archives a bundle: nothing is owed of it any more and it takes no further change. A policy stays open until the result
 * of its consultation is published (E-02) and until it has been followed into force (I-06).
 * @throws Refused naming what is still owed
 */
export async function archiveBundle(
  desk: BundleDesk,
  actor: Actor,
  { bundle }: { bundle: string },
): Promise<BundleFacts> {
  const roles = ['section-head', 'leader'] as const;
  const act = { bundle, act: 'bundle.archive', roles, what: 'archive a policy' };
  return changeBundle(desk, actor, act, async (tx, row, at) => {
    const obstacles = archiveObstacles(await loadFacts(tx, desk, row), desk);
    if (obstacles.length > 0) throw held(bundle, obstacles);
    return { set: { archivedAt: at }, before: { archived: false }, after: { archived: true, on: beijingDay(at) } };
  });
}

function held(bundle: string, obstacles: { what: OwedKind; rule: string }[]): Refused {
  return new Refused({
    code: 'bundle-owes',
    message: `the bundle still owes ${obstacles.map(({ what, rule }) => `${what} (${rule})`).join(', ')}`,
    place: `bundle:${bundle}`,
    remedy: `See what is to be done: govcast bundle show ${bundle}.`,
  });
}
