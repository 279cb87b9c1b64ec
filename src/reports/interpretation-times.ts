import { beijingDay, endOfDay } from '../calendar/beijing-time.ts';
import { DETAILS_AT_MOST, type Period, type Report, type ReportDesk, type ReportRow } from './report.ts';

const NOBODY = '—';
const columns = ['documents', 'sameDay', 'inTime', 'late', 'owed', 'waived'] as const;
type Column = (typeof columns)[number];

interface Judged {
  id: string;
  title: string;
  section: string;
  publishedOn: string;
  dueOn: string | null;
  firstOn: string | null;
  is: Exclude<Column, 'documents'> | 'waiting';
}

/** When the policies of the period were first interpreted (I-02, I-05): the same day, in time, late, still owed, or not at all with a reason (I-18). */
export const interpretationTimes: Report = {
  id: 'interpretation-times',
  columns,
  faults: ['late', 'owed'],
  rows: async (desk, period) => {
    const bundles = await judged(desk, period);
    const sections = [...new Set(bundles.map((b) => b.section))].sort();
    return sections.map((key): ReportRow => {
      const own = bundles.filter((b) => b.section === key);
      const count = (column: Column) => own.filter((b) => column === 'documents' || b.is === column).length;
      const figures = Object.fromEntries(columns.map((column) => [column, count(column)]));
      return { key, name: desk.config.people.sections.find((s) => s.id === key)?.name ?? key, figures };
    });
  },
  details: async (desk, period, row, column) => {
    const bundles = await judged(desk, period);
    return bundles
      .filter((b) => b.section === row && (column === 'documents' || b.is === column))
      .slice(0, DETAILS_AT_MOST)
      .map((b) => ({
        title: b.title,
        at: b.dueOn === null ? null : endOfDay(b.dueOn),
        note: `${b.publishedOn} → ${b.firstOn ?? NOBODY}`,
        link: `/bundles/${b.id}`,
      }));
  },
};

async function judged({ db, now }: ReportDesk, { fromOn, toOn }: Period): Promise<Judged[]> {
  const bundles = await db
    .selectFrom('bundle')
    .select(['id', 'policy', 'title', 'section', 'publishedOn', 'dueOn', 'waiver'])
    .where('publishedOn', '>=', fromOn)
    .where('publishedOn', '<=', toOn)
    .where('phase', '=', 'final')
    .orderBy('publishedOn')
    .execute();
  const paired = await db
    .selectFrom('bundle')
    .innerJoin('pair', 'pair.policy', 'bundle.policy')
    .innerJoin('item', 'item.id', 'pair.interpretation')
    .select(['bundle.id', (eb) => eb.fn.min<number | null>('item.publishedAt').as('at')])
    .where('bundle.publishedOn', '>=', fromOn)
    .where('bundle.publishedOn', '<=', toOn)
    .where('pair.decision', '=', 'made')
    .where('pair.stage', '!=', 'draft')
    .groupBy('bundle.id')
    .execute();
  const given = await db
    .selectFrom('bundle')
    .innerJoin('givenInterpretation as g', 'g.bundle', 'bundle.id')
    .select(['bundle.id', (eb) => eb.fn.min<string>('g.givenOn').as('on')])
    .where('bundle.publishedOn', '>=', fromOn)
    .where('bundle.publishedOn', '<=', toOn)
    .where('g.stage', '!=', 'draft')
    .groupBy('bundle.id')
    .execute();
  const pairedOn = new Map(paired.map((p) => [p.id, p.at === null ? null : beijingDay(Number(p.at))]));
  const givenOn = new Map(given.map((g) => [g.id, g.on]));
  const today = beijingDay(now);
  return bundles.map((b) => {
    const days = [pairedOn.get(b.id), givenOn.get(b.id)].filter((d) => typeof d === 'string').sort();
    const firstOn = days[0] ?? null;
    const publishedOn = b.publishedOn ?? fromOn;
    const is = judge({ publishedOn, dueOn: b.dueOn, waived: b.waiver !== null, firstOn, today });
    return { id: b.id, title: b.title, section: b.section ?? NOBODY, publishedOn, dueOn: b.dueOn, firstOn, is };
  });
}

/** Where one policy stands. Days are YYYY-MM-DD; a policy without a due day is never late. */
export function judge(of: {
  publishedOn: string;
  dueOn: string | null;
  waived: boolean;
  firstOn: string | null;
  today: string;
}): Judged['is'] {
  const { publishedOn, dueOn, waived, firstOn, today } = of;
  if (firstOn !== null) {
    if (firstOn <= publishedOn) return 'sameDay';
    return dueOn === null || firstOn <= dueOn ? 'inTime' : 'late';
  }
  if (waived) return 'waived';
  return dueOn !== null && today > dueOn ? 'owed' : 'waiting';
}
