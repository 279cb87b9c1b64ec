/** What a report is: a sentence and a table as a circular would hold them, every figure with the rows behind it. Reports only read. */
import { plusDays, startOfDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Config } from '../config/load-config.ts';
import type { Db } from '../store/database.ts';

/** Days in Beijing time, both inclusive. */
export interface Period {
  fromOn: string;
  toOn: string;
}

/** The moments of a period, ms UTC: from inclusive, before exclusive. */
export function bounds({ fromOn, toOn }: Period): { from: number; before: number } {
  return { from: startOfDay(fromOn), before: startOfDay(plusDays(toOn, 1)) };
}

export interface ReportDesk {
  db: Db;
  calendar: Calendar;
  config: Pick<Config, 'channels' | 'people' | 'routing'>;
  /** Whose requests are shown behind a figure, null for all; the figures themselves are the whole office's. */
  section: string | null;
  /** ms UTC: what is still open is judged at this moment. */
  now: number;
}

export interface ReportRow {
  /** An account, a section or a kind, by id. */
  key: string;
  name: string;
  /** By the key of the column; null where nothing can be said. */
  figures: Record<string, number | null>;
  /** One of the report's notes: what a reader must know of the row. */
  note?: string | undefined;
}

/** One line behind a figure. */
export interface ReportDetail {
  title: string;
  /** ms UTC. */
  at: number | null;
  note: string;
  /** Address of the console that shows it, or the public link. */
  link: string | null;
}

export interface Report {
  id: string;
  /** Keys of the columns, in order; their names stand in the wording. */
  columns: readonly string[];
  /** Columns whose figures are faults; anything but 0 is marked. */
  faults: readonly string[];
  /** Keys of what its rows may say beside their figures; the words stand in the wording. */
  notes?: readonly string[];
  /** @returns the rows in the order in which they are shown */
  rows: (desk: ReportDesk, period: Period) => Promise<ReportRow[]>;
  /** At most 200 lines behind one figure. */
  details: (desk: ReportDesk, period: Period, row: string, column: string) => Promise<ReportDetail[]>;
}

export const DETAILS_AT_MOST = 200;

/** The sum of a column over all rows; what nobody can say counts nothing. */
export function total(rows: readonly ReportRow[], column: string): number {
  return rows.reduce((sum, row) => sum + (row.figures[column] ?? 0), 0);
}
