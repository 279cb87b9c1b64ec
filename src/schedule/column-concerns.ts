import { beijingDay, startOfDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { type Columns, limitOf } from '../config/columns.ts';
import type { Concern, Recipient } from '../notify/concern.ts';
import type { Db } from '../store/database.ts';
import type { ClockReading } from './cadence/clock-reading.ts';
import { periodBefore, periodOf } from './cadence/period.ts';
import { type ColumnClock, columnClocks, columnsSince } from './columns/column-clocks.ts';
import { columnObject } from './columns/record-column-breaches.ts';

/** What a clock asks of people: nothing while it is green. */
interface Level {
  kind: 'column.due' | 'column.undisclosed' | 'column.breached';
  level: 'yellow' | 'orange' | 'red' | 'breached';
  dueAt: number;
}

const DAY_MS = 86_400_000;
const levelNames = { yellow: '黄', orange: '橙', red: '红', breached: '逾期' };

/**
 * The columns whose clock runs out or has run out, to the liaison officers of their sections (O-03), one concern a column,
 * due moment and level. A column that is an account is told by the account's own clocks, one that goes with documents by
 * the bundles. Where the table's owner is no known section, `fallback` is told.
 */
export async function columnConcerns(
  db: Db,
  calendar: Calendar,
  columns: Columns,
  fallback: string | null,
  now: number,
): Promise<Concern[]> {
  const clocks = await columnClocks(db, calendar, columns, await columnsSince(db), now);
  return clocks.flatMap((clock) => {
    if (clock.column.channel !== undefined || clock.rule?.kind === 'withParent') return [];
    const found = clock.reading === null ? null : levelOf(clock, clock.reading, now);
    if (found === null || clock.reading === null) return [];
    return [concernOf(columns, clock, clock.reading, found, fallback, now)];
  });
}

/** A period clock shows the running period; while nothing has come, the one before it is what is late. */
function levelOf({ rule }: ColumnClock, reading: ClockReading, now: number): Level | null {
  const { state, dueAt } = reading;
  if ((rule?.kind === 'atLeast' || rule?.kind === 'originals') && reading.previousMet === false && reading.missing) {
    const before = periodBefore(rule.per, periodOf(rule.per, beijingDay(now)));
    return { kind: 'column.breached', level: 'breached', dueAt: startOfDay(before.last) };
  }
  if (state === 'green' || state === 'paused') return null;
  const kind =
    state === 'breached' ? 'column.breached' : reading.limit === 'hard' ? 'column.undisclosed' : 'column.due';
  return { kind, level: state, dueAt: dueAt ?? now };
}

function concernOf(
  columns: Columns,
  { column, path }: ColumnClock,
  reading: ClockReading,
  { kind, level, dueAt }: Level,
  fallback: string | null,
  now: number,
): Concern {
  const due = beijingDay(dueAt);
  const known = column.sections.map((section): Recipient => ({ section }));
  const lastUpdate = reading.lastUpdateAt === null ? '没有记录' : beijingDay(reading.lastUpdateAt);
  return {
    key: `${columnObject(column.number)}:${reading.rule}:${due}:${level}`,
    kind,
    about: columnObject(column.number),
    since: level === 'breached' ? startOfDay(due) + DAY_MS : startOfDay(beijingDay(now)),
    urgency: urgencyOf(level, reading),
    to: known.length > 0 || fallback === null ? known : [{ section: fallback }],
    fields: {
      column: String(column.number),
      path,
      owner: column.owner,
      limit: limitOf(columns, column)?.name ?? column.limit,
      level: levelNames[level],
      due,
      left: String(Math.max(0, reading.left ?? 0)),
      lastUpdate,
      pending: String(reading.pending ?? 0),
    },
  };
}

/** Levels of a day turn at midnight: only what can be saved on the day itself is worth a night. */
function urgencyOf(level: Level['level'], { left }: ClockReading): Concern['urgency'] {
  if (level === 'yellow') return 'digest';
  return level === 'red' && left !== null && left <= 0 ? 'red' : 'normal';
}
