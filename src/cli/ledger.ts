import { verifyLedger } from '../ledger/verify.ts';
import type { AddCommand } from './cli.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast ledger verify`: walks the whole chain of hashes. */
export const ledgerCommand: AddCommand = (program, cli) => {
  const ledger = program.command('ledger').description('the append-only record of who did what');
  ledger
    .command('verify')
    .description('walks the whole chain of hashes; exit 1 when it is broken')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast ledger verify')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting }) => {
          const verdict = await verifyLedger(acting.db);
          const { ok, entries, head, firstBroken } = verdict;
          const text = ok ? `${entries} entries, whole; head ${head}` : `broken at entry ${firstBroken} of ${entries}`;
          return { object: verdict, ok, text: () => text };
        }),
      ),
    );
};
