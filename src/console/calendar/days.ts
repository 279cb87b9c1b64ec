/** Days of the three views, as YYYY-MM-DD in Beijing. Pure. */
import { startOfDay } from '../look/time-words.ts';

export type View = 'month' | 'week' | 'weeks';
export const views: readonly View[] = ['month', 'week', 'weeks'];

const DAY_MS = 86_400_000;

export function plusDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);
}

/** 0 for Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export function mondayOf(day: string): string {
  return plusDays(day, -((weekdayOf(day) + 6) % 7));
}

/** The day `n` months on, at its first. */
export function monthsOn(day: string, n: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + n, 1)).toISOString().slice(0, 10);
}

/** The days of a view around a day: whole weeks from Monday on. */
export function daysOf(view: View, on: string): string[] {
  if (view !== 'month') return list(mondayOf(on), view === 'week' ? 7 : 14);
  const first = mondayOf(`${on.slice(0, 7)}-01`);
  const last = plusDays(monthsOn(on, 1), -1);
  const weeks = Math.ceil((Date.parse(last) - Date.parse(first) + DAY_MS) / (7 * DAY_MS));
  return list(first, weeks * 7);
}

/** The weeks of a small month; null where a day of another month would stand. */
export function weeksOf(month: string): (string | null)[][] {
  const days = list(mondayOf(`${month}-01`), 42).map((day) => (day.startsWith(month) ? day : null));
  const weeks = Array.from({ length: 6 }, (_, i) => days.slice(i * 7, i * 7 + 7));
  return weeks.filter((week) => week.some((day) => day !== null));
}

/** Where the view goes by one step. */
export function stepped(view: View, on: string, by: 1 | -1): string {
  if (view === 'month') return monthsOn(on, by);
  return plusDays(mondayOf(on), by * (view === 'week' ? 7 : 14));
}

/** The moment of a day at the time of another moment, ms UTC. */
export function atTimeOf(day: string, moment: number): number {
  return startOfDay(day) + ((moment + 8 * 3_600_000) % DAY_MS);
}

function list(from: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => plusDays(from, i));
}
