/** What `govcast column list` and `show` answer. Times are ISO 8601 with +08:00. */
import { beijingDay, isoBeijing } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { type Columns, columnPath, limitOf } from '../../config/columns.ts';
import { liaisonOf, type People } from '../../config/people.ts';
import type { Db } from '../../store/database.ts';
import { isoOrNull, printedReading } from '../cadence/answer-clock-cases.ts';
import { type ColumnClock, columnClocks, FORMED_DAYS_READ } from './column-clocks.ts';
import { columnNamed } from './column-named.ts';
import { breachesOf, owedInterpretations, undatedItems } from './column-store.ts';
import { type Formed, formedByColumn } from './formed-store.ts';
import { columnObject } from './record-column-breaches.ts';

const DAY_MS = 86_400_000;
const OWED_SHOWN = 50;

/** Every column of the table with its owner, its limit and how it stands; limits and classes with their sources. */
export async function listColumns(
  db: Db,
  calendar: Calendar,
  columns: Columns,
  since: ReadonlyMap<number, string>,
  now: number,
): Promise<Pick<Columns, 'source' | 'limits' | 'classes'> & { columns: Record<string, unknown>[] }> {
  const clocks = await columnClocks(db, calendar, columns, since, now);
  const { source, limits, classes } = columns;
  return { source, limits, classes, columns: clocks.map((clock) => lineOf(columns, clock)) };
}

/** One column: its row of the table, its clock, what was formed for it, what its documents owe, breaches on record. */
export async function showColumn(
  db: Db,
  calendar: Calendar,
  columns: Columns,
  people: People,
  since: ReadonlyMap<number, string>,
  name: string,
  now: number,
): Promise<Record<string, unknown>> {
  const column = columnNamed(columns, name);
  const [clock] = await columnClocks(db, calendar, { ...columns, columns: [column] }, since, now);
  const formed = await formedByColumn(db, now - FORMED_DAYS_READ * DAY_MS, column.number);
  const owed = clock?.rule?.kind === 'withParent' ? await owedInterpretations(db, beijingDay(now), OWED_SHOWN) : [];
  const breaches = await breachesOf(db, columnObject(column.number));
  return {
    ...column,
    path: columnPath(column),
    liaisons: column.sections.flatMap((id) => liaisonOf(people, id)?.id ?? []),
    limitSource: limitOf(columns, column)?.source ?? columns.source,
    since: since.get(column.number) ?? null,
    without: clock?.without ?? null,
    clock: clock?.reading ? printedReading(clock.reading) : null,
    undatedItems: column.source === undefined ? 0 : await undatedItems(db, column.source),
    formed: (formed.get(column.number) ?? []).map(formedLine),
    owed: owed.map(({ provisional, ...each }) => ({ ...each, provisional: provisional === 1 })),
    breaches: breaches.map(({ rule, dueAt, cause, correctedAt }) => ({
      ...{ rule, dueAt: isoBeijing(dueAt), cause, correctedAt: isoOrNull(correctedAt) },
    })),
  };
}

/** What was formed, as it is printed. */
export function formedLine(formed: Formed): Record<string, unknown> {
  const { id, title, kind, scheduleClass, formedAt, byOn, url, doneAt, doneBy, itemGoneAt } = formed;
  const state = doneAt === null ? 'open' : itemGoneAt === null ? 'done' : 'gone';
  return {
    ...{ id, title, kind, scheduleClass, state, formedAt: isoBeijing(formedAt), byOn, url },
    ...{ doneAt: isoOrNull(doneAt), doneBy },
  };
}

function lineOf(columns: Columns, { column, path, rule, reading, without }: ColumnClock): Record<string, unknown> {
  const { number, owner, sections, limit, source, channel, uncertain } = column;
  return {
    ...{ column: number, path, owner, sections, limit, uncertain },
    rule: rule?.id ?? column.rule,
    limitName: limitOf(columns, column)?.name ?? null,
    measuredBy: source ?? channel ?? null,
    state: reading?.state ?? null,
    without,
    lastUpdateAt: isoOrNull(reading?.lastUpdateAt ?? null),
    dueAt: isoOrNull(reading?.dueAt ?? null),
    left: reading?.left ?? null,
  };
}
