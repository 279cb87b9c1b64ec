import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import { beijingDay, endOfDay, plusDays, startOfDay } from '../calendar/beijing-time.ts';
import { inPieces } from '../in-pieces.ts';
import type { Schema } from '../store/schema.ts';
import {
  bounds,
  DETAILS_AT_MOST,
  type Period,
  type Report,
  type ReportDesk,
  type ReportDetail,
  type ReportRow,
} from './report.ts';

/** Days asked about at once: a large office receives a thousand requests on each. */
const PIECE = 4;
const columns = ['received', 'inTime', 'late', 'open', 'overdue'] as const;

/** What became of the requests received in the period, by kind: answered in time or late, open, or overdue. */
export const requestHandling: Report = {
  id: 'request-handling',
  columns,
  faults: ['late', 'overdue'],
  rows: async (desk, period) => {
    const today = beijingDay(desk.now);
    const counted = new Map<string, Counted>();
    for await (const some of piecesOf(period)) {
      for (const { kind, dueOn, closedOn, n } of await grouped(desk, some)) {
        const own = counted.get(kind) ?? { ...nothing };
        counted.set(kind, own);
        own.received += n;
        own[standing(dueOn, closedOn, today)] += n;
      }
    }
    return kindsOf(desk, [...counted.keys()]).flatMap(({ id, name }): ReportRow[] => {
      const figures = counted.get(id);
      return figures ? [{ key: id, name, figures: { ...figures } }] : [];
    });
  },
  details: async (desk, period, row, column) => {
    const lines: ReportDetail[] = [];
    for await (const some of piecesOf(period)) {
      const wanted = DETAILS_AT_MOST - lines.length;
      if (wanted === 0) break;
      lines.push(...(await behind(desk, some, row, column)).slice(0, wanted));
    }
    return lines;
  },
};

type Counted = Record<(typeof columns)[number], number>;
const nothing: Counted = { received: 0, inTime: 0, late: 0, open: 0, overdue: 0 };

/** The period in a few days at a time, the first ones first. */
async function* piecesOf({ fromOn, toOn }: Period): AsyncGenerator<Period> {
  const days = [];
  for (let day = fromOn; day <= toOn; day = plusDays(day, 1)) days.push(day);
  for await (const [first = fromOn, ...more] of inPieces(days, PIECE))
    yield { fromOn: first, toOn: more.at(-1) ?? first };
}

async function behind(desk: ReportDesk, period: Period, kind: string, column: string): Promise<ReportDetail[]> {
  const days = column === 'inTime' || column === 'late' ? await dueDays(desk, period, kind) : [];
  const found = await received(desk, period)
    .select(['id', 'number', 'nowDueOn', 'state'])
    .where('kind', '=', kind)
    .where((eb) => stands(eb, column, beijingDay(desk.now), days))
    .$if(desk.section !== null, (query) => query.where('section', '=', desk.section ?? ''))
    .orderBy('receivedAt')
    .orderBy('id')
    .limit(DETAILS_AT_MOST)
    .execute();
  return found.map((r) => ({
    ...{ title: r.number ?? r.id, at: endOfDay(r.nowDueOn), note: r.state, link: `/requests/${r.id}` },
  }));
}

/** The kinds of routing.yaml in its order, then those that stand there no more and still have requests. */
function kindsOf({ config }: ReportDesk, found: readonly string[]): { id: string; name: string }[] {
  const { kinds } = config.routing;
  const gone = found.filter((id) => kinds.every((each) => each.id !== id));
  return [...kinds, ...gone.sort().map((id) => ({ id, name: id }))];
}

function received({ db }: Pick<ReportDesk, 'db'>, period: Period) {
  return db
    .selectFrom('request')
    .where('receivedAt', '>=', bounds(period).from)
    .where('receivedAt', '<', bounds(period).before);
}

/** The due days of what was closed: the databases share no arithmetic of days, so each is compared with its own end. */
async function dueDays(desk: ReportDesk, period: Period, kind: string): Promise<string[]> {
  const rows = await received(desk, period)
    .select('nowDueOn')
    .distinct()
    .where('kind', '=', kind)
    .where('closedAt', 'is not', null)
    .execute();
  return rows.map(({ nowDueOn }) => nowDueOn);
}

/** As `standing` says it of one request, asked of the database. */
function stands(
  eb: ExpressionBuilder<Schema, 'request'>,
  column: string,
  today: string,
  days: readonly string[],
): ExpressionWrapper<Schema, 'request', SqlBool> {
  if (column === 'received') return eb.and([]);
  if (column === 'open') return eb.and([eb('closedAt', 'is', null), eb('nowDueOn', '>=', today)]);
  if (column === 'overdue') return eb.and([eb('closedAt', 'is', null), eb('nowDueOn', '<', today)]);
  const is = column === 'inTime' ? '<' : '>=';
  return eb.or(days.map((day) => eb.and([eb('nowDueOn', '=', day), eb('closedAt', is, startOfDay(plusDays(day, 1)))])));
}

/** Counted by the database: a quarter may hold hundreds of thousands. */
async function grouped(desk: ReportDesk, period: Period) {
  const closedDay = sql<number | null>`(closed_at + 28800000) / 86400000`;
  const rows = await received(desk, period)
    .select(['kind', 'nowDueOn as dueOn', closedDay.as('closedDay'), (eb) => eb.fn.countAll<number>().as('n')])
    .groupBy(['kind', 'nowDueOn', closedDay])
    .execute();
  return rows.map(({ kind, dueOn, closedDay: day, n }) => ({
    ...{ kind, dueOn, n: Number(n) },
    closedOn: day === null ? null : beijingDay(Number(day) * 86_400_000),
  }));
}

/** Days are YYYY-MM-DD, Beijing time. */
export function standing(
  dueOn: string,
  closedOn: string | null,
  today: string,
): 'inTime' | 'late' | 'open' | 'overdue' {
  if (closedOn !== null) return closedOn <= dueOn ? 'inTime' : 'late';
  return today <= dueOn ? 'open' : 'overdue';
}
