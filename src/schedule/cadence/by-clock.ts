import { beijingDay, endOfDay, plusDays } from '../../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay, nextWorkingDay, previousWorkingDay } from '../../calendar/calendar.ts';
import { dueDay, isProvisional, unitsLeft } from '../../calendar/due-date.ts';
import type { CadenceRule } from '../../config/cadence.ts';
import { type ChannelHistory, countedUpdates, isPausedOn, openingDay } from './channel-history.ts';
import { type ClockReading, levelAtMost, standing } from './clock-reading.ts';
import { type Period, periodAfter, periodBefore, periodOf } from './period.ts';

type By = Extract<CadenceRule, { kind: 'by' }>;

const UNIT = 'working-day';
const LEVELS = { yellow: 7, orange: 4, red: 2 };

/** By a day of each month or quarter, or of the first month after it. */
export function byClock(calendar: Calendar, rule: By, history: ChannelHistory, now: number): ClockReading {
  const today = beijingDay(now);
  const last = countedUpdates(history.events, rule.counts, now).at(-1)?.at ?? null;
  if (isPausedOn(history, today)) return standing(rule.id, 'paused', UNIT, last);
  const running = runningPeriod(calendar, rule, history, last, today);
  const window = dueWindow(rule, running);
  const due = dueDayOf(calendar, rule, window);
  const left = unitsLeft(calendar, UNIT, today, due);
  const begun = today >= window.first;
  let state = levelAtMost(left, LEVELS);
  if (!begun) state = 'green';
  else if (left < 0) state = 'breached';
  return {
    rule: rule.id,
    lastUpdateAt: last,
    dueAt: endOfDay(due),
    left,
    unit: UNIT,
    state,
    provisional: isProvisional(calendar, UNIT, today < due ? today : due, due) || counted(calendar, rule, window, due),
    periodStart: running.first,
  };
}

/**
 * The first period whose month of the due day the last update does not reach: an update from the first day of that month
 * on closes it, also late. Without an update the first one due after the opening, or after the pause that is over.
 */
function runningPeriod(
  calendar: Calendar,
  rule: By,
  history: ChannelHistory,
  last: number | null,
  today: string,
): Period {
  const ended = history.pauses.flatMap((p) => (p.to !== null && p.to < today ? [plusDays(p.to, 1)] : [])).sort();
  const resumed = ended.at(-1) ?? null;
  const lastDay = last === null ? null : beijingDay(last);
  const from = [resumed, lastDay === null ? (openingDay(history) ?? today) : null].reduce<string | null>(
    (latest, day) => (day !== null && (latest === null || day > latest) ? day : latest),
    null,
  );
  const start = [from, lastDay].filter((day) => day !== null).sort()[0] ?? today;
  let period = periodBefore(rule.per, periodBefore(rule.per, periodOf(rule.per, start)));
  for (;;) {
    const window = dueWindow(rule, period);
    const closed = lastDay !== null && window.first <= lastDay;
    const asked = from === null || dueDayOf(calendar, rule, window) >= from;
    if (!closed && asked) return period;
    period = periodAfter(rule.per, period);
  }
}

/** Where the due day of a period lies: in the period itself or in the first month after it. */
function dueWindow(rule: By, period: Period): Period {
  return rule.following ? periodOf('month', plusDays(period.last, 1)) : period;
}

function dueDayOf(calendar: Calendar, rule: By, window: Period): string {
  const asked =
    rule.workingDay === undefined
      ? plusDays(window.first, (rule.day ?? 1) - 1)
      : dueDay(calendar, { from: plusDays(window.first, -1), n: rule.workingDay, unit: UNIT }).date;
  const day = asked > window.last ? window.last : asked;
  if (rule.whenOff === 'keep' || isWorkingDay(calendar, day)) return day;
  return rule.whenOff === 'earlier' ? previousWorkingDay(calendar, day) : nextWorkingDay(calendar, day);
}

/** Whether the due day itself was found by counting working days of a year that is not announced. */
function counted(calendar: Calendar, rule: By, window: Period, due: string): boolean {
  if (rule.workingDay === undefined && rule.whenOff === 'keep') return false;
  return isProvisional(calendar, UNIT, plusDays(window.first, -1), due);
}
