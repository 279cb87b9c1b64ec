/**
 * The days off and make-up days announced from 2004 on, as the package chinese-days bundles them (offline).
 * Its data is keyed by date: `{"2026-10-01": "National Day,国庆节,3"}`.
 */
import { createRequire } from 'node:module';
import { z } from 'zod';
import type { CalendarYear } from '../config/calendar.ts';

const days = z.record(z.string(), z.string());
const bundle = z.object({ holidays: days, workdays: days });

/** Every year the bundled data knows. A year is known when it has at least one day off of its own. */
export function announcedYears(): CalendarYear[] {
  // Not a JSON import: Node 20 prints a warning for each of those.
  const read: unknown = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');
  const { holidays, workdays } = bundle.parse(read);
  const years = [...new Set(Object.keys(holidays).map((day) => Number(day.slice(0, 4))))].sort((a, b) => a - b);
  return years.map((year) => ({
    year,
    off: daysOf(year, holidays),
    work: daysOf(year, workdays),
    source: 'chinese-days',
  }));
}

function daysOf(year: number, all: Record<string, string>): Map<string, string> {
  const own = Object.entries(all).filter(([day]) => day.startsWith(`${year}-`));
  return new Map(own.map(([day, names]) => [day, names.split(',')[1] ?? names]));
}
