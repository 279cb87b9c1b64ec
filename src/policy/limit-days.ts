import { plusDays } from '../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay } from '../calendar/calendar.ts';
import type { DayUnit } from '../calendar/due-date.ts';

/** A day of a limit, drawn one by one: day 0, a day that counts with its number, or one that is skipped. */
export interface LimitDay {
  on: string;
  /** 0 on the first day; null on a day that does not count. */
  n: number | null;
}

/** More days than this are not drawn one by one. */
const MOST = 40;

/** Every day from day 0 to the last in time, YYYY-MM-DD, Beijing; empty when they are too many to draw. */
export function limitDays(calendar: Calendar, from: string, dueOn: string, unit: DayUnit): LimitDay[] {
  const days: LimitDay[] = [{ on: from, n: 0 }];
  let n = 0;
  for (let on = plusDays(from, 1); on <= dueOn; on = plusDays(on, 1)) {
    if (days.length > MOST) return [];
    const counts = unit === 'day' || isWorkingDay(calendar, on);
    if (counts) n += 1;
    days.push({ on, n: counts ? n : null });
  }
  return days;
}
