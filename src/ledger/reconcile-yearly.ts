import { beijingDay } from '../calendar/beijing-time.ts';
import type { YearlyTemplate } from '../config/yearly.ts';
import type { Acting } from './acting.ts';
import type { Actor } from './append.ts';
import { applyTemplate, yearlyPlanId } from './apply-template.ts';
import { tasksOfPlan } from './task-store.ts';

const WORKER: Actor = { person: 'govcast', via: 'worker' };
/** Further back no year of a template is looked for: what was left open longer than this has begun anew. */
const YEARS_BACK = 5;

/**
 * Makes the tasks whose year has come (C-06, E-04). Called again it makes none.
 * @returns the plans that were made now
 */
export async function reconcileYearly(acting: Acting, templates: readonly YearlyTemplate[]): Promise<string[]> {
  const today = beijingDay(acting.clock.now());
  const made: string[] = [];
  for (const template of templates) {
    const years = template.starts === 'by-hand' ? null : await yearsOf(acting, template, Number(today.slice(0, 4)));
    const year = years === null ? null : yearToBegin(template, years, today);
    if (year === null) continue;
    made.push((await applyTemplate(acting, WORKER, template, year)).plan);
  }
  return made;
}

/** A year of a template that has tasks, and whether they are all done. */
export interface KnownYear {
  year: number;
  done: boolean;
}

/**
 * The year whose tasks are to be made on a day; null when there is none. By its day: this year's, from the day it starts
 * to its last day. When done: the year after the newest one as soon as that is done, never more than one ahead; this year's
 * when there is none or the newest lies back.
 * @param today YYYY-MM-DD, Beijing
 */
export function yearToBegin(
  { starts, to }: Pick<YearlyTemplate, 'starts' | 'to'>,
  known: readonly KnownYear[],
  today: string,
): number | null {
  const year = Number(today.slice(0, 4));
  if (starts === 'by-hand') return null;
  if (starts !== 'when-done') {
    const inTime = today >= `${year}-${starts}` && today <= `${year}-${to}`;
    return inTime && !known.some((k) => k.year === year) ? year : null;
  }
  const newest = known.reduce<KnownYear | null>((a, b) => (a === null || b.year > a.year ? b : a), null);
  if (newest === null) return year;
  if (!newest.done || newest.year > year) return null;
  return Math.max(newest.year + 1, year);
}

async function yearsOf({ db }: Acting, { id }: YearlyTemplate, thisYear: number): Promise<KnownYear[]> {
  const known: KnownYear[] = [];
  for (let year = thisYear - YEARS_BACK; year <= thisYear + 1; year += 1) {
    const tasks = await tasksOfPlan(db, yearlyPlanId(id, year));
    if (tasks.length > 0) known.push({ year, done: tasks.every((t) => t.doneAt !== null) });
  }
  return known;
}
