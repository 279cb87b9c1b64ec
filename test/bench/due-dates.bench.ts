import { plusDays } from '../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { type Calendar, isWorkingDay } from '../../src/calendar/calendar.ts';
import { dueDate, dueDay } from '../../src/calendar/due-date.ts';

const DATES = Array.from({ length: 4096 }, (_, i) => plusDays('2020-01-01', (i * 37) % 3000));
const LIMITS = [3, 7, 14, 20, 40];

export interface DueDateFigures {
  /** Due days a second, without and with the list of days passed over, and by counting day by day. */
  dueDays: number;
  dueDatesWithReasons: number;
  naive: number;
}

/** Due dates a second beside a day-by-day loop over the same calendar, in one run. `nowMs` only ever grows. */
export function benchDueDates(nowMs: () => number, seconds = 1): DueDateFigures {
  const calendar = buildCalendar();
  const rate = (count: (from: string, n: number) => string) => {
    let done = 0;
    const start = nowMs();
    while (nowMs() - start < seconds * 1000) {
      for (const from of DATES) for (const n of LIMITS) done += count(from, n).length > 0 ? 1 : 0;
    }
    return Math.round(done / ((nowMs() - start) / 1000));
  };
  return {
    dueDays: rate((from, n) => dueDay(calendar, { from, n, unit: 'working-day' }).date),
    dueDatesWithReasons: rate((from, n) => dueDate(calendar, { from, n, unit: 'working-day' }).date),
    naive: rate((from, n) => dayByDay(calendar, from, n)),
  };
}

function dayByDay(calendar: Calendar, from: string, n: number): string {
  let day = from;
  for (let left = n; left > 0; ) {
    day = plusDays(day, 1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** The table of `npm run bench`. */
export async function bench(): Promise<string> {
  const figures = benchDueDates(() => performance.now());
  return Object.entries(figures)
    .map(([name, rate]) => `${name.padEnd(20)} ${rate.toLocaleString('en')} a second`)
    .join('\n');
}
