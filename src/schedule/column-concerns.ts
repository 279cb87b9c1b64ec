import { beijingDay, startOfDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { type Columns, limitOf } from '../config/columns.ts';
import type { Concern, Recipient } from '../notify/concern.ts';
import type { Db } from '../store/database.ts';
import type { ClockReading } from './cadence/clock-reading.ts';
import { type ColumnClock, columnClocks, columnsSince } from './columns/column-clocks.ts';
import { type ColumnLevel, columnLevel } from './columns/column-level.ts';
import { columnObject } from './columns/record-column-breaches.ts';

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
    const found = clock.reading === null ? null : columnLevel(clock.rule, clock.reading, now);
    if (found === null || clock.reading === null) return [];
    return [concernOf(columns, clock, clock.reading, found, fallback, now)];
  });
}

function concernOf(
  columns: Columns,
  { column, path }: ColumnClock,
  reading: ClockReading,
  { kind, level, dueAt }: ColumnLevel,
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
function urgencyOf(level: ColumnLevel['level'], { left }: ClockReading): Concern['urgency'] {
  if (level === 'yellow') return 'digest';
  return level === 'red' && left !== null && left <= 0 ? 'red' : 'normal';
}
