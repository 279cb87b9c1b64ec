import { type Columns, limitOf } from '../../config/columns.ts';
import type { ClockReading, ClockState } from '../cadence/clock-reading.ts';
import type { ColumnClock, WithoutClock } from './column-clocks.ts';
import { columnLevel } from './column-level.ts';
import type { Formed } from './formed-store.ts';

/** A column of the office's table of update deadlines as people see it. Moments are ms UTC. */
export interface ColumnNow {
  number: number;
  /** From the outermost to the innermost: 政务公开, 组织机构, 领导班子. */
  path: string[];
  owner: string;
  /** The limit as printed, and the document it comes from. */
  limit: string;
  limitSource: string;
  /** Whether its clock begins with what people tell to be formed (N-16, X-07). */
  realTime: boolean;
  /** Null when no clock runs; then `without` says why. */
  state: ClockState | null;
  without: WithoutClock | null;
  lastUpdateAt: number | null;
  dueAt: number | null;
  left: Pick<ClockReading, 'left' | 'unit'> | null;
  /** Formed and not disclosed, or not there any more. */
  open: Formed[];
  /** Disclosed lately, the newest first. */
  done: Formed[];
}

const DONE_SHOWN = 5;

/** A column with its clock and what was formed for it lately, oldest first. Pure. */
export function columnNow(
  columns: Columns,
  { column, rule, reading, without }: ColumnClock,
  formed: readonly Formed[],
  now: number,
): ColumnNow {
  const { number, path, owner, limit } = column;
  const asks = reading && columnLevel(rule, reading, now);
  const isOpen = ({ doneAt, itemGoneAt }: Formed) => doneAt === null || itemGoneAt !== null;
  return {
    ...{ number, path, owner, limit, without },
    limitSource: limitOf(columns, column)?.source ?? columns.source,
    realTime: rule?.kind === 'sameDay',
    state: asks?.level ?? reading?.state ?? null,
    lastUpdateAt: reading?.lastUpdateAt ?? null,
    dueAt: asks?.dueAt ?? reading?.dueAt ?? null,
    left: reading && { left: reading.left, unit: reading.unit },
    open: formed.filter(isOpen),
    done: formed
      .filter((each) => !isOpen(each))
      .toReversed()
      .slice(0, DONE_SHOWN),
  };
}
