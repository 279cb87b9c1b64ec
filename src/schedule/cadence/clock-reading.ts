/** What a clock says at a moment. */
import type { DayUnit } from '../../calendar/due-date.ts';

/** From harmless to worst, `paused` apart: it stands above all while it lasts. */
export const clockStates = ['paused', 'green', 'yellow', 'orange', 'red', 'breached'] as const;
export type ClockState = (typeof clockStates)[number];

export interface ClockReading {
  /** The rule's id. */
  rule: string;
  /** Public time of the latest counted update, ms UTC. */
  lastUpdateAt: number | null;
  /** 23:59:59 of the due day in Beijing, ms UTC; breached from the second after. Null while nothing is due. */
  dueAt: number | null;
  /** Units strictly after today up to the due day; at least −1 when overdue. */
  left: number | null;
  unit: DayUnit;
  state: ClockState;
  /** A working-day count touches a year that is not announced. */
  provisional: boolean;
  /** What day 0 is the day of (`within`). */
  startedBy?: 'update' | 'opened' | 'added' | 'resumed';
  /** Figures of the running period (`atLeast`, `originals`). */
  have?: number;
  required?: number;
  missing?: number;
  slack?: number;
  previousMet?: boolean;
  /** First day of the period that is due (`by`). */
  periodStart?: string;
  /** Limits of a trigger (`sameDay`, `withParent`), ms UTC. */
  softDueAt?: number;
  hardDueAt?: number;
  limit?: 'soft' | 'hard';
  pending?: number;
}

/** Yellow, orange and red of a limit of N units: half, two sevenths and one seventh of it left (B.2). */
export function levelOfLimit(left: number, n: number): ClockState {
  if (left < 0) return 'breached';
  return levelAtMost(left, { yellow: Math.floor(n / 2), orange: Math.floor((2 * n) / 7), red: Math.floor(n / 7) });
}

/** The level of a figure that is the worse the smaller it is. Red is tested first. */
export function levelAtMost(figure: number, at: { yellow: number; orange: number; red: number }): ClockState {
  if (figure <= at.red) return 'red';
  if (figure <= at.orange) return 'orange';
  return figure <= at.yellow ? 'yellow' : 'green';
}

/** What a clock says that stands still, or that nothing is due on. */
export function standing(rule: string, state: ClockState, unit: DayUnit, lastUpdateAt: number | null): ClockReading {
  return { rule, lastUpdateAt, dueAt: null, left: null, unit, state, provisional: false };
}
