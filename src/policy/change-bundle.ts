import type { Updateable } from 'kysely';
import { requireRole } from '../config/acting-person.ts';
import type { Role } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import type { BundleTable } from '../store/tables/bundles.ts';
import { inTransaction } from '../store/transaction.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import { type Bundle, lockBundle, updateBundle } from './bundle-store.ts';
import { runInterpretationClock } from './interpretation-clock.ts';
import { refreshBundle } from './refresh-bundle.ts';

/** An act of a person on a bundle. */
export interface BundleAct {
  bundle: string;
  /** Domain and verb for the ledger: `bundle.plan`. */
  act: string;
  /** Who may do it. */
  roles: readonly Role[];
  /** What it is, in words for a refusal: "set a plan". */
  what: string;
}

/** What an act changes; `before` and `after` stand in the ledger. */
export interface BundleChange {
  set: Updateable<BundleTable>;
  before?: unknown;
  after: unknown;
}

/**
 * Does one act on a bundle: role, lock, decide, write, clock, what is owed, ledger. `decide` gives null when nothing
 * changes, and may write rows of its own in the transaction.
 * @throws Refused for a missing role, an unknown or an archived bundle, and what `decide` throws
 */
export async function changeBundle(
  desk: BundleDesk,
  actor: Actor,
  { bundle: id, act, roles, what }: BundleAct,
  decide: (tx: Tx, bundle: Bundle, at: number) => Promise<BundleChange | null>,
): Promise<BundleFacts> {
  const { acting } = desk;
  requireRole(desk.people, actor.person, roles, what);
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const bundle = await lockBundle(tx, id);
    if (bundle === null) throw unknownBundle(id);
    if (bundle.archivedAt !== null) throw archivedBundle(id);
    const change = await decide(tx, bundle, at);
    const line = { at, actor, object: `bundle:${id}` };
    if (change === null) {
      const { facts, changed } = await refreshBundle(tx, desk, bundle);
      if (changed) await acting.record(tx, { ...line, act: 'bundle.update' });
      return facts;
    }
    const next = { ...bundle, ...change.set } as Bundle;
    const clock = await runInterpretationClock(tx, desk, { bundle: next, held: bundle });
    await updateBundle(tx, id, { ...change.set, ...clock, updatedAt: at });
    const { facts } = await refreshBundle(tx, desk, { ...next, ...clock });
    const { before, after } = change;
    await acting.record(tx, { ...line, act, ...(before === undefined ? {} : { before }), after });
    return facts;
  });
}

/** Nobody made this bundle. */
export function unknownBundle(id: string): Refused {
  return new Refused({
    code: 'bundle-unknown',
    message: `there is no bundle ${id}`,
    place: `bundle:${id}`,
    remedy: 'Take the id from `govcast bundle list`.',
  });
}

function archivedBundle(id: string): Refused {
  return new Refused({
    code: 'bundle-archived',
    message: `bundle ${id} is archived`,
    place: `bundle:${id}`,
    remedy: 'An archived bundle takes no more changes.',
  });
}
