import { inPieces } from '../in-pieces.ts';
import { bounds, DETAILS_AT_MOST, type Period, type Report, type ReportDesk, type ReportRow } from './report.ts';

/** Tasks asked about at once; every account of the matrix may owe each of them. */
const PIECE = 4;
const columns = ['owed', 'inTime', 'late', 'open', 'excused', 'minutes'] as const;

/** What each account made of the repost tasks issued in the period (M-03), with the mean time to carry one, in minutes. */
export const repostCompletion: Report = {
  id: 'repost-completion',
  columns,
  faults: ['late', 'open'],
  rows: async (desk, period) => {
    const counted = new Map<string, Counted>();
    for await (const tasks of inPieces(await tasksOf(desk, period), PIECE)) {
      for (const duty of await dutiesOf(desk, tasks)) {
        const own = counted.get(duty.account) ?? { ...nothing };
        counted.set(duty.account, own);
        own.owed += 1;
        own[standing(duty, desk.now)] += 1;
        if (duty.carriedAt === null) continue;
        own.carried += 1;
        own.carriedMs += duty.carriedAt - duty.issuedAt;
      }
    }
    const names = new Map(desk.config.channels.map(({ id, name }) => [id, name]));
    return [...counted.keys()].sort().map((key): ReportRow => {
      const { carried, carriedMs, ...figures } = counted.get(key) ?? nothing;
      const minutes = carried === 0 ? null : Math.round(carriedMs / carried / 60_000);
      return { key, name: names.get(key) ?? key, figures: { ...figures, minutes } };
    });
  },
  details: async (desk, period, row, column) => {
    const duties = await dutiesBehind(desk, period, row);
    return duties
      .filter((d) => column === 'owed' || column === 'minutes' || standing(d, desk.now) === column)
      .slice(0, DETAILS_AT_MOST)
      .map((d) => ({ title: d.title, at: d.dueAt, note: d.note ?? '', link: d.link ?? '/matrix' }));
  },
};

interface Counted extends Record<ReturnType<typeof standing>, number> {
  owed: number;
  carried: number;
  carriedMs: number;
}
const nothing: Counted = { owed: 0, inTime: 0, late: 0, open: 0, excused: 0, carried: 0, carriedMs: 0 };

/** The tasks issued in the period, the oldest first. */
async function tasksOf({ db }: ReportDesk, period: Period): Promise<string[]> {
  const rows = await db
    .selectFrom('repostTask')
    .select('id')
    .where('issuedAt', '>=', bounds(period).from)
    .where('issuedAt', '<', bounds(period).before)
    .where('cancelledAt', 'is', null)
    .orderBy('issuedAt')
    .execute();
  return rows.map(({ id }) => id);
}

function duties({ db }: ReportDesk) {
  return db.selectFrom('repostDuty').innerJoin('repostTask', 'repostTask.id', 'repostDuty.task');
}

function dutiesOf(desk: ReportDesk, tasks: readonly string[]) {
  return duties(desk)
    .select(['repostDuty.account', 'repostDuty.state', 'repostDuty.carriedAt'])
    .select(['repostTask.issuedAt', 'repostTask.dueAt'])
    .where('repostDuty.task', 'in', tasks)
    .execute();
}

function dutiesBehind(desk: ReportDesk, period: Period, account: string) {
  return duties(desk)
    .select(['repostDuty.state', 'repostDuty.carriedAt', 'repostDuty.link', 'repostDuty.note'])
    .select(['repostTask.title', 'repostTask.dueAt'])
    .where('repostDuty.account', '=', account)
    .where('repostTask.issuedAt', '>=', bounds(period).from)
    .where('repostTask.issuedAt', '<', bounds(period).before)
    .where('repostTask.cancelledAt', 'is', null)
    .orderBy('repostTask.issuedAt')
    .execute();
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
