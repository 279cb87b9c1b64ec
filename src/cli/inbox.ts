import { listRequests } from '../inbox/list-requests.ts';
import { retryInbound } from '../inbox/retry-inbound.ts';
import { showRequest } from '../inbox/show-request.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast inbox`: what somebody must answer, and by when. */
export const inboxCommand: AddCommand = (program, cli) => {
  const inbox = program.command('inbox').description('requests: comments and messages that somebody must answer');
  inbox
    .command('list')
    .description('the backlog, what is due first first')
    .option('--open', 'leaves out what is closed')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast inbox list --open')
    .action((options: { open?: boolean; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, calendar, clock }) => {
          const listed = await listRequests(acting.db, calendar, clock.now(), { open: options.open ?? false });
          const head = ['request', 'kind', 'channel', 'section', 'state', 'due', 'left', 'text'];
          const rows = listed.requests.map((r) => [
            ...[r.id, r.kind, r.channel, r.section, r.state, r.dueAt + (r.provisional ? ' provisional' : '')],
            ...[r.left === null ? '' : `${r.left} ${r.unit}`, r.excerpt.slice(0, 30)],
          ]);
          return { object: listed, text: () => table(head, rows, 'no requests') };
        }),
      ),
    );
  inbox
    .command('show <id>')
    .description('a request with its whole text and the rule of its due date')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast inbox show 01J…')
    .action((id: string, options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting }) => {
          const shown = await showRequest(acting.db, idOf('request', id));
          const { limit, ...fields } = shown;
          const rows = Object.entries(fields).map(([name, value]) => [name, String(value ?? '')]);
          const rule = ['limit', `${limit.days} ${limit.unit} (${limit.rule})`];
          return { object: shown, text: () => table(['', ''], [...rows, rule]) };
        }),
      ),
    );
  actsAs(inbox.command('retry <channel>').description('tries every push again that a problem kept from being applied'))
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast inbox retry main --as he-yong')
    .action((name: string, options: { as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { id: channel } = govcast.channelConfig(name);
          const count = await retryInbound(govcast.acting, actingPerson(govcast, options.as), channel);
          return { object: { channel, count }, text: () => `${count} pushes of ${channel} will be tried again` };
        }),
      ),
    );
};
