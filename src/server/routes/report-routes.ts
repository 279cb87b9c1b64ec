/** 报表: sentence, table, the rows behind each figure, and the table as a file. */
import { z } from 'zod';
import { isoBeijing } from '../../calendar/beijing-time.ts';
import type { Role } from '../../config/people.ts';
import { AskedWrongly, Refused } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { sectionSeen } from '../../inbox/see-request.ts';
import type { Period, Report } from '../../reports/report.ts';
import { reportCsv } from '../../reports/report-csv.ts';
import { periodWords, readReportWording, reportSentence } from '../../reports/report-wording.ts';
import { reports } from '../../reports/reports.ts';
import { keptByKey } from '../../today/kept-by-key.ts';
import { type ApiRoute, route } from '../api/route.ts';

const readers: readonly Role[] = ['editor', 'section-head', 'leader', 'secrecy', 'desk', 'auditor'];
const day = z.iso.date();
const period = z.object({ from: day, to: day });
const named = z.object({ report: z.string().max(60) });

const answer = z.object({
  list: z.array(z.object({ id: z.string(), name: z.string() })),
  id: z.string(),
  name: z.string(),
  sentence: z.string(),
  /** ms UTC: the moment whose rows were read. */
  asOf: z.number(),
  row: z.string(),
  columns: z.array(z.object({ key: z.string(), name: z.string(), unit: z.string(), fault: z.boolean() })),
  rows: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      figures: z.record(z.string(), z.number().nullable()),
      /** What a reader must know of the row, in words. */
      note: z.string().optional(),
    }),
  ),
});
type Answer = z.output<typeof answer>;

interface Asked {
  report: Report;
  of: Period;
}

const keyOf = ({ report, of }: Asked) => `${report.id} ${of.fromOn} ${of.toOn}`;

const detail = z.object({
  title: z.string(),
  at: z.number().nullable(),
  note: z.string(),
  link: z.string().nullable(),
});

/** Tables of so many periods are kept. */
const KEPT = 20;

export function reportRoutes(govcast: Govcast): ApiRoute[] {
  const { calendar, clock, config, environment } = govcast;
  const { db } = govcast.acting;
  const wording = readReportWording(environment.contentFolder);
  const desk = (section: string | null) => ({ db, calendar, config, section, now: clock.now() });
  const textOf = (id: string) => wording[id] ?? { name: id, sentence: '', row: '', columns: {}, units: {}, notes: {} };
  const list = reports.map(({ id }) => ({ id, name: textOf(id).name }));

  const make = async ({ report, of }: Asked, asOf: number): Promise<Answer> => {
    const rows = await report.rows({ ...desk(null), now: asOf }, of);
    const { name, sentence, row, columns, units, notes } = textOf(report.id);
    return {
      ...{ list, id: report.id, name, asOf, row },
      rows: rows.map((each) => ({ ...each, note: each.note && (notes[each.note] ?? each.note) })),
      sentence: reportSentence(sentence, periodWords(of.fromOn, of.toOn), rows),
      columns: report.columns.map((column) => ({
        ...{ key: column, name: columns[column] ?? column, unit: units[column] ?? '' },
        fault: report.faults.includes(column),
      })),
    };
  };
  // A quarter of a large office is counted once for all who look at it: no act has it counted again, only time.
  const kept = keptByKey(govcast, keyOf, make, null, KEPT);
  const read = (report: Report, of: Period) => kept({ report, of });

  return [
    route({
      method: 'GET',
      path: '/reports/:report',
      summary: 'One report of a period of days, both inclusive; its figures may be two minutes old',
      admits: readers,
      params: named,
      query: period,
      answer,
      handle: async ({ params, query }) => read(reportNamed(params.report), periodOf(query)),
    }),
    route({
      method: 'GET',
      path: '/reports/:report/details',
      summary: 'What stands behind one figure, at most 200 lines',
      admits: readers,
      params: named,
      query: period.extend({ row: z.string().max(80), column: z.string().max(40) }),
      answer: z.object({ details: z.array(detail) }),
      handle: async ({ params, query: { row, column, ...days }, caller: { person } }) => {
        const { details } = reportNamed(params.report);
        return { details: await details(desk(sectionSeen(person)), periodOf(days), row, column) };
      },
    }),
    route({
      method: 'GET',
      path: '/reports/:report/table',
      summary: 'The table of a report as CSV with a byte order mark, so that spreadsheets read it as UTF-8',
      admits: readers,
      params: named,
      query: period,
      handle: async ({ params, query }) => {
        const made = await read(reportNamed(params.report), periodOf(query));
        return {
          type: 'text/csv; charset=utf-8',
          name: `${made.name}-${query.from}-${query.to}.csv`,
          bytes: reportCsv(made, isoBeijing(made.asOf)),
        };
      },
    }),
  ];
}

/** @throws Refused naming the reports there are */
function reportNamed(id: string): Report {
  const report = reports.find((r) => r.id === id);
  if (report) return report;
  const remedy = `Ask for one of ${reports.map((r) => r.id).join(', ')}.`;
  throw new Refused({ code: 'not-found', message: `there is no report ${id}`, place: id, remedy });
}

/** @throws AskedWrongly for a period that ends before it begins, or lasts longer than two years */
function periodOf({ from, to }: z.output<typeof period>): Period {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days >= 0 && days <= 731) return { fromOn: from, toOn: to };
  const message = `${from} to ${to} is no period of at most two years`;
  throw new AskedWrongly({ code: 'report-period', message, place: 'query/from', remedy: 'Give days in their order.' });
}
