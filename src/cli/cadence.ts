import { cadenceAnswer } from '../process.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast cadence`: every clock of every channel. */
export const cadenceCommand: AddCommand = (program, cli) => {
  program
    .command('cadence')
    .description('every update clock of every channel, the tightest of each first')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast cadence')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const answered = await cadenceAnswer(govcast);
          const columns = ['channel', 'rule', 'lastUpdateAt', 'dueAt', 'left', 'unit', 'state', 'planned'];
          const rows = answered.clocks.map((clock) => columns.map((column) => String(clock[column] ?? '')));
          return { object: answered, text: () => table(columns, rows, 'no rule binds a channel') };
        }),
      ),
    );
};
