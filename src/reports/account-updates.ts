import { sql } from 'kysely';
import { startOfDay } from '../calendar/beijing-time.ts';
import { bounds, DETAILS_AT_MOST, type Period, type Report, type ReportDesk, type ReportDetail } from './report.ts';

const DAY_MS = 86_400_000;

/** How often each account was updated, its longest silence in whole days, and its breaches (M-04, N-05). Reposts are no updates (M-07). */
export const accountUpdates: Report = {
  id: 'account-updates',
  columns: ['updates', 'reposts', 'gap', 'breaches'],
  faults: ['breaches'],
  rows: async (desk, period) => {
    const [counted, breaches] = await Promise.all([countPublications(desk, period), countBreaches(desk, period)]);
    const { from, to } = span(desk, period);
    return desk.config.channels.map(({ id, name, openedOn }) => {
      const found = counted.get(id);
      const since = Math.max(from, startOfDay(openedOn));
      const ends = found?.firstAt ? [Number(found.firstAt) - since, to - Number(found.lastAt)] : [to - since];
      const gap = Math.max(0, ...ends, Number(found?.gap ?? 0));
      const figures = {
        updates: found?.updates ?? 0,
        reposts: found?.reposts ?? 0,
        gap: since > to ? null : Math.floor(gap / DAY_MS),
        breaches: breaches.get(id) ?? 0,
      };
      return { key: id, name, figures };
    });
  },
  details: async (desk, period, row, column) =>
    column === 'breaches' ? breachLines(desk, period, row) : publicationLines(desk, period, row, column),
};

/** From the first moment of the period to its end, or to now while it lasts. */
function span({ now }: ReportDesk, period: Period): { from: number; to: number } {
  const { from, before } = bounds(period);
  return { from, to: Math.min(now, before - 1) };
}

async function countPublications(desk: ReportDesk, period: Period) {
  const { from, to } = span(desk, period);
  const rows = await desk.db
    .selectFrom((eb) =>
      eb
        .selectFrom('publication')
        .select(['channel', 'repost', 'publicAt'])
        .select(
          sql<number>`public_at - lag(public_at) over (partition by channel, repost order by public_at)`.as('gap'),
        )
        .where('position', '=', 1)
        .where('publicAt', '>=', from)
        .where('publicAt', '<=', to)
        .as('p'),
    )
    .select(['channel', 'repost'])
    .select((eb) => [
      eb.fn.countAll<number>().as('n'),
      eb.fn.min<number>('publicAt').as('firstAt'),
      eb.fn.max<number>('publicAt').as('lastAt'),
      eb.fn.max<number | null>('gap').as('gap'),
    ])
    .groupBy(['channel', 'repost'])
    .execute();
  const none = { n: 0, firstAt: null, lastAt: null, gap: null };
  const byKey = new Map(rows.map((row) => [`${row.repost} ${row.channel}`, row]));
  return new Map(
    rows.map(({ channel }) => {
      const { n, firstAt, lastAt, gap } = byKey.get(`0 ${channel}`) ?? none;
      return [channel, { updates: n, reposts: byKey.get(`1 ${channel}`)?.n ?? 0, firstAt, lastAt, gap }];
    }),
  );
}

async function countBreaches({ db }: ReportDesk, period: Period): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('cadenceBreach')
    .select(['channel', (eb) => eb.fn.countAll<number>().as('n')])
    .where('dueAt', '>=', bounds(period).from)
    .where('dueAt', '<', bounds(period).before)
    .where('correctedAt', 'is', null)
    .groupBy('channel')
    .execute();
  return new Map(rows.map((r) => [r.channel, Number(r.n)]));
}

async function publicationLines(
  desk: ReportDesk,
  period: Period,
  channel: string,
  column: string,
): Promise<ReportDetail[]> {
  const { from, to } = span(desk, period);
  const rows = await desk.db
    .selectFrom('publication')
    .select(['title', 'publicAt', 'url'])
    .where('channel', '=', channel)
    .where('position', '=', 1)
    .where('repost', '=', column === 'reposts' ? 1 : 0)
    .where('publicAt', '>=', from)
    .where('publicAt', '<=', to)
    .orderBy('publicAt')
    .limit(DETAILS_AT_MOST)
    .execute();
  return rows.map((r) => ({ title: r.title, at: r.publicAt, note: '', link: r.url }));
}

async function breachLines({ db }: ReportDesk, period: Period, channel: string): Promise<ReportDetail[]> {
  const rows = await db
    .selectFrom('cadenceBreach')
    .select(['rule', 'dueAt', 'cause'])
    .where('channel', '=', channel)
    .where('dueAt', '>=', bounds(period).from)
    .where('dueAt', '<', bounds(period).before)
    .where('correctedAt', 'is', null)
    .orderBy('dueAt')
    .limit(DETAILS_AT_MOST)
    .execute();
  return rows.map((r) => ({ title: r.cause, at: r.dueAt, note: r.rule, link: `/matrix?account=${channel}` }));
}
