/** E-05: when a piece of information has to be out, by what it is. */
import { startOfDay } from '../../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay, previousWorkingDay } from '../../calendar/calendar.ts';
import type { CadenceRule } from '../../config/cadence.ts';
import type { Columns, FormedKind, ScheduleClass } from '../../config/columns.ts';
import type { Trigger } from '../cadence/channel-history.ts';

export type RealTime = Extract<CadenceRule, { kind: 'sameDay' }>;

/** What the class is decided from; times ms UTC, days YYYY-MM-DD. */
export interface Formation {
  scheduleClass: ScheduleClass;
  formedAt: number;
  byOn: string | null;
}

/** The class of an item of a kind: its own when it has one, else the office's for the kind. */
export function scheduleClassOf(
  { classes }: Pick<Columns, 'classes'>,
  kind: FormedKind,
  own: ScheduleClass | undefined,
): ScheduleClass {
  return own ?? classes[kind];
}

/**
 * The trigger of an item and the rule it runs under. What is due immediately runs as the column's rule says. What must be
 * out beforehand has its own last day, moved to the working day before when it is off. Duties and progress have no soft
 * limit: the hard one of the regulation is theirs (N-16).
 */
export function triggerOf(
  calendar: Calendar,
  rule: RealTime,
  { scheduleClass, formedAt, byOn }: Formation,
  doneAt: number | null,
): { trigger: Trigger; rule: RealTime } {
  if (scheduleClass === 'beforehand' && byOn !== null) {
    const lastDay = isWorkingDay(calendar, byOn) ? byOn : previousWorkingDay(calendar, byOn);
    return { trigger: { at: startOfDay(lastDay), doneAt }, rule: { ...rule, softDays: 0 } };
  }
  if (scheduleClass === 'immediately') return { trigger: { at: formedAt, doneAt }, rule };
  return { trigger: { at: formedAt, doneAt }, rule: { ...rule, softDays: rule.hardDays } };
}
