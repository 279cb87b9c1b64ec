import { plusDays } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { type DayUnit, dueDay } from '../calendar/due-date.ts';

/** How long after its publication on the portal a policy may wait for its interpretation (I-02, X-01). */
export interface InterpretationLimit {
  days: number;
  unit: DayUnit;
}

export const interpretationLimit: InterpretationLimit = { days: 3, unit: 'working-day' };

/** 同步 on the day of the policy or before, 按期 within the limit, 逾期 after it, 缺 not yet out and not yet late. */
export const interpretationStates = { together: '同步', within: '按期', late: '逾期', missing: '缺' } as const;
export type InterpretationState = keyof typeof interpretationStates;

/** What the interpretation clock of a policy says on one day. All days are Beijing days, YYYY-MM-DD. */
export interface InterpretationClock {
  state: InterpretationState;
  /** The last day on which the interpretation is in time. */
  dueOn: string;
  /** The first day on which a missing one is late; it becomes so at 00:00 in Beijing. */
  lateFrom: string;
  /** The due day touches a year whose calendar is not announced. */
  provisional: boolean;
  /** The days on which a missing interpretation is warned of: each unit of the limit before the last. */
  warnOn: string[];
  /** Whether today is such a day and nothing is out yet. */
  warn: boolean;
}

/**
 * The interpretation clock (I-02): day 0 is publication on the portal, never the date of writing or of crawling. Whether
 * the interpretation came late is told by its own day of publication; while there is none it is missing, then late.
 * @param interpretedOn the day the first interpretation of the text in force came out, null while there is none
 * @throws Refused when the calendar does not reach the days
 */
export function interpretationClock(
  calendar: Calendar,
  publishedOn: string,
  interpretedOn: string | null,
  today: string,
  limit: InterpretationLimit = interpretationLimit,
): InterpretationClock {
  const due = dueDay(calendar, { from: publishedOn, n: limit.days, unit: limit.unit });
  const warnOn = Array.from(
    { length: Math.max(0, limit.days - 1) },
    (_, i) => dueDay(calendar, { from: publishedOn, n: i + 1, unit: limit.unit }).date,
  );
  return {
    state: stateOf(publishedOn, due.date, interpretedOn, today),
    dueOn: due.date,
    lateFrom: plusDays(due.date, 1),
    provisional: due.provisional,
    warnOn,
    warn: interpretedOn === null && warnOn.includes(today),
  };
}

function stateOf(publishedOn: string, dueOn: string, interpretedOn: string | null, today: string): InterpretationState {
  const out = interpretedOn !== null && interpretedOn <= today ? interpretedOn : null;
  if (out === null) return today > dueOn ? 'late' : 'missing';
  if (out <= publishedOn) return 'together';
  return out <= dueOn ? 'within' : 'late';
}
