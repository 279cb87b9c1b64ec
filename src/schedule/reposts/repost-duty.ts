/** What one account owes of a repost task: its states, and whether it is late. Pure. */
import type { DutyState, RepostDutyTable, RepostTaskTable } from '../../store/tables/matrix.ts';

export type DutyEvent = 'place' | 'unplace' | 'carry' | 'carry-late' | 'gone' | 'excuse';

/** States and allowed transitions, in one table. What is not in it is refused. */
export const dutyTransitions: Readonly<Record<DutyState, Partial<Record<DutyEvent, DutyState>>>> = {
  waiting: { place: 'placed', carry: 'carried', 'carry-late': 'late', excuse: 'excused' },
  placed: { unplace: 'waiting', carry: 'carried', 'carry-late': 'late', excuse: 'excused' },
  carried: { gone: 'waiting' },
  late: {},
  excused: {},
};

/** As staff read them; overdue is told by the clock and is no state. */
export const dutyNames: Readonly<Record<DutyState, string>> = {
  waiting: '待转载',
  placed: '已排期',
  carried: '按时转载',
  late: '逾期转载',
  excused: '免于转载',
};

/** How long after its limit it is still noted by itself that an account carried a matter late, and told that it owes it. */
export const LATE_MS = 60 * 86_400_000;

type Owed = Pick<RepostDutyTable, 'state' | 'carriedAt'>;

/**
 * M-03, N-14: a limit in hours ends at its moment: what was public before it is in time, from it on it is overdue, and
 * carried then counts as late.
 */
export function carryEvent(carriedAt: number, { dueAt }: Pick<RepostTaskTable, 'dueAt'>): DutyEvent {
  return carriedAt < dueAt ? 'carry' : 'carry-late';
}

export function isOpen({ state }: Pick<Owed, 'state'>): boolean {
  return state === 'waiting' || state === 'placed';
}

export function isOverdue(duty: Pick<Owed, 'state'>, { dueAt }: Pick<RepostTaskTable, 'dueAt'>, now: number): boolean {
  return isOpen(duty) && now >= dueAt;
}

/** How far a set of duties has come. */
export interface Completion {
  /** Without those that were excused. */
  owed: number;
  inTime: number;
  late: number;
  overdue: number;
  /** Neither carried nor overdue yet. */
  open: number;
  excused: number;
  /** Share carried in time of what is owed, 0 to 1; null when nothing is. Late is not done in time (M-03). */
  rate: number | null;
  /** Median from issue to publication of those that carried it, minutes; null when none did. */
  medianMinutes: number | null;
}

/** @param now ms UTC */
export function completionOf(
  duties: readonly (Owed & Pick<RepostTaskTable, 'dueAt' | 'issuedAt'>)[],
  now: number,
): Completion {
  const excused = duties.filter((d) => d.state === 'excused').length;
  const inTime = duties.filter((d) => d.state === 'carried').length;
  const late = duties.filter((d) => d.state === 'late').length;
  const overdue = duties.filter((d) => isOverdue(d, d, now)).length;
  const owed = duties.length - excused;
  // What was public before the task was issued took no time.
  const minutes = duties
    .flatMap((d) => (d.carriedAt === null ? [] : [Math.max(0, d.carriedAt - d.issuedAt) / 60_000]))
    .sort((a, b) => a - b);
  return {
    ...{ owed, inTime, late, overdue, excused },
    open: owed - inTime - late - overdue,
    rate: owed === 0 ? null : inTime / owed,
    medianMinutes: medianOf(minutes),
  };
}

function medianOf(sorted: readonly number[]): number | null {
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  if (upper === undefined) return null;
  const lower = Number.isInteger(middle) ? (sorted[middle - 1] ?? upper) : upper;
  return Math.round((lower + upper) / 2);
}
