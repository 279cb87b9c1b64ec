import { createHash } from 'node:crypto';
import { beijingDay } from '../calendar/beijing-time.ts';
import { asProblem } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { Logger } from '../log.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import { inTransaction } from '../store/transaction.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { bundleOfPolicy } from './bundle-store.ts';
import { wishComposed } from './compose-wish-store.ts';
import {
  keepFollower,
  linesAfter,
  lockFollower,
  markAllBundles,
  markBundled,
  markUnbundled,
  type UnbundledItem,
  unbundledItems,
} from './follower-store.ts';
import type { LinkFacts } from './link-facts.ts';
import { linkFactsOf, pairsOfInterpretation, pairsOfPolicy } from './link-store.ts';
import { makeBundle } from './make-bundle.ts';
import { openResultTasks } from './open-result-tasks.ts';

const PAGE = 100;
const FOLLOWER = 'bundles';
const worker: Actor = { person: 'govcast', via: 'worker' };

/** What one look at the bundles did. */
export interface BundleLook {
  made: number;
  failed: number;
}

/**
 * Brings the bundles to what linking, people and the portal have changed since the last look. Three signs say where to
 * look, all in rows: a link entry newer than its bundles, lines of the ledger on pairs, relations and withdrawn pages, and another
 * fingerprint of the office's rules and the calendar. A look costs what is new; a crash anywhere repeats it.
 */
export async function reconcileBundles(desk: BundleDesk, log: Logger): Promise<BundleLook> {
  await noticeRules(desk);
  await followLedger(desk);
  const look = { made: 0, failed: 0 };
  let after = '';
  for (;;) {
    const page = await unbundledItems(desk.acting.db, after, PAGE);
    const done: UnbundledItem[] = [];
    for (const entry of page) if (await bringUp(desk, log, entry, look)) done.push(entry);
    await closeEntries(desk, done);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.item;
  }
  await openResultTasks(desk, worker, beijingDay(desk.acting.clock.now()));
  return look;
}

/** Other rules or another calendar: every open bundle is counted again. Labels change nothing. */
async function noticeRules({ acting: { db }, settings, telephone, calendar }: BundleDesk): Promise<void> {
  const { steps: _, ...rules } = settings;
  const state = createHash('sha256')
    .update(canonicalJson({ rules, telephone, calendar: calendar.version }))
    .digest('hex');
  await inTransaction(db, async (tx) => {
    const follower = await lockFollower(tx, FOLLOWER);
    if (follower.state === state) return;
    await markAllBundles(tx);
    await keepFollower(tx, { ...follower, state });
  });
}

/** A pair or relation that was made, dropped, confirmed or refused, and a page that has gone or come back, touch bundles. */
async function followLedger({ acting: { db } }: BundleDesk): Promise<void> {
  for (;;) {
    const more = await inTransaction(db, async (tx) => {
      const follower = await lockFollower(tx, FOLLOWER);
      const lines = await linesAfter(tx, follower.seq);
      const last = lines.at(-1);
      if (last === undefined) return false;
      await markUnbundled(tx, [...new Set(lines.flatMap(touchedItem))]);
      await keepFollower(tx, { ...follower, seq: last.seq });
      return true;
    });
    if (!more) return;
  }
}

function touchedItem({ act, object }: { act: string; object: string }): string[] {
  const [kind, id = '', _relation, other = ''] = object.split(':');
  if (kind === 'pair') return [id];
  if (kind === 'relation') return [id, other];
  return act === 'item.withdraw' || act === 'item.return' ? [id] : [];
}

/** @returns whether all bundles of the item are up to date; one that failed is looked at again next time */
async function bringUp(desk: BundleDesk, log: Logger, entry: UnbundledItem, look: BundleLook): Promise<boolean> {
  try {
    for (const policy of await policiesOf(desk, entry)) {
      const bundle = await makeBundle(desk, worker, { policy: policy.id, draft: policy.marks.draft });
      if (bundle?.made) look.made += 1;
    }
    return true;
  } catch (error) {
    look.failed += 1;
    const { code, message } = asProblem(error);
    log.error('bundles of an item could not be brought up to date', { item: entry.item, code, message });
    return false;
  }
}

/** One wait for the disk for the whole page: a crash before it only repeats what changes nothing. */
async function closeEntries({ acting }: BundleDesk, entries: readonly UnbundledItem[]): Promise<void> {
  if (entries.length === 0) return;
  await inTransaction(acting.db, async (tx) => {
    for (const entry of entries) {
      await markBundled(tx, entry);
      await wishComposed(tx, { subjectKind: 'item', subjectId: entry.item }, acting.newId, acting.clock.now());
    }
  });
}

/** The item itself when it is a policy that wants a bundle, and the policies it is an interpretation of. */
async function policiesOf({ acting: { db } }: BundleDesk, { item, facts }: UnbundledItem): Promise<LinkFacts[]> {
  const own: LinkFacts = JSON.parse(facts);
  const made = (await pairsOfInterpretation(db, item)).filter(({ decision }) => decision === 'made');
  const others = await linkFactsOf(db, made.map(({ policy }) => policy).sort());
  const wanted =
    own.normative ||
    (await pairsOfPolicy(db, item)).some(({ decision }) => decision === 'made') ||
    (await bundleOfPolicy(db, item)) !== null;
  return wanted ? [own, ...others] : others;
}
