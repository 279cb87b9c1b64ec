import type { Db } from '../store/database.ts';
import { archiveObstacles } from './archive-bundle.ts';
import { clockLabels, type InterpretationClock, interpretationClock, interpretationRules } from './bundle.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { type BundleFacts, interpretedOn } from './bundle-facts.ts';
import { bundleOfPolicy, findBundle } from './bundle-store.ts';
import { unknownBundle } from './change-bundle.ts';
import { checklistOf, emptyHeads } from './checklist.ts';
import { type ListedOwed, listOwed } from './list-owed.ts';
import { loadFacts } from './load-facts.ts';
import type { OwedWording } from './owed-wording.ts';

/** A bundle as `govcast bundle show` prints it. */
export interface ShownBundle extends BundleFacts {
  /** Null while no clock runs: a draft, a waived policy, one without a day of publication. */
  clock: InterpretationClock | null;
  /** In Chinese: 与文件同步, 3 个工作日内. */
  labels: string[];
  /** 同步起草, 同步审签, 同步发布 in the office's words. */
  steps: string[];
  /** Heads that each interpretation lacks; warnings only (I-08). */
  emptyHeads: { interpretation: string; heads: string[] }[];
  owed: ListedOwed[];
  /** Kinds of what keeps it from being archived. */
  holding: string[];
}

/**
 * Everything about a bundle on a day.
 * @param bundle its id, or that of its policy
 * @throws Refused for an unknown one
 */
export async function showBundle(
  db: Db,
  desk: BundleDesk,
  wording: OwedWording,
  bundle: string,
  today: string,
): Promise<ShownBundle> {
  const row = (await findBundle(db, bundle)) ?? (await bundleOfPolicy(db, bundle));
  if (row === null) throw unknownBundle(bundle);
  const facts = await loadFacts(db, desk, row);
  const clock = clockOf(facts, desk, today, row.dueOn);
  const { heads } = checklistOf(desk.settings);
  return {
    ...facts,
    clock,
    labels: clock === null ? [] : clockLabels(clock, desk.settings.target.aim),
    steps: desk.settings.steps.labels.map((label) => `同步${label}`),
    emptyHeads: facts.interpretations.map(({ id, heads: covered }) => ({
      interpretation: id,
      heads: emptyHeads(heads, covered).map(({ code }) => code),
    })),
    owed: (await listOwed(db, desk, wording, { on: today, bundle: row.id })).owed,
    holding: archiveObstacles(facts, desk).map(({ what }) => what),
  };
}

/** By the rules of today; of what is already interpreted the due day that held then. */
function clockOf(
  facts: BundleFacts,
  { calendar, settings }: BundleDesk,
  today: string,
  heldDueOn: string | null,
): InterpretationClock | null {
  const { publishedOn } = facts;
  if (heldDueOn === null || publishedOn === null) return null;
  const on = interpretedOn(facts);
  // An interpretation whose page gives no date is out, but nobody can say whether it was in time.
  if (on === null && facts.interpretations.some(({ stage }) => stage !== 'draft')) return null;
  const clock = interpretationClock(calendar, publishedOn, on, today, interpretationRules(settings));
  if (clock.dueOn === heldDueOn || on === null || on > today) return clock;
  const state = on <= publishedOn ? 'together' : on <= heldDueOn ? 'within' : 'late';
  return { ...clock, dueOn: heldDueOn, state };
}
