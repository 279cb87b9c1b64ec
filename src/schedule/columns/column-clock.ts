/** The clock of one column, pure: the same engine as for accounts, fed with what the portal shows. */
import { beijingDay, endOfDay } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { unitsLeft } from '../../calendar/due-date.ts';
import type { CadenceRule, CountedUpdates } from '../../config/cadence.ts';
import type { ScheduleClass } from '../../config/columns.ts';
import { type ChannelHistory, countedUpdates } from '../cadence/channel-history.ts';
import { type ClockReading, type ClockState, standing } from '../cadence/clock-reading.ts';
import { type MissedDue, missedDues } from '../cadence/missed-dues.ts';
import { runClock, tightest } from '../cadence/run-clock.ts';
import { type RealTime, triggerOf } from './schedule-class.ts';

/** Information formed, as the clock needs it. `goneAt`: the page that closed it has gone again. */
export interface FormedFact {
  scheduleClass: ScheduleClass;
  formedAt: number;
  byOn: string | null;
  doneAt: number | null;
  goneAt: number | null;
}

/** An interpretation that a bundle owes; the bundle counts its day (I-02, I-05). */
export interface OwedDocument {
  fromOn: string;
  dueOn: string;
  provisional: boolean;
}

/** What a column is measured by. */
export interface ColumnFacts {
  history: ChannelHistory;
  formed: readonly FormedFact[];
  owed: readonly OwedDocument[];
}

const UNIT = 'working-day';

/** What the clock of a column says at `now` (ms UTC). */
export function columnReading(calendar: Calendar, rule: CadenceRule, facts: ColumnFacts, now: number): ClockReading {
  if (rule.kind === 'withParent') return documentReading(calendar, rule, facts, now);
  if (rule.kind !== 'sameDay') return runClock(calendar, rule, facts.history, now);
  return formedReading(calendar, rule, facts, now);
}

/** Every due moment of a column that was missed from `since` to `now`. What bundles owe is on record with the bundles. */
export function missedByColumn(
  calendar: Calendar,
  rule: CadenceRule,
  facts: ColumnFacts,
  since: number,
  now: number,
): MissedDue[] {
  if (rule.kind === 'withParent') return [];
  if (rule.kind !== 'sameDay') return missedDues(calendar, rule, facts.history, since, now);
  const missed = new Map<number, MissedDue>();
  for (const formed of facts.formed) {
    const one = triggerOf(calendar, rule, formed, stillDoneAt(formed));
    const history = { ...facts.history, triggers: [one.trigger] };
    for (const due of missedDues(calendar, one.rule, history, since, now)) {
      if (!missed.has(due.dueAt)) missed.set(due.dueAt, { ...due, byDeletion: formed.goneAt !== null });
    }
  }
  return [...missed.values()].sort((a, b) => a.dueAt - b.dueAt);
}

/** Items of different classes run under different limits; the tightest shows, with all that is open. */
function formedReading(calendar: Calendar, rule: RealTime, facts: ColumnFacts, now: number): ClockReading {
  const open = facts.formed
    .map((formed) => triggerOf(calendar, rule, formed, stillDoneAt(formed)))
    .filter(({ trigger }) => trigger.at <= now && (trigger.doneAt === null || trigger.doneAt > now));
  const readings = open.map((one) => runClock(calendar, one.rule, { ...facts.history, triggers: [one.trigger] }, now));
  const first = tightest(readings);
  if (first === null) return runClock(calendar, rule, { ...facts.history, triggers: [] }, now);
  return { ...first, ...(first.pending === undefined ? {} : { pending: open.length }) };
}

/** 随文件: the earliest interpretation that is owed, with the day its bundle counted. */
function documentReading(
  calendar: Calendar,
  rule: { id: string; counts: CountedUpdates },
  { history, owed }: ColumnFacts,
  now: number,
): ClockReading {
  const today = beijingDay(now);
  const last = countedUpdates(history.events, rule.counts, now).at(-1)?.at ?? null;
  const [first] = [...owed].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  if (first === undefined) return standing(rule.id, 'green', UNIT, last);
  const limit = today <= first.fromOn ? 'soft' : 'hard';
  const due = limit === 'soft' ? first.fromOn : first.dueOn;
  const left = unitsLeft(calendar, UNIT, today, due);
  return {
    rule: rule.id,
    lastUpdateAt: last,
    dueAt: endOfDay(due),
    left,
    unit: UNIT,
    state: limit === 'soft' ? 'yellow' : hardState(left),
    provisional: first.provisional,
    softDueAt: endOfDay(first.fromOn),
    hardDueAt: endOfDay(first.dueOn),
    limit,
    pending: owed.length,
  };
}

function hardState(left: number): ClockState {
  if (left < 0) return 'breached';
  return left === 0 ? 'red' : 'orange';
}

/** Disclosed and still there; a page that has gone leaves the information undisclosed. */
function stillDoneAt({ doneAt, goneAt }: FormedFact): number | null {
  return goneAt === null ? doneAt : null;
}
