import { beijingDay } from '../calendar/beijing-time.ts';
import { listChannels } from '../channels/list-channels.ts';
import { pauseChannel } from '../channels/pause-channel.ts';
import { probeChannel } from '../channels/probe-channel.ts';
import { resumeChannel } from '../channels/resume-channel.ts';
import type { Role } from '../config/people.ts';
import { actingAs, actsAs } from './acting-person.ts';
import { addChannelHistory } from './channel-history.ts';
import { addChannelLife } from './channel-life.ts';
import type { AddCommand } from './cli.ts';
import { matrixTable } from './matrix-text.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** Anybody who publishes may stop an account at once; letting it send again is for those who answer for it. */
const mayStop: readonly Role[] = ['editor', 'section-head', 'leader', 'desk', 'system-admin'];
const mayResume: readonly Role[] = ['section-head', 'leader', 'system-admin'];

/** `govcast channel`: the accounts, and stopping one. */
export const channelCommand: AddCommand = (program, cli) => {
  const channel = program.command('channel').description('the accounts of the matrix, their life, and stopping one');
  channel
    .command('list')
    .description('the accounts of the matrix: ours with their acts and rights, and those that others run')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast channel list')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, clock, config }) => {
          const today = beijingDay(clock.now());
          const listed = await listChannels(acting.db, config.channels, config.outside, today);
          return { object: listed, text: () => matrixTable(listed.channels, listed.outside) };
        }),
      ),
    );
  const pause = channel
    .command('pause <name>')
    .description('stops every delivery of a channel that is not begun')
    .requiredOption('--reason <text>', 'for the ledger and for colleagues');
  actsAs(pause)
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast channel pause main --reason 账号迁移 --as zhang-wei')
    .action((name: string, options: { reason: string; as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { id } = govcast.channelConfig(name);
          const state = await pauseChannel(
            govcast.acting,
            actingAs(govcast, options.as, mayStop, 'pause an account'),
            id,
            options.reason,
          );
          const object = { channel: id, paused: true, reason: state.pausedReason, by: state.pausedBy };
          return { object, text: () => `${id} is paused by ${state.pausedBy}: ${state.pausedReason}` };
        }),
      ),
    );
  addChannelHistory(channel, cli);
  actsAs(channel.command('probe <name>').description('tries what the account may do; what it lacks goes by hand'))
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast channel probe main --as zhang-wei')
    .action((name: string, options: { as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const account = govcast.channelConfig(name);
          const actor = actingAs(govcast, options.as, mayResume, 'probe the rights of an account');
          const found = await probeChannel(govcast.acting, govcast.channelDeps, account, actor);
          const rows = found.map(({ api, right, message, remedy }) => [api, right, message, remedy]);
          const object = { channel: account.id, rights: found };
          return { object, text: () => table(['api', 'right', 'found', 'remedy'], rows, 'nothing can be probed') };
        }),
      ),
    );
  actsAs(channel.command('resume <name>').description('lets a paused channel deliver again'))
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast channel resume main --as zhang-wei')
    .action((name: string, options: { as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { id } = govcast.channelConfig(name);
          await resumeChannel(govcast.acting, actingAs(govcast, options.as, mayResume, 'resume an account'), id);
          return { object: { channel: id, paused: false }, text: () => `${id} delivers again` };
        }),
      ),
    );
  addChannelLife(channel, cli);
};
