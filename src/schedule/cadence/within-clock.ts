import { beijingDay, endOfDay, plusDays } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { dueDay, unitsLeft } from '../../calendar/due-date.ts';
import type { CadenceRule } from '../../config/cadence.ts';
import { type ChannelHistory, countedUpdates, isPausedOn } from './channel-history.ts';
import { type ClockReading, levelOfLimit, standing } from './clock-reading.ts';

type Within = Extract<CadenceRule, { kind: 'within' }>;

/**
 * An update within N units of the last one (M-07, V-2). A channel that nobody knows anything of is red, and so is an older
 * one whose history is neither read nor entered.
 */
export function withinClock(calendar: Calendar, rule: Within, history: ChannelHistory, now: number): ClockReading {
  const today = beijingDay(now);
  const last = countedUpdates(history.events, rule.counts, now).at(-1)?.at ?? null;
  if (isPausedOn(history, today)) return standing(rule.id, 'paused', rule.unit, last);
  const start = dayZero(history, last, today);
  if (!start) return standing(rule.id, 'red', rule.unit, last);
  const { date, provisional } = dueDay(calendar, { from: start.day, n: rule.days, unit: rule.unit });
  const left = unitsLeft(calendar, rule.unit, today, date);
  // What was published before nobody knows: the limit may be over long since (B.2, new channel).
  const asks = start.by === 'added' && history.unknown === true && left >= 0;
  const state = asks ? 'red' : levelOfLimit(left, rule.days);
  const common = { rule: rule.id, lastUpdateAt: last, unit: rule.unit, provisional };
  return { ...common, dueAt: endOfDay(date), left, state, startedBy: start.by };
}

/** The latest of: the last update, the day after a pause that is over, the opening (or else the adding) of the channel. */
function dayZero(
  history: ChannelHistory,
  last: number | null,
  today: string,
): { day: string; by: NonNullable<ClockReading['startedBy']> } | null {
  const resumed = history.pauses
    .flatMap((p) => (p.to !== null && p.to < today ? [plusDays(p.to, 1)] : []))
    .reduce<string | null>((latest, day) => (latest === null || day > latest ? day : latest), null);
  const { openedOn, addedOn } = history;
  let start: ReturnType<typeof dayZero> = null;
  if (last !== null) start = { day: beijingDay(last), by: 'update' };
  else if (openedOn !== null) start = { day: openedOn, by: 'opened' };
  else if (addedOn !== null) start = { day: addedOn, by: 'added' };
  return resumed !== null && (start === null || resumed > start.day) ? { day: resumed, by: 'resumed' } : start;
}
