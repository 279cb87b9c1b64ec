/** Reply clocks by part B.3: which day is day 0, what lengthens a limit, what makes it stand still. Pure. */
import { beijingDay, beijingTime, endOfDay, plusDays } from '../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay, nextWorkingDay } from '../calendar/calendar.ts';
import { type DayUnit, dueDay, isProvisional, unitsBetween, unitsLeft } from '../calendar/due-date.ts';
import { type ClockState, levelOfLimit } from '../schedule/cadence/clock-reading.ts';

export interface ReplyRule {
  days: number;
  unit: DayUnit;
  /** `nextDay`: what comes at or after `officeTo`, or on a day off, begins on the next working day. */
  afterHours?: 'nextDay' | undefined;
  /** HH:MM in Beijing. */
  officeTo?: string | undefined;
  /** `later`: an end on a day off moves to the next working day. */
  whenOff?: 'keep' | 'later' | undefined;
}

/** Everything that bears on one request's clock; instants ms UTC. Spans are kept, never one corrected due date. */
export interface ReplyCase {
  rule: ReplyRule;
  receivedAt: number;
  /** Confirmation by both sides, where that begins the clock (N-23). */
  startAt?: number | undefined;
  /** Once, with consent (N-21). */
  extension?: { at: number; days: number } | undefined;
  /** 补正 (N-20). */
  correction?: { noticeAt: number; correctedAt?: number | undefined } | undefined;
  /** 征求意见 (N-22): from the asking to the answer, at most `maxDays` working days. */
  pauses?: readonly { from: number; to?: number | undefined; maxDays?: number | undefined }[] | undefined;
  repliedAt?: number | undefined;
}

export type ReplyState = ClockState | 'answered' | 'answeredLate';

export interface ReplyReading {
  /** Day 0. */
  startDay: string;
  /** 23:59:59 of the due day in Beijing; null while a correction is awaited. */
  dueAt: number | null;
  left: number | null;
  unit: DayUnit;
  state: ReplyState;
  provisional: boolean;
  /** Last day on which the clock stands still for a third party that stays silent. */
  resumeBy?: string;
  /** What the clock stands still for. */
  why?: 'correction' | 'thirdParty';
}

const THIRD_PARTY_DAYS = 15;

export function replyClock(calendar: Calendar, request: ReplyCase, now: number): ReplyReading {
  const { rule, repliedAt, correction } = request;
  const { unit } = rule;
  const replied = repliedAt !== undefined && repliedAt <= now;
  // What came after the reply no longer moves its limit.
  const at = replied ? repliedAt : now;
  const today = beijingDay(at);
  const corrected = correction?.correctedAt !== undefined && correction.correctedAt <= at;
  const began = corrected ? (correction.correctedAt ?? request.receivedAt) : (request.startAt ?? request.receivedAt);
  const startDay = dayZero(calendar, rule, began);
  if (correction && correction.noticeAt <= at && !corrected) {
    const state = replied ? 'answered' : 'paused';
    const why = replied ? {} : { why: 'correction' as const };
    return { startDay, dueAt: null, left: null, unit, state, provisional: false, ...why };
  }
  const outside = outsideTheClock(calendar, request, startDay, today);
  const extended = request.extension && request.extension.at <= at ? request.extension.days : 0;
  const due = dueDay(calendar, { from: startDay, n: rule.days + extended + outside.units, unit });
  const end =
    rule.whenOff === 'later' && !isWorkingDay(calendar, due.date) ? nextWorkingDay(calendar, due.date) : due.date;
  const moved = end !== due.date && isProvisional(calendar, 'working-day', due.date, end);
  const common = { startDay, dueAt: endOfDay(end), unit, provisional: due.provisional || moved };
  if (replied) return { ...common, left: null, state: today <= end ? 'answered' : 'answeredLate' };
  const left = unitsLeft(calendar, unit, today, end);
  if (outside.resumeBy) return { ...common, left, state: 'paused', resumeBy: outside.resumeBy, why: 'thirdParty' };
  return { ...common, left, state: levelOfLimit(left, rule.days) };
}

/** The applicant is told once what to correct, within so many working days of receipt (N-20). */
export function correctionNoticeDue(
  calendar: Calendar,
  receivedOn: string,
  days: number,
): { dueAt: number; provisional: boolean } {
  const { date, provisional } = dueDay(calendar, { from: receivedOn, n: days, unit: 'working-day' });
  return { dueAt: endOfDay(date), provisional };
}

/** Day 0 of a limit that began at a moment. */
export function dayZero(calendar: Calendar, rule: ReplyRule, began: number): string {
  const day = beijingDay(began);
  if (rule.afterHours !== 'nextDay') return day;
  const late = rule.officeTo !== undefined && beijingTime(began) >= rule.officeTo;
  if (rule.unit === 'day') return late ? plusDays(day, 1) : day;
  return late || !isWorkingDay(calendar, day) ? nextWorkingDay(calendar, day) : day;
}

/**
 * Units that do not count because a third party was being asked: from the day after the asking to the day of the answer,
 * or to the last of the allowed working days. `resumeBy` is set while one of them still runs.
 */
function outsideTheClock(
  calendar: Calendar,
  { pauses = [], rule }: ReplyCase,
  startDay: string,
  today: string,
): { units: number; resumeBy: string | null } {
  let units = 0;
  let resumeBy: string | null = null;
  let counted = startDay;
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    const asked = beijingDay(pause.from);
    if (asked > today) continue;
    const longest = dueDay(calendar, { from: asked, n: pause.maxDays ?? THIRD_PARTY_DAYS, unit: 'working-day' }).date;
    const answered = pause.to === undefined ? null : beijingDay(pause.to);
    const waiting = (answered === null || answered > today) && today <= longest;
    if (waiting && (resumeBy === null || longest > resumeBy)) resumeBy = longest;
    const from = asked > counted ? asked : counted;
    const to = [longest, today, answered ?? today].sort()[0] ?? today;
    if (to <= from) continue;
    units += unitsBetween(calendar, rule.unit, from, to);
    counted = to;
  }
  return { units, resumeBy };
}
