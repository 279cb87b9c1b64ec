/**
 * The working-day calendar: pure, from data, indexed by day number so that counting is a look-up.
 * A working day is Monday to Friday unless declared off; a weekend day that is made up is a working day (c.1-2).
 */
import { Refused } from '../errors.ts';

/** A day that counting passed over, or counted although it is a weekend day; the reason is in Chinese. */
export interface DayReason {
  date: string;
  reason: string;
}

/** Days are numbered from 0 for `first`; every list has one place a day. Built by build-calendar.ts. */
export interface Calendar {
  /** Changes with every change of the days; due dates remember none, changes of due dates do. */
  version: string;
  /** The first and the last day it covers, YYYY-MM-DD. */
  first: string;
  last: string;
  /** Days since 1970-01-01 of `first`. */
  firstDay: number;
  days: readonly string[];
  /** Working days before day i; one place more than there are days. */
  workingBefore: Int32Array;
  /** The day number of the k-th working day, from 0. */
  workingDays: Int32Array;
  /** Days before day i that lie in a year that is not announced; one place more than there are days. */
  unannouncedBefore: Int32Array;
  /** Every day off in order: the k-th stands at k = day number − working days before it. */
  offDays: readonly DayReason[];
  /** Make-up working days in order. */
  madeUpDays: readonly DayReason[];
}

/**
 * The number of a day in this calendar.
 * @throws Refused when the text is no day, or a day that the calendar does not reach
 */
export function dayIndex(calendar: Calendar, day: string): number {
  const index = daysSince1970(day) - calendar.firstDay;
  // Comparing with the table refuses 2026-02-30, 2026-2-3 and anything else that is not exactly that day's name.
  if (calendar.days[index] !== day) throw outside(calendar, day);
  return index;
}

/** The day with a number. @throws Refused when the calendar does not reach it */
export function dayAt(calendar: Calendar, index: number): string {
  const day = calendar.days[index];
  if (day === undefined) throw outside(calendar, `day ${index}`);
  return day;
}

export function isWorkingDay(calendar: Calendar, day: string): boolean {
  const i = dayIndex(calendar, day);
  return workingBefore(calendar, i + 1) > workingBefore(calendar, i);
}

/** The first working day strictly after `day`. */
export function nextWorkingDay(calendar: Calendar, day: string): string {
  return dayAt(calendar, nthWorkingDay(calendar, workingBefore(calendar, dayIndex(calendar, day) + 1)));
}

/** The last working day strictly before `day`. */
export function previousWorkingDay(calendar: Calendar, day: string): string {
  return dayAt(calendar, nthWorkingDay(calendar, workingBefore(calendar, dayIndex(calendar, day)) - 1));
}

/** Working days strictly after `from` up to and including `to`; negative when `to` is before `from`. */
export function workingDaysBetween(calendar: Calendar, from: string, to: string): number {
  return workingBefore(calendar, dayIndex(calendar, to) + 1) - workingBefore(calendar, dayIndex(calendar, from) + 1);
}

/** Whether any day strictly after `from` up to and including `to` lies in a year that is not announced. */
export function touchesUnannounced(calendar: Calendar, from: string, to: string): boolean {
  const { unannouncedBefore } = calendar;
  const [a = 0, b = 0] = [dayIndex(calendar, from), dayIndex(calendar, to)].sort((x, y) => x - y);
  return (unannouncedBefore[b + 1] ?? 0) > (unannouncedBefore[a + 1] ?? 0);
}

/** Working days before a day number. */
export function workingBefore(calendar: Calendar, index: number): number {
  return calendar.workingBefore[index] ?? 0;
}

/** The day number of the k-th working day of the calendar, from 0. @throws Refused when it does not reach so far */
export function nthWorkingDay(calendar: Calendar, k: number): number {
  const index = calendar.workingDays[k];
  if (index === undefined) throw outside(calendar, `working day ${k}`);
  return index;
}

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Days since 1970-01-01 by arithmetic: parsing a date object a million times a second is what costs. */
export function daysSince1970(day: string): number {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const leapDays = (y: number) => Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  const leap = month > 2 && leapDays(year) > leapDays(year - 1) ? 1 : 0;
  const ofYear = (DAYS_BEFORE_MONTH[month - 1] ?? Number.NaN) + leap + Number(day.slice(8, 10)) - 1;
  return (year - 1970) * 365 + leapDays(year - 1) - leapDays(1969) + ofYear;
}

function outside(calendar: Calendar, day: string): Refused {
  return new Refused({
    code: 'day-outside-calendar',
    message: `${day} is not a day between ${calendar.first} and ${calendar.last}`,
    remedy: 'Give a day as YYYY-MM-DD that the calendar reaches.',
  });
}
