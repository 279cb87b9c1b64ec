import { beijingDay, endOfDay } from '../../calendar/beijing-time.ts';
import type { CadenceRule } from '../../config/cadence.ts';
import type { ClockReading } from '../cadence/clock-reading.ts';
import { periodBefore, periodOf } from '../cadence/period.ts';

/** What the clock of a column asks of people. */
export interface ColumnLevel {
  kind: 'column.due' | 'column.undisclosed' | 'column.breached';
  level: 'yellow' | 'orange' | 'red' | 'breached';
  /** 23:59:59 of the due day in Beijing, ms UTC, as of a reading. */
  dueAt: number;
}

/**
 * What a column's reading asks of people; null while it asks nothing. A period clock shows the running period; while
 * nothing has come, the one before it is what is late. Pure.
 */
export function columnLevel(rule: CadenceRule | null, reading: ClockReading, now: number): ColumnLevel | null {
  const { state, dueAt } = reading;
  if ((rule?.kind === 'atLeast' || rule?.kind === 'originals') && reading.previousMet === false && reading.missing) {
    const before = periodBefore(rule.per, periodOf(rule.per, beijingDay(now)));
    return { kind: 'column.breached', level: 'breached', dueAt: endOfDay(before.last) };
  }
  if (state === 'green' || state === 'paused') return null;
  const kind =
    state === 'breached' ? 'column.breached' : reading.limit === 'hard' ? 'column.undisclosed' : 'column.due';
  return { kind, level: state, dueAt: dueAt ?? now };
}
