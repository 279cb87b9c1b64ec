/** Send quotas: how many acts an account may do in a Beijing day, a calendar month or a minute. Pure. */
import { beijingDay, beijingTime, plusDays, startOfDay } from '../calendar/beijing-time.ts';

export type QuotaPeriod = 'day' | 'month' | 'minute';

/** A limit of one kind of act, e.g. one `massSend` a day. */
export interface Quota {
  period: QuotaPeriod;
  limit: number;
}

/** How a quota stands in one of its periods. */
export interface QuotaUse {
  /** Units held for attempts of ours that went out or may have. */
  held: number;
  /** Sends seen on the platform that are not ours; they use the same quota (W-1). */
  byHand: number;
}

const MINUTE_MS = 60_000;

/** The name of a quota in its table: an act may have one for each kind of period. */
export function quotaName(act: string, period: QuotaPeriod): string {
  return `${act}/${period}`;
}

/** The period that `at` (ms UTC) lies in, Beijing time: `2026-11-20`, `2026-11` or `2026-11-20T09:05`. */
export function periodOf(period: QuotaPeriod, at: number): string {
  const day = beijingDay(at);
  if (period === 'day') return day;
  return period === 'month' ? day.slice(0, 7) : `${day}T${beijingTime(at)}`;
}

/** The first moment of the next period, ms UTC. The hour of the platforms' own reset is unverified (channel-apis 10.2). */
export function nextPeriodAt(period: QuotaPeriod, at: number): number {
  if (period === 'minute') return (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;
  const day = beijingDay(at);
  if (period === 'day') return startOfDay(plusDays(day, 1));
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return startOfDay(next);
}

/** Units left; never below zero, even when people sent more by hand than the quota says. */
export function freeUnits(quota: Quota, use: QuotaUse): number {
  return Math.max(0, quota.limit - use.held - use.byHand);
}
