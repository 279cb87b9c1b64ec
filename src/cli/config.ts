import { resolve } from 'node:path';
import { configEntries } from '../config/config-entries.ts';
import { readEnvironment } from '../config/environment.ts';
import { exportConfig } from '../config/export-config.ts';
import { loadConfig } from '../config/load-config.ts';
import { moveRequests } from '../inbox/move-requests.ts';
import { takeConfigOver } from '../ledger/take-config-over.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import type { AddCommand } from './cli.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast config`: takes changed files over, or writes them out. */
export const configCommand: AddCommand = (program, cli) => {
  const config = program.command('config').description('takes changed files over, or writes them out');
  actsAs(
    config
      .command('apply')
      .description('changed entries become new versions; a running process reads them at its next start'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast config apply --as he-yong')
    .action((options: { as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const actor = actingPerson(govcast, options.as);
          const applied = await takeConfigOver(
            govcast.acting,
            govcast.calendar,
            configEntries(govcast.config),
            actor,
            moveRequests,
            {
              overConsole: true,
            },
          );
          const { changed, gone, movedDueDates } = applied;
          const lines = [...changed, ...gone.map((name) => `${name} has gone`)];
          if (movedDueDates > 0) lines.push(`${movedDueDates} due dates moved: govcast due-dates changes`);
          return { object: applied, text: () => (lines.length > 0 ? lines.join('\n') : 'nothing has changed') };
        }),
      ),
    );
  config
    .command('export <dir>')
    .description('writes the configuration that holds into a folder that holds none')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast config export config-2026-11-20')
    .action((dir: string, options: { json?: boolean }) =>
      cli.run(options.json, async () => {
        const folder = resolve(dir);
        const files = exportConfig(loadConfig(readEnvironment().configFolder), folder);
        return { object: { folder, files }, text: () => files.join('\n') };
      }),
    );
};
