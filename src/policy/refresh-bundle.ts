import type { Tx } from '../store/database.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import { type Bundle, interpretationsOf, updateBundle } from './bundle-store.ts';
import { wishComposed } from './compose-wish-store.ts';
import { loadFacts } from './load-facts.ts';
import { standingOf } from './owed.ts';
import { keepOwed, NEVER } from './owed-store.ts';

interface Refreshed {
  facts: BundleFacts;
  changed: boolean;
}

/**
 * Brings what follows from a bundle's facts up to date, in the transaction that changed them: what it owes, the day on
 * which it is next due, and the material of its post; other material wishes a new composition. Twice changes nothing.
 * @returns the facts, and whether something was written: then a line of the ledger has to tell of it (bundle.update)
 */
export async function refreshBundle(tx: Tx, desk: BundleDesk, bundle: Bundle): Promise<Refreshed> {
  const { newId, clock } = desk.acting;
  const facts = await loadFacts(tx, desk, bundle);
  const standing = standingOf(facts, desk.settings, desk.calendar);
  const owes = await keepOwed(tx, bundle.id, standing);
  const days = standing.flatMap(({ dueOn, level }) => (dueOn === null || level === 'warning' ? [] : [dueOn]));
  const nextDueOn = days.sort()[0] ?? NEVER;
  const material = await materialOf(tx, bundle);
  const differs = nextDueOn !== bundle.nextDueOn || material !== bundle.material;
  if (differs) {
    await updateBundle(tx, bundle.id, { nextDueOn, material });
  }
  if (material !== bundle.material && bundle.phase === 'final') {
    await wishComposed(tx, { subjectKind: 'bundle', subjectId: bundle.id }, newId, clock.now());
  }
  return { facts, changed: owes || differs };
}

/** What a post of the bundle is composed from: its pages in their revisions and forms, and its own telephone. */
async function materialOf(tx: Tx, { policy, telephone }: Bundle): Promise<string> {
  const page = await tx
    .selectFrom('item')
    .select(['revision', 'withdrawnAt'])
    .where('id', '=', policy)
    .executeTakeFirst();
  const parts = (await interpretationsOf(tx, policy))
    .map(({ interpretation, revision, form }) => `${interpretation}:${revision}:${form}`)
    .sort();
  const gone = page?.withdrawnAt == null ? [] : ['withdrawn'];
  const phone = telephone === null ? [] : [`telephone:${telephone}`];
  return [`${policy}:${page?.revision ?? 0}`, ...parts, ...phone, ...gone].join(' ');
}
