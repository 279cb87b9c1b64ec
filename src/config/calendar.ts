/** config/calendar/<year>.yaml: the days off and make-up days of one year, with the notice they come from. */
import { z } from 'zod';

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const monthDay = z
  .string()
  .regex(/^\d{2}-\d{2}$/, 'a day as MM-DD')
  .refine(existsInSomeYear, 'a day that exists, as MM-DD');

/** `MM-DD`, or `MM-DD..MM-DD` with both ends included. */
const daySpan = z
  .string()
  .regex(/^\d{2}-\d{2}(\.\.\d{2}-\d{2})?$/, 'a day as MM-DD, or days as MM-DD..MM-DD')
  .refine((text) => text.split('..').every(existsInSomeYear), 'days that exist, as MM-DD or MM-DD..MM-DD')
  .refine((text) => isOrdered(text.split('..')), 'an end that is not before its beginning');

/** Days off with or without the holiday's Chinese name, which is what staff read as the reason. */
const named = <T extends z.ZodType>(days: T) => z.union([days, z.strictObject({ name: z.string().min(1), days })]);

/** Days off and make-up working days of a year, as in a clock-case file and the planner's input. */
export const calendarDaysSchema = z.strictObject({
  off: z.array(named(daySpan)),
  work: z.array(named(monthDay)).default([]),
});
export type CalendarDays = z.infer<typeof calendarDaysSchema>;

export const calendarFileSchema = calendarDaysSchema.extend({
  year: z.int().min(2004).max(2100),
  /** The State Council notice: an unnamed source cannot be checked by anybody. */
  notice: z.strictObject({ title: z.string().min(1), number: z.string().optional(), url: z.url() }),
});
export type CalendarFile = z.infer<typeof calendarFileSchema>;

/** Years to their days, the form used inside JSON inputs: `{"2026": {"off": ["10-01..10-07"], "work": ["10-10"]}}`. */
export const calendarYearsSchema = z.record(z.string().regex(/^\d{4}$/, 'a year as YYYY'), calendarDaysSchema);

/** One year as the calendar takes it: every day written out, with its reason in Chinese. */
export interface CalendarYear {
  year: number;
  /** YYYY-MM-DD to the holiday's name. */
  off: ReadonlyMap<string, string>;
  /** Make-up working days, YYYY-MM-DD to the name of the holiday they make up for. */
  work: ReadonlyMap<string, string>;
  /** Where the days come from, for the answer of doctor. */
  source: string;
}

/** Writes out the spans of a year. Days without a name are called 节假日. */
export function calendarYear(year: number, days: CalendarDays, source: string): CalendarYear {
  const written = (entries: CalendarDays['off']) =>
    new Map(
      entries.flatMap((entry) => {
        const { name, days: span } = typeof entry === 'string' ? { name: '节假日', days: entry } : entry;
        return daysOfSpan(year, span).map((day): [string, string] => [day, name]);
      }),
    );
  return { year, off: written(days.off), work: written(days.work), source };
}

export function calendarYearOfFile(file: CalendarFile): CalendarYear {
  return calendarYear(file.year, file, `${file.notice.title} ${file.notice.url}`);
}

function daysOfSpan(year: number, span: string): string[] {
  const [first = '', last = first] = span.split('..');
  const days: string[] = [];
  const end = Date.parse(`${year}-${last}T00:00:00Z`);
  for (let at = Date.parse(`${year}-${first}T00:00:00Z`); at <= end; at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

function existsInSomeYear(text: string): boolean {
  const [month = 0, day = 0] = text.split('-').map(Number);
  return day >= 1 && day <= (DAYS_OF_MONTH[month - 1] ?? 0);
}

function isOrdered([first = '', last = first]: string[]): boolean {
  return first <= last;
}
