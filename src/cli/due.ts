import { isoBeijing } from '../calendar/beijing-time.ts';
import { buildCalendar } from '../calendar/build-calendar.ts';
import { type DueDate, dueDate } from '../calendar/due-date.ts';
import { AskedWrongly } from '../errors.ts';
import type { AddCommand } from './cli.ts';

/** `govcast due DATE N`: when a limit of N days or working days ends, and which days were passed over. */
export const dueCommand: AddCommand = (program, cli) => {
  program
    .command('due <date> <n>')
    .description('the day on which a limit ends; DATE is day 0, a negative N counts back')
    .option('--unit <unit>', 'working-day or day', 'working-day')
    .option('--after-hours', 'the event fell after office hours on DATE')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast due 2026-09-18 14        2026-10-14')
    .action((date: string, n: string, options: { unit: string; afterHours?: boolean; json?: boolean }) =>
      cli.run(options.json, async () => {
        const due = dueDate(buildCalendar(), limitOf(date, n, options));
        const { date: day, provisional, skipped } = due;
        return { object: { date: day, provisional, skipped }, text: () => printed(due) };
      }),
    );
};

function limitOf(date: string, n: string, { unit, afterHours }: { unit: string; afterHours?: boolean }) {
  const exists = /^\d{4}-\d{2}-\d{2}$/.test(date) && isoDay(date) === date;
  if (!exists) throw wrong(`${date} is not a day`, 'Write the day as YYYY-MM-DD.');
  if (!/^-?\d{1,4}$/.test(n)) throw wrong(`${n} is not a number of days`, 'Write a whole number, for example 14.');
  if (unit !== 'working-day' && unit !== 'day') throw wrong(`${unit} is no unit`, 'Use working-day or day.');
  return { from: date, n: Number(n), unit, ...(afterHours ? { afterHours } : {}) } as const;
}

function isoDay(date: string): string {
  const at = Date.parse(`${date}T00:00:00+08:00`);
  return Number.isNaN(at) ? '' : isoBeijing(at).slice(0, 10);
}

function printed({ date, provisional, skipped, madeUp }: DueDate): string {
  const lines = [provisional ? `${date} (provisional: a year on the way is not announced yet)` : date];
  for (const day of skipped) lines.push(`  ${day.date}  not counted: ${day.reason}`);
  for (const day of madeUp) lines.push(`  ${day.date}  counted: ${day.reason}`);
  return lines.join('\n');
}

function wrong(message: string, remedy: string): AskedWrongly {
  return new AskedWrongly({ code: 'due-arguments', message, remedy });
}
