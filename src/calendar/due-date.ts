/** Due dates by domain-rules part c: the day of the event is day 0; the limit ends with the N-th day after it. */

import { plusDays } from './beijing-time.ts';
import {
  type Calendar,
  type DayReason,
  dayAt,
  dayIndex,
  nextWorkingDay,
  nthWorkingDay,
  touchesUnannounced,
  workingBefore,
} from './calendar.ts';

/** 天 and 日 are calendar days, 工作日 are working days. */
export type DayUnit = 'working-day' | 'day';

export interface Limit {
  /** Day 0, YYYY-MM-DD. */
  from: string;
  /** How many units on; negative counts back. */
  n: number;
  unit: DayUnit;
  /** The event fell after office hours on `from`: day 0 is the next working day (the next day for calendar days). */
  afterHours?: boolean;
}

export interface DueDay {
  /** The due day; the limit ends with it, in Beijing. */
  date: string;
  /** The count touches a year whose calendar is not announced. */
  provisional: boolean;
}

export interface DueDate extends DueDay {
  /** Day 0 after the rule of office hours. */
  startOn: string;
  /** Days off that were passed over, with the reason in Chinese. */
  skipped: DayReason[];
  /** Weekend days that counted because they are made up. */
  madeUp: DayReason[];
}

/** The due day alone, without the reasons: a few look-ups. @throws Refused when the calendar does not reach so far */
export function dueDay(calendar: Calendar, limit: Limit): DueDay {
  const from = startDay(calendar, limit);
  const { n, unit } = limit;
  const index = dayIndex(calendar, from);
  if (unit === 'day') return { date: dayAt(calendar, index + n), provisional: false };
  if (n === 0) return { date: from, provisional: false };
  const k = n > 0 ? workingBefore(calendar, index + 1) + n - 1 : workingBefore(calendar, index) + n;
  const due = nthWorkingDay(calendar, k);
  const { unannouncedBefore: before } = calendar;
  const touched = n > 0 ? (before[due + 1] ?? 0) - (before[index + 1] ?? 0) : (before[index] ?? 0) - (before[due] ?? 0);
  return { date: dayAt(calendar, due), provisional: touched > 0 };
}

/** The due day with every day that was passed over and why. @throws Refused when the calendar does not reach so far */
export function dueDate(calendar: Calendar, limit: Limit): DueDate {
  const startOn = startDay(calendar, limit);
  const { date, provisional } = dueDay(calendar, { from: startOn, n: limit.n, unit: limit.unit });
  if (limit.unit === 'day') return { date, provisional, startOn, skipped: [], madeUp: [] };
  const start = dayIndex(calendar, startOn);
  const due = dayIndex(calendar, date);
  // Strictly after day 0 up to the due day; counting back, from the due day to the day before day 0.
  const [a, b] = limit.n >= 0 ? [start + 1, due + 1] : [due, start];
  const skipped = calendar.offDays.slice(a - workingBefore(calendar, a), b - workingBefore(calendar, b));
  const [first, last] = [calendar.days[a] ?? calendar.last, dayAt(calendar, b - 1)];
  const madeUp = calendar.madeUpDays.filter((d) => d.date >= first && d.date <= last);
  return { date, provisional, startOn, skipped, madeUp };
}

/** Units strictly after `from` up to and including `to`. */
export function unitsBetween(calendar: Calendar, unit: DayUnit, from: string, to: string): number {
  const [a, b] = [dayIndex(calendar, from), dayIndex(calendar, to)];
  return unit === 'day' ? b - a : workingBefore(calendar, b + 1) - workingBefore(calendar, a + 1);
}

/**
 * Units left today: 0 on the due day; overdue, minus the units that have passed since, at least −1 (part B.1).
 */
export function unitsLeft(calendar: Calendar, unit: DayUnit, today: string, due: string): number {
  if (today <= due) return unitsBetween(calendar, unit, today, due);
  return Math.min(-1, -unitsBetween(calendar, unit, due, today));
}

/** Whether a count of `unit` strictly after `from` up to `to` touches a year that is not announced. */
export function isProvisional(calendar: Calendar, unit: DayUnit, from: string, to: string): boolean {
  return unit === 'working-day' && touchesUnannounced(calendar, from, to);
}

function startDay(calendar: Calendar, { from, unit, afterHours }: Limit): string {
  if (!afterHours) return from;
  return unit === 'day' ? plusDays(from, 1) : nextWorkingDay(calendar, from);
}
