import { beijingDay, endOfDay, plusDays } from '../../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay, workingDaysBetween } from '../../calendar/calendar.ts';
import { isProvisional, unitsLeft } from '../../calendar/due-date.ts';
import type { CadenceRule } from '../../config/cadence.ts';
import { type ChannelHistory, countedUpdates, isActiveOn, isPausedOn } from './channel-history.ts';
import { type ClockReading, levelAtMost, standing } from './clock-reading.ts';
import { type Period, periodAfter, periodBefore, periodOf } from './period.ts';

export type PeriodRule = Extract<CadenceRule, { kind: 'atLeast' | 'originals' }>;

const UNIT = 'working-day';
/** Slack at or below which a level begins, by period (B.2). */
const LEVELS = {
  week: { yellow: 1, orange: 0, red: -1 },
  month: { yellow: 7, orange: 4, red: 2 },
  quarter: { yellow: 15, orange: 7, red: 3 },
};

/** So many updates in each week, month or quarter. Shows the running period; an unmet one before it is a breach. */
export function periodClock(calendar: Calendar, rule: PeriodRule, history: ChannelHistory, now: number): ClockReading {
  const today = beijingDay(now);
  const counted = countedUpdates(history.events, rule.counts, now);
  const last = counted.at(-1)?.at ?? null;
  if (isPausedOn(history, today)) return standing(rule.id, 'paused', UNIT, last);
  const days = counted.map((e) => beijingDay(e.at));
  const inPeriod = (period: Period) => days.filter((d) => d >= period.first && d <= period.last).length;
  const running = periodOf(rule.per, today);
  const before = periodBefore(rule.per, running);
  const have = inPeriod(running);
  const required = requiredIn(calendar, rule, history, running);
  const missing = Math.max(0, required - have);
  const due = missing === 0 ? periodAfter(rule.per, running).last : running.last;
  const left = unitsLeft(calendar, UNIT, today, due);
  const slack = left + (isWorkingDay(calendar, today) ? 1 : 0) - missing;
  return {
    rule: rule.id,
    lastUpdateAt: last,
    dueAt: endOfDay(due),
    left,
    unit: UNIT,
    state: missing === 0 ? 'green' : levelAtMost(slack, LEVELS[rule.per]),
    provisional: isProvisional(calendar, UNIT, today, due),
    have,
    required,
    missing,
    ...(missing === 0 ? {} : { slack }),
    previousMet: inPeriod(before) >= requiredIn(calendar, rule, history, before),
  };
}

/**
 * What a period asks: the full figure; in proportion to its working days when the channel was not open or paused for a
 * part of it; of five when the rule is pro rata, nothing in a week without any.
 */
export function requiredIn(calendar: Calendar, rule: PeriodRule, history: ChannelHistory, period: Period): number {
  const days: string[] = [];
  for (let day = period.first; day <= period.last; day = plusDays(day, 1)) days.push(day);
  const active = days.filter((day) => isActiveOn(history, day));
  if (active.length === 0) return 0;
  const working = active.filter((day) => isWorkingDay(calendar, day)).length;
  if (rule.kind === 'atLeast' && rule.per === 'week' && rule.holidays === 'proRata') {
    return Math.ceil((rule.count * working) / 5);
  }
  const ofPeriod = workingDaysBetween(calendar, plusDays(period.first, -1), period.last);
  if (active.length === days.length || ofPeriod === 0) return rule.count;
  return Math.ceil((rule.count * working) / ofPeriod);
}
