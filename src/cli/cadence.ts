import { cadenceAnswer, columnsAnswer } from '../clock-answers.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

interface CadenceOptions {
  columns?: boolean;
  json?: boolean;
}

/** `govcast cadence`: every clock of every channel, or of the portal's columns. */
export const cadenceCommand: AddCommand = (program, cli) => {
  program
    .command('cadence')
    .description('every update clock of every channel, the tightest of each first')
    .option('--columns', 'the clocks of the portal’s columns (更新时限表) instead, what is due first at the front')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExamples:\n  govcast cadence\n  govcast cadence --columns')
    .action((options: CadenceOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const columns = options.columns === true;
          const answered = columns ? await columnsAnswer(govcast) : await cadenceAnswer(govcast);
          const about = columns ? ['column', 'path', 'owner'] : ['channel'];
          const head = [...about, 'rule', 'lastUpdateAt', 'dueAt', 'left', 'unit', 'state', 'planned'];
          const rows = answered.clocks.map((clock) => [
            ...head.map((name) => String(clock[name] ?? '')),
            ...(columns ? [] : [forecastText(clock)]),
          ]);
          const none = columns ? 'no column has a clock: config/columns.yaml' : 'no rule binds a channel';
          return { object: answered, text: () => table(columns ? head : [...head, 'forecast'], rows, none) };
        }),
      ),
    );
};

/** What the plan makes of a clock, in plain words. */
function forecastText(clock: Readonly<Record<string, unknown>>): string {
  const { breachAt, coveredBy, historyUnknown, state } = clock;
  const dayOfMoment = (moment: unknown) => String(moment).slice(0, 10);
  if (historyUnknown === true) return 'its history is wanted: govcast channel history, or govcast history add';
  if (state === 'breached') return `breached since the end of ${dayOfMoment(clock.dueAt)}`;
  if (typeof breachAt !== 'string') return state === 'paused' ? 'stands still' : 'nothing falls due';
  const carried = typeof coveredBy === 'string' ? `the post of ${dayOfMoment(coveredBy)} carries it on; ` : '';
  return `${carried}breaches after ${dayOfMoment(breachAt)} unless ${carried === '' ? 'something' : 'more'} is planned`;
}
