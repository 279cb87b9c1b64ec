import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../config/read-yaml.ts';
import { type ReportRow, total } from './report.ts';

const text = z.string().min(1);
const one = z.strictObject({
  name: text,
  /** `{column}` stands for its sum, `{rows}` for their number, `{period}` for the days. */
  sentence: text,
  row: text,
  columns: z.record(z.string(), text),
  units: z.record(z.string(), text),
  /** What a row says beside its figures. */
  notes: z.record(z.string(), text).default({}),
});
const wordingSchema = z.record(z.string(), one);

/** What each report says, by its id. */
export type ReportWording = z.output<typeof wordingSchema>;

/** @throws ConfigProblems naming file and line of content/wording/reports.yaml */
export function readReportWording(contentFolder: string): ReportWording {
  return readYaml(join(contentFolder, 'wording', 'reports.yaml'), wordingSchema).value;
}

/** The sentence of a report with its figures, as a circular would begin. */
export function reportSentence(sentence: string, period: string, rows: readonly ReportRow[]): string {
  return sentence.replace(/\{(\w+)\}/g, (_all, key: string) => {
    if (key === 'period') return period;
    return key === 'rows' ? String(rows.length) : String(total(rows, key));
  });
}

/** A period of days YYYY-MM-DD as a circular names it: 2026年10月1日至12月31日; the year again when it is another. */
export function periodWords(fromOn: string, toOn: string): string {
  const [from, to] = [fromOn, toOn].map((day) => {
    const [year, month, date] = day.split('-').map(Number);
    return { year, day: `${month}月${date}日` };
  });
  if (fromOn === toOn) return `${from?.year}年${from?.day}`;
  return `${from?.year}年${from?.day}至${from?.year === to?.year ? '' : `${to?.year}年`}${to?.day}`;
}
