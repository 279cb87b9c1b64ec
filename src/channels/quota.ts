/** Periods of a quota, in Beijing time. Pure. */
import { beijingDay, beijingTime, plusDays, startOfDay } from '../calendar/beijing-time.ts';

export type QuotaPeriod = 'day' | 'month' | 'minute';

export interface QuotaLimit {
  period: QuotaPeriod;
  limit: number;
}

const MINUTE = 60_000;

/** The name of the period that `at` lies in: `2026-11-20`, `2026-11`, `2026-11-20T09:05`. */
export function periodOf(period: QuotaPeriod, at: number): string {
  const day = beijingDay(at);
  if (period === 'day') return day;
  if (period === 'month') return day.slice(0, 7);
  return `${day}T${beijingTime(at)}`;
}

/** First moment of the period after the one that `at` lies in, ms UTC. */
export function nextPeriodAt(period: QuotaPeriod, at: number): number {
  if (period === 'minute') return Math.floor(at / MINUTE) * MINUTE + MINUTE;
  const day = beijingDay(at);
  if (period === 'day') return startOfDay(plusDays(day, 1));
  return startOfDay(`${plusDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`);
}

/** What is left: the limit less what our attempts hold and what was seen sent by hand. */
export function freeUnits(limit: number, held: number, byHand: number): number {
  return Math.max(0, limit - held - byHand);
}
