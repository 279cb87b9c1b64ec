/** Why a request is due when it is, step by step from the reply clock. Pure. */
import { beijingDay, plusDays } from '../calendar/beijing-time.ts';
import type { Calendar, DayReason } from '../calendar/calendar.ts';
import { type DayUnit, dueDate, unitsBetween, unitsLeft } from '../calendar/due-date.ts';

/** One step. Days are YYYY-MM-DD in Beijing, moments ms UTC. */
export type DueStep =
  | { step: 'received'; at: number }
  /** Received after office hours or on a day off: day 0 is a later day. */
  | { step: 'start'; on: string }
  /** Days off that do not count, in one run. */
  | { step: 'skipped'; from: string; to: string; reason: string }
  /** A weekend that counts, because the limit is in calendar days. */
  | { step: 'weekend-counts'; from: string; to: string }
  /** A weekend day that is made up and counts. */
  | { step: 'made-up'; on: string; reason: string }
  /** Where the clock stands: the how-manieth unit today is, and how many are left. */
  | { step: 'now'; at: number; nth: number; left: number }
  | { step: 'due'; on: string; days: number }
  /** The calendar was announced or changed after receipt. */
  | { step: 'moved'; at: number; from: string; to: string };

export interface ExplainedLimit {
  receivedAt: number;
  startOn: string;
  nowDueOn: string;
  days: number;
  unit: DayUnit;
}

/** In the order of time, as somebody would count on a calendar. */
export function explainDue(
  calendar: Calendar,
  limit: ExplainedLimit,
  moves: readonly { at: number; oldDueOn: string; newDueOn: string }[],
  now: number,
): DueStep[] {
  const { receivedAt, startOn, nowDueOn, days, unit } = limit;
  const today = beijingDay(now);
  const { skipped, madeUp } = dueDate(calendar, { from: startOn, n: days, unit });
  const nth = today < startOn ? 0 : unitsBetween(calendar, unit, startOn, today);
  const steps: { on: string; step: DueStep }[] = [
    { on: beijingDay(receivedAt), step: { step: 'received', at: receivedAt } },
    ...(startOn === beijingDay(receivedAt) ? [] : [{ on: startOn, step: { step: 'start' as const, on: startOn } }]),
    ...runs(skipped).map((run) => ({ on: run.from, step: { step: 'skipped' as const, ...run } })),
    ...(unit === 'day' ? weekends(calendar, startOn, nowDueOn) : []).map((run) => ({
      on: run.from,
      step: { step: 'weekend-counts' as const, ...run },
    })),
    ...madeUp.map(({ date, reason }) => ({ on: date, step: { step: 'made-up' as const, on: date, reason } })),
    { on: today, step: { step: 'now', at: now, nth, left: unitsLeft(calendar, unit, today, nowDueOn) } },
    { on: nowDueOn, step: { step: 'due', on: nowDueOn, days } },
  ];
  const moved = moves.map(({ at, oldDueOn: from, newDueOn: to }): DueStep => ({ step: 'moved', at, from, to }));
  // Today stands before the end of today, and after the end of a day that is over: a stable sort keeps it so.
  return [...steps.toSorted((a, b) => a.on.localeCompare(b.on)).map(({ step }) => step), ...moved];
}

const weekend = /^(?:周|星期)[六日天]$/;

/** Days that follow one another for the same reason, as one; Saturday and Sunday are a weekend. */
function runs(days: readonly DayReason[]): { from: string; to: string; reason: string }[] {
  const found: { from: string; to: string; reason: string }[] = [];
  for (const { date, reason: told } of days) {
    const reason = weekend.test(told) ? '周末' : told;
    const last = found.at(-1);
    if (last && last.reason === reason && plusDays(last.to, 1) === date) last.to = date;
    else found.push({ from: date, to: date, reason });
  }
  return found;
}

/** Weekends strictly after the first day, up to the last. */
function weekends(calendar: Calendar, from: string, to: string): { from: string; to: string }[] {
  const off = calendar.offDays.filter(({ date }) => date > from && date <= to);
  return runs(off.map(({ date }) => ({ date, reason: '' }))).map(({ from: a, to: b }) => ({ from: a, to: b }));
}
