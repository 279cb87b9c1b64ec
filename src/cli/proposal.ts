import type { Command } from 'commander';
import { answerProposals, answerRefuse, answerTake } from '../answer-proposals.ts';
import { withPictures } from '../with-pictures.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { momentOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { chainText, findingsText } from './post-text.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

interface Options {
  channel: string[];
  at?: string;
  reason: string;
  as: string;
  json?: boolean;
}

/** `govcast proposal`: what could go out where a clock nears its end and nothing is planned. */
export const proposalCommand: AddCommand = (program, cli) => {
  const proposal = program.command('proposal').description('what could go out where a clock nears its end');
  proposal
    .command('list')
    .description('proposals of every account whose clock nears its end with nothing planned, best first')
    .option('--channel <name>', 'only one account: its id, or main')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast proposal list --channel main')
    .action((options: { channel?: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const only = options.channel === undefined ? undefined : govcast.channelConfig(options.channel).id;
          const object = await answerProposals(govcast, only);
          const rows = object.proposals.map((p) => [p.channel, p.id, p.title, p.state ?? 'new', p.reason]);
          const empty = object.asking.filter((each) => each.proposals === 0).map(({ channel }) => channel);
          const none = empty.length > 0 ? `nothing to propose for ${empty.join(', ')}: write a post` : 'no clock asks';
          return { object, text: () => table(['channel', 'id', 'title', 'post', 'why'], rows, none) };
        }),
      ),
    );
  onChannels(actsAs(proposal.command('take <id>').description('composes it, puts it onto the account and hands it in')))
    .option('--at <moment>', 'a fixed time, "2026-11-25 09:00" in Beijing; default the next slot')
    .addHelpText('after', '\nExample:\n  govcast proposal take item:01J… --channel main --as li-na')
    .action((id: string, options: Options) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const actor = actingPerson(govcast, options.as);
          const at = options.at === undefined ? null : momentOf(options.at);
          const wish = { id, channels: options.channel, at };
          const object = await withPictures(govcast, (fetchBytes) => answerTake(govcast, fetchBytes, wish, actor));
          const places = object.placements.map((p) => `post:${object.post} on ${p.channel} at ${p.at}: ${p.reason}`);
          const blocked = `post:${object.post} is kept as a draft: the findings that block have to be mended first`;
          const lines = object.ok ? places : [blocked];
          const text = () => [...lines, findingsText(object.findings), chainText(object.chain)].join('\n');
          return { object, ok: object.ok, text };
        }),
      ),
    );
  onChannels(actsAs(proposal.command('refuse <id>').description('it is never proposed there again')))
    .requiredOption('--reason <text>', 'why it does not go out there; kept in the ledger')
    .addHelpText('after', '\nExample:\n  govcast proposal refuse item:01J… --reason 内容已过时 --as li-na')
    .action((id: string, options: Options) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const refusing = { id, channels: options.channel, reason: options.reason };
          const object = await answerRefuse(govcast, refusing, actingPerson(govcast, options.as));
          return { object, text: () => `${object.id} is not proposed again on ${object.channels.join(', ')}` };
        }),
      ),
    );
};

function onChannels(command: Command): Command {
  const several = (name: string, before: string[]) => [...before, ...name.split(',').filter(Boolean)];
  return command
    .option('--channel <name>', 'account, may be repeated; default those for which it is proposed', several, [])
    .option('--json', 'one JSON object for machines');
}
