import { beijingDay, plusDays } from '../../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay, nextWorkingDay } from '../../calendar/calendar.ts';
import type { CadenceRule } from '../../config/cadence.ts';
import type { ProposalSettings } from '../../config/proposal-settings.ts';
import { type ClockReading, clockStates } from '../cadence/clock-reading.ts';
import { tightest } from '../cadence/run-clock.ts';

/** A long holiday: every day off in a row, with its name. */
export interface LongHoliday {
  name: string;
  firstOn: string;
  lastOn: string;
}

/** A clock that nothing planned carries on: what a proposal is for. */
export interface Gap {
  clock: ClockReading;
  rule: CadenceRule;
  /** Set when only the holiday in which it falls due makes it urgent (c.4). */
  holiday: LongHoliday | null;
}

export interface Asked {
  clocks: readonly (ClockReading & { breachAt: number | null })[];
  rules: readonly CadenceRule[];
  /** Acts of what is placed on the account from now on. */
  plannedActs: readonly string[];
  now: number;
}

/**
 * The tightest clock of an account that asks for a proposal: near its end by the settings, or due in a long holiday that
 * is near, and not carried on by anything planned; null when there is none. A paused clock asks for nothing.
 */
export function channelGap(calendar: Calendar, settings: ProposalSettings, asked: Asked): Gap | null {
  const today = beijingDay(asked.now);
  const gaps = asked.clocks.flatMap((clock): Gap[] => {
    const rule = asked.rules.find(({ id }) => id === clock.rule);
    if (!rule || isCovered(clock, rule, asked.plannedActs)) return [];
    if (isNear(clock, settings)) return [{ clock, rule, holiday: null }];
    const holiday = clock.state === 'paused' ? null : holidayOf(calendar, settings, clock.dueAt, today);
    return holiday ? [{ clock, rule, holiday }] : [];
  });
  const first = tightest(gaps.map(({ clock }) => clock));
  return gaps.find(({ clock }) => clock === first) ?? null;
}

/** What is planned never moves a due moment that has passed; then anything that counts is enough. */
function isCovered(
  { state, dueAt, breachAt, missing }: Asked['clocks'][number],
  rule: CadenceRule,
  plannedActs: readonly string[],
): boolean {
  if (missing === 0) return true;
  if (state === 'breached' || dueAt === null)
    return plannedActs.some((act) => (rule.counts.acts as string[]).includes(act));
  return breachAt === null || breachAt > dueAt;
}

function isNear({ state }: ClockReading, { from }: ProposalSettings): boolean {
  return state !== 'paused' && clockStates.indexOf(state) >= clockStates.indexOf(from);
}

/**
 * The long holiday in which a due moment falls, or which ends the day before the working day on which it falls: nobody
 * writes and signs in it, so it is looked after before. Null unless the holiday is near or running.
 */
export function holidayOf(
  calendar: Calendar,
  { holidays }: ProposalSettings,
  dueAt: number | null,
  today: string,
): LongHoliday | null {
  if (dueAt === null || beijingDay(dueAt) < today) return null;
  const dueOn = beijingDay(dueAt);
  const until = plusDays(today, holidays.leadDays);
  const named = calendar.offDays.find(
    ({ date, reason }) => date >= today && date <= until && holidays.names.some((name) => reason.includes(name)),
  );
  if (!named) return null;
  let firstOn = named.date;
  while (!isWorkingDay(calendar, plusDays(firstOn, -1))) firstOn = plusDays(firstOn, -1);
  let lastOn = named.date;
  while (!isWorkingDay(calendar, plusDays(lastOn, 1))) lastOn = plusDays(lastOn, 1);
  if (dueOn < firstOn || dueOn > nextWorkingDay(calendar, lastOn)) return null;
  const name = holidays.names.find((each) => named.reason.includes(each)) ?? named.reason;
  return { name, firstOn, lastOn };
}
