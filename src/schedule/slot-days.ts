import { type Calendar, dayIndex, isWorkingDay, workingBefore } from '../calendar/calendar.ts';

export type SlotDays = 'everyDay' | 'workingDay' | 'dayOff' | 'holiday' | readonly Weekday[];
export type Weekday = (typeof weekdays)[number];

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/**
 * Whether a slot's days take in a day, YYYY-MM-DD (planner A.3). A day off is any day that is not worked; a holiday is one
 * that a notice declared off, weekend days inside it included.
 */
export function fitsDay(calendar: Calendar, days: SlotDays, day: string): boolean {
  if (days === 'everyDay') return true;
  if (days === 'workingDay') return isWorkingDay(calendar, day);
  if (days === 'dayOff') return !isWorkingDay(calendar, day);
  if (days === 'holiday') return isDeclaredOff(calendar, day);
  return days.includes(weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'sun');
}

/** A day off that is only a weekend day carries the name of its weekday as its reason. */
function isDeclaredOff(calendar: Calendar, day: string): boolean {
  if (isWorkingDay(calendar, day)) return false;
  const i = dayIndex(calendar, day);
  const reason = calendar.offDays[i - workingBefore(calendar, i)]?.reason ?? '';
  return !reason.startsWith('星期');
}
