/** The clocks of the portal's columns, read from the rows; nothing is written. */
import { beijingDay } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { lifeCycle } from '../../channels/life-cycle-store.ts';
import type { CadenceRule } from '../../config/cadence.ts';
import {
  type Columns,
  clockRuleOf,
  columnPath,
  type PortalColumn,
  type ScheduleClass,
  scheduleClasses,
} from '../../config/columns.ts';
import type { Db } from '../../store/database.ts';
import { isoOrNull, printedReading } from '../cadence/answer-clock-cases.ts';
import type { UpdateEvent } from '../cadence/channel-history.ts';
import type { ClockReading } from '../cadence/clock-reading.ts';
import { tightest } from '../cadence/run-clock.ts';
import { readHistory } from '../read-channel-history.ts';
import { type ColumnFacts, columnReading } from './column-clock.ts';
import { itemsFrom, latestItemBefore, owedInterpretations } from './column-store.ts';
import { type Formed, formedByColumn } from './formed-store.ts';

/** Why a column has no running clock: a reply limit, a link, a cell without a word, or nothing it is measured by. */
export type WithoutClock = 'reply' | 'none' | 'not-stated' | 'unmeasured';

/** A column as it stands. */
export interface ColumnClock {
  column: PortalColumn;
  /** 政务公开/组织机构/领导班子 */
  path: string;
  rule: CadenceRule | null;
  reading: ClockReading | null;
  /** Set when there is no reading. */
  without: WithoutClock | null;
}

const DAY_MS = 86_400_000;
/** Long enough for a quarter and the one before it, and for a hard limit over every holiday. */
const DAYS_READ = 200;
/** Information that was closed longer ago than this moves no clock any more. */
export const FORMED_DAYS_READ = 400;
const OWED_READ = 500;

/** Each column of the table with its reading, in the order of the table. `since` is the day a column was first known. */
export async function columnClocks(
  db: Db,
  calendar: Calendar,
  columns: Columns,
  since: ReadonlyMap<number, string>,
  now: number,
): Promise<ColumnClock[]> {
  const clocks: ColumnClock[] = [];
  const formed = await formedByColumn(db, now - FORMED_DAYS_READ * DAY_MS);
  for (const column of columns.columns) {
    const path = columnPath(column);
    const rule = clockRuleOf(columns, column);
    const without = withoutClock(column, rule);
    if (rule === null || without !== null) {
      clocks.push({ column, path, rule, reading: null, without });
      continue;
    }
    const known = { addedOn: since.get(column.number), formed: formed.get(column.number) ?? [] };
    const facts = await columnFacts(db, column, rule, known, now - DAYS_READ * DAY_MS, now);
    clocks.push({ column, path, rule, reading: columnReading(calendar, rule, facts, now), without: null });
  }
  return clocks;
}

/** The answer of `govcast cadence --columns`: clocks with their columns, the tightest first, and what runs none. */
export async function answerColumns(
  db: Db,
  calendar: Calendar,
  columns: Columns,
  since: ReadonlyMap<number, string>,
  now: number,
): Promise<{ clocks: Record<string, unknown>[]; without: Record<string, unknown>[] }> {
  const all = await columnClocks(db, calendar, columns, since, now);
  const running = all.flatMap((c) => (c.reading === null ? [] : [{ ...c, reading: c.reading }]));
  const clocks = running.sort(byUrgency).map(({ column, path, reading }) => ({
    column: column.number,
    path,
    owner: column.owner,
    sections: column.sections,
    ...printedReading(reading),
    planned: null,
    breachAt: isoOrNull(reading.hardDueAt ?? reading.dueAt),
  }));
  const without = all.flatMap(({ column, path, without: why }) =>
    why === null ? [] : [{ column: column.number, path, owner: column.owner, limit: column.limit, why }],
  );
  return { clocks, without };
}

/** Since when each column is known: the day its first version was read from columns.yaml. */
export async function columnsSince(db: Db): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('configEntry')
    .select(['key', (e) => e.fn.min('appliedAt').as('since')])
    .where('kind', '=', 'column')
    .groupBy('key')
    .execute();
  return new Map(rows.map((row) => [Number(row.key), beijingDay(Number(row.since))]));
}

/** What is read for all columns at once. */
export interface KnownOfColumn {
  /** The day the column was first known, YYYY-MM-DD. */
  addedOn: string | undefined;
  formed: readonly Formed[];
}

/** What a column is measured by from `since` on, and where its clock stood before. */
export async function columnFacts(
  db: Db,
  column: PortalColumn,
  rule: CadenceRule,
  { addedOn, formed }: KnownOfColumn,
  since: number,
  now: number,
): Promise<ColumnFacts> {
  const base = { openedOn: null, addedOn: addedOn ?? null, closedOn: null, pauses: [], triggers: [] };
  const owed = rule.kind === 'withParent' ? await owedInterpretations(db, beijingDay(now), OWED_READ) : [];
  const facts = {
    formed: formed.map(({ scheduleClass, formedAt, byOn, doneAt, itemGoneAt }) => ({
      ...{ scheduleClass: classOf(scheduleClass), formedAt, byOn, doneAt, goneAt: itemGoneAt },
    })),
    owed: owed.map(({ fromOn, dueOn, provisional }) => ({ fromOn, dueOn, provisional: provisional === 1 })),
  };
  if (column.channel !== undefined) {
    // Filed pauses and a filed closing stop the column's clock as they stop the account's own.
    const { closedOn, pauses, closures } = await lifeCycle(db, column.channel);
    const stops = { closedOn: closedOn ?? undefined, pauses: [...pauses, ...closures] };
    const account = { id: column.channel, kind: '', role: '', addedOn, ...stops };
    return { ...facts, history: { ...(await readHistory(db, account, [rule], since, now)), triggers: [] } };
  }
  if (column.source === undefined) return { ...facts, history: { ...base, events: [] } };
  const before = await latestItemBefore(db, column.source, since);
  const seen = await itemsFrom(db, column.source, since, now);
  const events = [...(before === null ? [] : [before]), ...seen].map(
    (item): UpdateEvent => ({
      at: item.publishedAt,
      act: 'publish',
      original: true,
      repost: false,
      linkOk: true,
      deletedAt: item.withdrawnAt,
    }),
  );
  return { ...facts, history: { ...base, events } };
}

/** What is formed is told by people and bundles count for themselves; everything else must be measured by something. */
function withoutClock(column: PortalColumn, rule: CadenceRule | null): WithoutClock | null {
  if (column.rule === 'none' || column.rule === 'not-stated') return column.rule;
  if (rule === null) return 'reply';
  if (rule.kind === 'sameDay' || rule.kind === 'withParent') return null;
  return column.source === undefined && column.channel === undefined ? 'unmeasured' : null;
}

function classOf(text: string): ScheduleClass {
  return scheduleClasses.find((each) => each === text) ?? 'immediately';
}

function byUrgency(a: { column: PortalColumn; reading: ClockReading }, b: typeof a): number {
  if (a.reading.dueAt === b.reading.dueAt) return a.column.number - b.column.number;
  return tightest([a.reading, b.reading]) === a.reading ? -1 : 1;
}
