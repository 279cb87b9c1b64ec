import type { Calendar } from '../calendar/calendar.ts';
import { unitsLeft } from '../calendar/due-date.ts';
import type { Db } from '../store/database.ts';
import { type BundleCursor, bundlesQuery } from './list-bundles.ts';
import type { OwedKind } from './owed.ts';

import { NEVER, standingOfRow } from './owed-store.ts';

/** How urgent what a bundle owes is; the words and colours of console.md 2. */
export type OwedLevel = 'green' | 'yellow' | 'orange' | 'red' | 'breached';

/** One row of the list of bundles: what is owed first. Days are Beijing days, YYYY-MM-DD. */
export interface BundleRow {
  id: string;
  title: string;
  documentNumber: string | null;
  phase: 'draft' | 'final';
  section: string | null;
  publishedOn: string | null;
  effectiveOn: string | null;
  /** The earliest day on which something is due; null when nothing is. */
  nextDueOn: string | null;
  /** Working days after today up to and including that day. */
  workingDaysLeft: number | null;
  level: OwedLevel;
  provisional: boolean;
  /** What must be done and has begun, the first due first; warnings are not among it. */
  owed: { what: OwedKind; subject: string; dueOn: string | null }[];
  /** Interpretations that are joined, and those that wait for a person's word. */
  there: number;
  doubtful: number;
}

/** @returns up to `limit` rows, by the earliest day that is due, then by age */
export async function listBundleRows(
  db: Db,
  calendar: Calendar,
  {
    after,
    limit,
    today,
    section,
  }: { after: BundleCursor | null; limit: number; today: string; section?: string | undefined },
): Promise<BundleRow[]> {
  const rows = await bundlesQuery(db, limit, after)
    .select('provisional')
    .$if(section !== undefined, (query) => query.where('section', '=', section ?? null))
    .execute();
  const owed = await owedBy(
    db,
    rows.map(({ id }) => id),
    today,
  );
  const pairs = await pairCounts(
    db,
    rows.map(({ policy }) => policy),
  );
  return rows.map(({ policy, dueOn: _, ...row }) => {
    const nextDueOn = row.nextDueOn === NEVER ? null : row.nextDueOn;
    const left = nextDueOn === null ? null : unitsLeft(calendar, 'working-day', today, nextDueOn);
    const joined = pairs.get(policy);
    return {
      ...row,
      nextDueOn,
      workingDaysLeft: left === null ? null : Math.max(0, left),
      level: owedLevel(nextDueOn, left, today),
      provisional: row.provisional === 1,
      owed: owed.get(row.id) ?? [],
      there: joined?.made ?? 0,
      doubtful: joined?.offered ?? 0,
    };
  });
}

/**
 * The level of what is due on a day, as the clock of a document's three working days goes (B.2): yellow while all three are
 * left, then orange, red on the last day.
 */
export function owedLevel(dueOn: string | null, workingDaysLeft: number | null, today: string): OwedLevel {
  if (dueOn === null || workingDaysLeft === null) return 'green';
  if (today > dueOn) return 'breached';
  if (dueOn === today || workingDaysLeft === 0) return 'red';
  if (workingDaysLeft <= 2) return 'orange';
  return workingDaysLeft === 3 ? 'yellow' : 'green';
}

/** How many open bundles have something due by a day, counted up to `most`; of one section, or of all. */
export async function countDueBundles(
  db: Db,
  { by, sections, most }: { by: string; sections: readonly string[] | null; most: number },
): Promise<number> {
  const rows = await db
    .selectFrom('bundle')
    .select('id')
    .where('archivedAt', 'is', null)
    .where('nextDueOn', '<=', by)
    .$if(sections !== null, (query) =>
      query.where((eb) => eb.or([eb('section', 'is', null), eb('section', 'in', [...(sections ?? [])])])),
    )
    .limit(most)
    .execute();
  return rows.length;
}

async function owedBy(db: Db, bundles: readonly string[], today: string): Promise<Map<string, BundleRow['owed']>> {
  if (bundles.length === 0) return new Map();
  const rows = await db
    .selectFrom('bundleOwed')
    .selectAll()
    .where('bundle', 'in', [...bundles])
    .where('level', '=', 'must')
    .where('fromOn', '<=', today)
    .orderBy('dueOn')
    .orderBy('what')
    .orderBy('ref')
    .execute();
  const owed = new Map<string, BundleRow['owed']>();
  for (const row of rows) {
    const entries = standingOfRow(row).map(({ what, subject, dueOn }) => ({ what, subject, dueOn }));
    owed.set(row.bundle, [...(owed.get(row.bundle) ?? []), ...entries]);
  }
  return owed;
}

async function pairCounts(db: Db, policies: readonly string[]): Promise<Map<string, Record<string, number>>> {
  if (policies.length === 0) return new Map();
  const rows = await db
    .selectFrom('pair')
    .select(['policy', 'decision', (eb) => eb.fn.countAll<number>().as('n')])
    .where('policy', 'in', [...policies])
    .groupBy(['policy', 'decision'])
    .execute();
  const counts = new Map<string, Record<string, number>>();
  for (const { policy, decision, n } of rows) counts.set(policy, { ...counts.get(policy), [decision]: Number(n) });
  return counts;
}
