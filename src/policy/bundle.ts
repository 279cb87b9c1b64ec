import { plusDays } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { type DayUnit, dueDay } from '../calendar/due-date.ts';
import type { PolicySettings } from '../config/policy-settings.ts';

/** A rule on how long a policy may wait for its interpretation after its publication on the portal. */
export interface InterpretationRule {
  id: 'I-02' | 'I-05';
  days: number;
  unit: DayUnit;
  /** The text it comes from, shown to staff. */
  source: string;
}

/** The rules in force: the limit of the office (I-02, N-15) and, where it is adopted, the same day (I-05, C-row-15). */
export function interpretationRules({
  interpretation,
  sameTime,
}: Pick<PolicySettings, 'interpretation' | 'sameTime'>): InterpretationRule[] {
  const limit = { id: 'I-02' as const, ...interpretation };
  return sameTime.adopted ? [limit, { id: 'I-05', days: 0, unit: 'day', source: sameTime.source }] : [limit];
}

/** 同步 on the day of the policy or before, 按期 within the limit, 逾期 after it, 缺 not yet out and not yet late. */
export const interpretationStates = { together: '同步', within: '按期', late: '逾期', missing: '缺' } as const;
export type InterpretationState = keyof typeof interpretationStates;

/** What one rule says of the interpretation. */
export interface RuleVerdict {
  rule: InterpretationRule;
  dueOn: string;
  /** Whether it came in time by this rule; null while nothing is out and the day has not passed. */
  met: boolean | null;
}

/** What the interpretation clock of a policy says on one day. All days are Beijing days, YYYY-MM-DD. */
export interface InterpretationClock {
  state: InterpretationState;
  /** Whether it came with the document; null while nothing is out. */
  together: boolean | null;
  /** The strictest rule in force: it gives the due day and decides the state. */
  rule: InterpretationRule;
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
  /** Every rule in force with its own day, the strictest first. */
  verdicts: RuleVerdict[];
}

/** The strictest rule with its due day: the earliest day binds, of two on one day the first. */
export function strictestRule(calendar: Calendar, publishedOn: string, rules: readonly InterpretationRule[]) {
  const counted = rules.map((rule) => ({
    rule,
    due: dueDay(calendar, { from: publishedOn, n: rule.days, unit: rule.unit }),
  }));
  return counted.sort((a, b) => (a.due.date < b.due.date ? -1 : a.due.date > b.due.date ? 1 : 0));
}

/**
 * The interpretation clock (I-02): day 0 is publication on the portal, never the date of writing or of crawling. Whether
 * the interpretation came late is told by its own day of publication; while there is none it is missing, then late.
 * @param interpretedOn the day the first interpretation of the text in force came out, null while there is none
 * @throws Refused when the calendar does not reach the days; RangeError without any rule
 */
export function interpretationClock(
  calendar: Calendar,
  publishedOn: string,
  interpretedOn: string | null,
  today: string,
  rules: readonly InterpretationRule[],
): InterpretationClock {
  const counted = strictestRule(calendar, publishedOn, rules);
  const [first] = counted;
  if (first === undefined) throw new RangeError('an interpretation clock wants at least one rule');
  const { rule, due } = first;
  const out = interpretedOn !== null && interpretedOn <= today ? interpretedOn : null;
  const warnOn = Array.from(
    { length: Math.max(0, rule.days - 1) },
    (_, i) => dueDay(calendar, { from: publishedOn, n: i + 1, unit: rule.unit }).date,
  );
  return {
    state: stateOf(publishedOn, due.date, out, today),
    together: out === null ? null : out <= publishedOn,
    rule,
    dueOn: due.date,
    lateFrom: plusDays(due.date, 1),
    provisional: due.provisional,
    warnOn,
    warn: interpretedOn === null && warnOn.includes(today),
    verdicts: counted.map((each) => ({
      rule: each.rule,
      dueOn: each.due.date,
      met: out === null ? (today > each.due.date ? false : null) : out <= each.due.date,
    })),
  };
}

/**
 * What staff read beside the state, in Chinese: with the target `together` both whether it came with the document and
 * whether it came within the limit. Empty while nothing is out.
 */
export function clockLabels(clock: InterpretationClock, aim: PolicySettings['target']['aim']): string[] {
  if (clock.together === null) return [];
  const step = clock.together ? '与文件同步' : '未与文件同步';
  const limits = clock.verdicts
    .filter(({ rule }) => rule.days > 0)
    .map(({ rule: { days, unit }, met }) => `${days} 个${unit === 'day' ? '自然日' : '工作日'}${met ? '内' : '外'}`);
  return aim === 'together' || clock.rule.days === 0 ? [step, ...limits] : limits;
}

function stateOf(publishedOn: string, dueOn: string, out: string | null, today: string): InterpretationState {
  if (out === null) return today > dueOn ? 'late' : 'missing';
  if (out <= publishedOn) return 'together';
  return out <= dueOn ? 'within' : 'late';
}
