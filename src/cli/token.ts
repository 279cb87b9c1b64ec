import { endToken } from '../access/end-token.ts';
import { scopesOf } from '../access/find-token.ts';
import { makeToken } from '../access/make-token.ts';
import { tokensBefore } from '../access/token-store.ts';
import { accessDesk } from '../access-desk.ts';
import { isoBeijing } from '../calendar/beijing-time.ts';
import { apiRoutes } from '../server/routes/routes.ts';
import { tokenScopes } from '../server/routes/token-admin-routes.ts';
import { wholeNumber } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { machineOperator } from './machine-operator.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

const MOST = 1000;

/** `govcast token`: tokens with which programs use the API, for the operator of the machine. */
export const tokenCommand: AddCommand = (program, cli) => {
  const token = program.command('token').description('tokens with which programs use the API');
  token
    .command('add <person>')
    .description('makes a token that acts in the name of a person with his roles; printed once')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--scopes <scopes>', 'what it may do, such as posts:read,requests:read')
    .option('--days <days>', 'how long it holds', '90')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast token add li-na --name dashboard --scopes posts:read,requests:read')
    .action((person: string, options: { name: string; scopes: string; days: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const scopes = options.scopes.split(',').map((scope) => scope.trim());
          const wish = { person, name: options.name, scopes, days: wholeNumber(options.days, 'days') };
          const known = tokenScopes(apiRoutes(govcast));
          const made = await makeToken(accessDesk(govcast), machineOperator(), null, wish, known);
          const { id, expiresAt } = made.row;
          const object = { id, token: made.token, expiresAt: isoBeijing(expiresAt) };
          return { object, text: () => `token ${id}, until ${object.expiresAt}, shown once:\n${made.token}` };
        }),
      ),
    );
  token
    .command('list')
    .description('tokens, the newest first; the tokens themselves are kept nowhere')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast token list')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, clock }) => {
          const rows = await tokensBefore(acting.db, { person: null, before: null, limit: MOST });
          const tokens = rows.map(({ id, name, person, expiresAt, endedAt, lastUsedAt, scopes }) => ({
            ...{ id, name, person, scopes: scopesOf({ scopes }), expiresAt: isoBeijing(expiresAt) },
            state: endedAt !== null ? 'ended' : clock.now() >= expiresAt ? 'expired' : 'holds',
            lastUsedAt: lastUsedAt === null ? null : isoBeijing(lastUsedAt),
          }));
          const text = () =>
            table(
              ['id', 'name', 'person', 'scopes', 'until', 'state'],
              tokens.map((t) => [t.id, t.name, t.person, t.scopes.join(' '), t.expiresAt, t.state]),
            );
          return { object: { tokens }, text };
        }),
      ),
    );
  token
    .command('end <id>')
    .description('ends a token at once')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast token end 01J9…')
    .action((id: string, options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting }) => {
          await endToken(acting, machineOperator(), null, id);
          return { object: { id, ended: true }, text: () => `${id} opens nothing any more` };
        }),
      ),
    );
};
