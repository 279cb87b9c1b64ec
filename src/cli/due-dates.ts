import { listDueDateChanges } from '../calendar/list-due-date-changes.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast due-dates changes`: what a changed calendar moved. */
export const dueDatesCommand: AddCommand = (program, cli) => {
  const dueDates = program.command('due-dates').description('due dates that are running');
  dueDates
    .command('changes')
    .description('old and new of the due dates that a changed calendar moved, the newest first')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast due-dates changes')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting }) => {
          const listed = await listDueDateChanges(acting.db);
          const day = (d: { dueOn: string; provisional: boolean }) => d.dueOn + (d.provisional ? ' provisional' : '');
          const rows = listed.changes.map((c) => [c.object, day(c.old), day(c.new), c.calendar, c.at]);
          return { object: listed, text: () => table(['for', 'old', 'new', 'calendar', 'at'], rows, 'none has moved') };
        }),
      ),
    );
};
