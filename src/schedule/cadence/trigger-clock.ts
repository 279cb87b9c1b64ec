import { beijingDay, beijingTime, endOfDay } from '../../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay, nextWorkingDay } from '../../calendar/calendar.ts';
import { dueDay, unitsLeft } from '../../calendar/due-date.ts';
import type { CadenceRule } from '../../config/cadence.ts';
import { type ChannelHistory, countedUpdates, isPausedOn, type Trigger } from './channel-history.ts';
import { type ClockReading, type ClockState, standing } from './clock-reading.ts';

type TriggerRule = Extract<CadenceRule, { kind: 'sameDay' | 'withParent' }>;

const UNIT = 'working-day';

/**
 * 实时 and 随文件: a limit on something that exists, never on silence. The soft limit is the day itself (for 实时 moved to
 * a working day, and so many working days on when the office set them), the hard one so many working days after it
 * (N-16, I-02). A soft limit that reaches the hard one is none. The oldest open trigger counts.
 */
export function triggerClock(
  calendar: Calendar,
  rule: TriggerRule,
  history: ChannelHistory,
  now: number,
): ClockReading {
  const today = beijingDay(now);
  const last = countedUpdates(history.events, rule.counts, now).at(-1)?.at ?? null;
  if (isPausedOn(history, today)) return standing(rule.id, 'paused', UNIT, last);
  const open = history.triggers.filter((t) => t.at <= now && (t.doneAt === null || t.doneAt > now));
  const oldest = open.reduce<Trigger | null>((a, b) => (a === null || b.at < a.at ? b : a), null);
  if (!oldest) return standing(rule.id, 'green', UNIT, last);
  const soft = softDay(calendar, rule, oldest.at);
  const hard = dueDay(calendar, { from: beijingDay(oldest.at), n: rule.hardDays, unit: UNIT });
  const limit = today <= soft && soft < hard.date ? 'soft' : 'hard';
  const due = limit === 'soft' ? soft : hard.date;
  const left = unitsLeft(calendar, UNIT, today, due);
  return {
    rule: rule.id,
    lastUpdateAt: last,
    dueAt: endOfDay(due),
    left,
    unit: UNIT,
    state: limit === 'soft' ? 'yellow' : stateOfHard(rule, left),
    provisional: hard.provisional,
    softDueAt: endOfDay(soft),
    hardDueAt: endOfDay(hard.date),
    limit,
    pending: open.length,
  };
}

function softDay(calendar: Calendar, rule: TriggerRule, at: number): string {
  const day = beijingDay(at);
  if (rule.kind === 'withParent') return day;
  const inOffice = isWorkingDay(calendar, day) && beijingTime(at) < rule.officeTo;
  const first = inOffice ? day : nextWorkingDay(calendar, day);
  return rule.softDays === 0 ? first : dueDay(calendar, { from: first, n: rule.softDays, unit: UNIT }).date;
}

function stateOfHard(rule: TriggerRule, left: number): ClockState {
  if (left < 0) return 'breached';
  return left <= (rule.kind === 'sameDay' ? 5 : 0) ? 'red' : 'orange';
}
