import { bounds, DETAILS_AT_MOST, type Period, type Report, type ReportDesk, type ReportRow } from './report.ts';

const columns = ['owed', 'inTime', 'late', 'open', 'excused', 'minutes'] as const;

/** What each account made of the repost tasks issued in the period (M-03), with the mean time to carry one, in minutes. */
export const repostCompletion: Report = {
  id: 'repost-completion',
  columns,
  faults: ['late', 'open'],
  rows: async (desk, period) => {
    const duties = await dutiesOf(desk, period).execute();
    const accounts = [...new Set(duties.map((d) => d.account))].sort();
    return accounts.map((key): ReportRow => {
      const own = duties.filter((d) => d.account === key);
      const carried = own.flatMap((d) => (d.carriedAt === null ? [] : [d.carriedAt - d.issuedAt]));
      const figures = {
        owed: own.length,
        inTime: own.filter((d) => standing(d, desk.now) === 'inTime').length,
        late: own.filter((d) => standing(d, desk.now) === 'late').length,
        open: own.filter((d) => standing(d, desk.now) === 'open').length,
        excused: own.filter((d) => standing(d, desk.now) === 'excused').length,
        minutes: carried.length === 0 ? null : Math.round(carried.reduce((a, b) => a + b, 0) / carried.length / 60_000),
      };
      return { key, name: desk.config.channels.find((c) => c.id === key)?.name ?? key, figures };
    });
  },
  details: async (desk, period, row, column) => {
    const duties = await dutiesOf(desk, period).where('repostDuty.account', '=', row).execute();
    return duties
      .filter((d) => column === 'owed' || column === 'minutes' || standing(d, desk.now) === column)
      .slice(0, DETAILS_AT_MOST)
      .map((d) => ({ title: d.title, at: d.dueAt, note: d.note ?? '', link: d.link ?? '/matrix' }));
  },
};

function dutiesOf({ db }: ReportDesk, period: Period) {
  return db
    .selectFrom('repostTask')
    .innerJoin('repostDuty', 'repostDuty.task', 'repostTask.id')
    .select(['repostDuty.account', 'repostDuty.state', 'repostDuty.carriedAt', 'repostDuty.link', 'repostDuty.note'])
    .select(['repostTask.title', 'repostTask.issuedAt', 'repostTask.dueAt'])
    .where('repostTask.issuedAt', '>=', bounds(period).from)
    .where('repostTask.issuedAt', '<', bounds(period).before)
    .where('repostTask.cancelledAt', 'is', null)
    .orderBy('repostTask.issuedAt');
}

/** Carried in time, late (carried after the limit, or not at all by now), still open, or excused. */
export function standing(
  duty: { state: string; carriedAt: number | null; dueAt: number },
  now: number,
): 'inTime' | 'late' | 'open' | 'excused' {
  if (duty.state === 'excused') return 'excused';
  if (duty.carriedAt !== null) return duty.carriedAt <= duty.dueAt ? 'inTime' : 'late';
  return now > duty.dueAt ? 'late' : 'open';
}
