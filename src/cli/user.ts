import { listPeople } from '../access/list-people.ts';
import { givePassword, unlockPerson } from '../access/new-password.ts';
import { accessDesk } from '../access-desk.ts';
import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Actor } from '../ledger/append.ts';
import type { AddCommand } from './cli.ts';
import { machineOperator } from './machine-operator.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast user`: who may come in, for the operator of the machine. */
export const userCommand: AddCommand = (program, cli) => {
  const user = program.command('user').description('who may come in: accounts, passwords and locks');
  user
    .command('list')
    .description('everybody with roles, account and last login')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast user list')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const people = await listPeople(accessDesk(govcast));
          const shown = people.map(({ lockedUntil, firstUntil, lastLogin, ...person }) => ({
            ...person,
            lockedUntil: lockedUntil === null ? null : isoBeijing(lockedUntil),
            firstUntil: firstUntil === null ? null : isoBeijing(firstUntil),
            lastLogin: lastLogin === null ? null : { at: isoBeijing(lastLogin.at), from: lastLogin.from },
          }));
          const rows = shown.map(({ id, name, roles, account, lockedUntil, lastLogin }) => [
            ...[id, name, roles.join(' '), lockedUntil ? `locked until ${lockedUntil}` : account],
            lastLogin ? `${lastLogin.at} from ${lastLogin.from}` : '',
          ]);
          const text = () => table(['id', 'name', 'roles', 'account', 'last login'], rows);
          return { object: { people: shown }, text };
        }),
      ),
    );
  user
    .command('password <id>')
    .description('gives a person a password for one login, printed once; all sessions of the person end')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast user password li-na')
    .action((id: string, options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const actor: Actor = machineOperator();
          const { password } = await givePassword(accessDesk(govcast), actor, id);
          const text = () => `password of ${id} for one login: ${password}`;
          return { object: { person: id, password }, text };
        }),
      ),
    );
  user
    .command('unlock <id>')
    .description('lifts the lock that wrong tries have set')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast user unlock li-na')
    .action((id: string, options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          await unlockPerson(accessDesk(govcast), machineOperator(), id);
          return { object: { person: id, unlocked: true }, text: () => `${id} may try again` };
        }),
      ),
    );
};
