import { writeFileSync } from 'node:fs';
import { readEnvironment } from '../config/environment.ts';
import type { SimulationResult } from '../simulation/simulate.ts';
import { simulationText } from '../simulation/simulation-text.ts';
import { dayOf, wholeNumber } from './arguments.ts';
import type { AddCommand, Cli } from './cli.ts';
import { paint } from './terminal.ts';

interface Options {
  months: string;
  weeks?: string;
  from: string;
  seed: string;
  out?: string;
  quiet?: boolean;
  json?: boolean;
}

/** A Monday from which three months hold two holidays of the calendar that the package brings. */
const FROM = '2026-08-31';

/** `govcast simulate`: months of work in about a minute, with staff, faults and crashes out of a seed. */
export const simulateCommand: AddCommand = (program, cli) => {
  program
    .command('simulate')
    .description('runs the real process through months on a clock that jumps, against the sandbox, out of a seed')
    .option('--months <n>', 'how many months', '3')
    .option('--weeks <n>', 'how many weeks, in place of months')
    .option('--from <day>', 'the first day, YYYY-MM-DD', FROM)
    .option('--seed <n>', 'the same seed gives the same log', '1')
    .option('--out <file>', 'writes the log there, one line for each thing that happened')
    .option('--quiet', 'no progress')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast simulate --months 3 --seed 7 --out simulation.log')
    .action((options: Options) => cli.run(options.json, () => run(cli, options)));
};

async function run({ terminal, clock }: Cli, options: Options) {
  const { simulate } = await import('../simulation/simulate.ts');
  const started = clock.monotonicMs();
  const first = dayOf(options.from);
  const days = daysOf(options, first);
  let week = '';
  const onDay = (day: string) => {
    const shown = Math.floor((Date.parse(day) - Date.parse(first)) / (7 * 86_400_000));
    if (options.quiet || options.json || week === String(shown)) return;
    week = String(shown);
    terminal.err(paint(terminal, 'dim', `${day} …`));
  };
  const result = await simulate({
    seed: wholeNumber(options.seed, '--seed'),
    first,
    days,
    environment: readEnvironment(),
    onDay,
  });
  if (options.out !== undefined) writeFileSync(options.out, `${result.lines.join('\n')}\n`);
  const seconds = ((clock.monotonicMs() - started) / 1000).toFixed(1);
  return {
    object: shown(result, options),
    ok: result.ok,
    text: () => `${simulationText(result)}\n${seconds} s`,
  };
}

/** Without the log, which is long and has a file of its own. */
function shown({ lines, ...result }: SimulationResult, { months, weeks }: Options) {
  const length = weeks === undefined ? { months: Number(months) } : { weeks: Number(weeks) };
  return { ...result, ...length, logLines: lines.length };
}

function daysOf({ months, weeks }: Options, first: string): number {
  if (weeks !== undefined) return wholeNumber(weeks, '--weeks') * 7;
  const [year = 0, month = 0, day = 0] = first.split('-').map(Number);
  const end = Date.UTC(year, month - 1 + wholeNumber(months, '--months'), day);
  return Math.round((end - Date.UTC(year, month - 1, day)) / 86_400_000);
}
