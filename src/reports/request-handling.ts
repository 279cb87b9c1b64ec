import { sql } from 'kysely';
import { beijingDay, endOfDay } from '../calendar/beijing-time.ts';
import { bounds, DETAILS_AT_MOST, type Period, type Report, type ReportDesk, type ReportRow } from './report.ts';

const columns = ['received', 'inTime', 'late', 'open', 'overdue'] as const;

/** What became of the requests received in the period, by kind: answered in time or late, open, or overdue. */
export const requestHandling: Report = {
  id: 'request-handling',
  columns,
  faults: ['late', 'overdue'],
  rows: async (desk, period) => {
    const today = beijingDay(desk.now);
    const groups = await grouped(desk, period);
    return desk.config.routing.kinds.flatMap(({ id, name }): ReportRow[] => {
      const own = groups.filter((g) => g.kind === id);
      if (own.length === 0) return [];
      const count = (is: string) =>
        own.reduce((n, g) => n + (is === 'received' || standing(g.dueOn, g.closedOn, today) === is ? g.n : 0), 0);
      return [{ key: id, name, figures: Object.fromEntries(columns.map((column) => [column, count(column)])) }];
    });
  },
  details: async (desk, period, row, column) => {
    const today = beijingDay(desk.now);
    const rows = await desk.db
      .selectFrom('request')
      .select(['id', 'number', 'nowDueOn', 'closedAt', 'state'])
      .where('receivedAt', '>=', bounds(period).from)
      .where('receivedAt', '<', bounds(period).before)
      .where('kind', '=', row)
      .$if(desk.section !== null, (found) => found.where('section', '=', desk.section ?? ''))
      .orderBy('receivedAt')
      .limit(DETAILS_AT_MOST * 50)
      .execute();
    return rows
      .filter(
        (r) =>
          column === 'received' ||
          standing(r.nowDueOn, r.closedAt === null ? null : beijingDay(r.closedAt), today) === column,
      )
      .slice(0, DETAILS_AT_MOST)
      .map((r) => ({ title: r.number ?? r.id, at: endOfDay(r.nowDueOn), note: r.state, link: `/requests/${r.id}` }));
  },
};

/** Counted by the database: a quarter may hold hundreds of thousands. */
async function grouped({ db }: ReportDesk, period: Period) {
  const closedDay = sql<number | null>`(closed_at + 28800000) / 86400000`;
  const rows = await db
    .selectFrom('request')
    .select(['kind', 'nowDueOn as dueOn', closedDay.as('closedDay'), (eb) => eb.fn.countAll<number>().as('n')])
    .where('receivedAt', '>=', bounds(period).from)
    .where('receivedAt', '<', bounds(period).before)
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
