import { beijingDay } from '../calendar/beijing-time.ts';
import { endSubstitute } from '../review/end-substitute.ts';
import { statesOf } from '../review/list-substitutes.ts';
import { nameSubstitute } from '../review/name-substitute.ts';
import { substitutionsBefore } from '../review/substitution-store.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { dayOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

const MOST = 1000;

/** `govcast substitute`: who signs in whose place from day to day (代签). */
export const substituteCommand: AddCommand = (program, cli) => {
  const substitute = program.command('substitute').description('who signs in whose place while somebody is away');
  substitute
    .command('list')
    .description('all of them, those that end last first')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast substitute list')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, clock, config }) => {
          const found = await substitutionsBefore(acting.db, { of: null, before: null, limit: MOST });
          const today = beijingDay(clock.now());
          const states = await statesOf(acting.db, config, found, today);
          const substitutes = found.map(({ namedAt: _, endedAt: __, ...row }, i) => ({ ...row, state: states[i] }));
          const rows = substitutes.map((s) => [s.id, s.absent, s.standIn, s.beginsOn, s.endsOn, s.state]);
          const text = () => table(['id', 'absent', 'stand-in', 'from', 'to', 'state'], rows, 'nobody stands in');
          return { object: { substitutes }, text };
        }),
      ),
    );
  actsAs(
    substitute
      .command('name <absent> <stand-in>')
      .description('names who signs for somebody; he does so himself, or the security administrator')
      .requiredOption('--from <day>', 'first day, YYYY-MM-DD')
      .requiredOption('--to <day>', 'last day')
      .requiredOption('--reason <text>', 'why; it stands in the ledger'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExample:\n  govcast substitute name sun-lei zhou-ting --from 2099-11-25 --to 2099-11-27 --reason 出差 --as sun-lei',
    )
    .action(
      (
        absent: string,
        standIn: string,
        options: { as: string; from: string; to: string; reason: string; json?: boolean },
      ) =>
        cli.run(options.json, () =>
          withGovcast(cli, async (govcast) => {
            const { reason } = options;
            const [beginsOn, endsOn] = [dayOf(options.from), dayOf(options.to)];
            const wish = { absent, standIn, beginsOn, endsOn, reason };
            const { id } = await nameSubstitute(
              govcast.acting,
              govcast.config,
              wish,
              actingPerson(govcast, options.as),
            );
            const text = () => `${id}: ${standIn} signs for ${absent} from ${beginsOn} to ${endsOn}`;
            return { object: { id, ...wish }, text };
          }),
        ),
    );
  actsAs(substitute.command('end <id>').description('ends it at once; signatures that were given stand'))
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast substitute end 01J9… --as sun-lei')
    .action((id: string, options: { as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          await endSubstitute(govcast.acting, govcast.config, id, actingPerson(govcast, options.as));
          return { object: { id, ended: true }, text: () => `${id}: nobody signs by it any more` };
        }),
      ),
    );
};
