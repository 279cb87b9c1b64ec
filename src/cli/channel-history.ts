import type { Command } from 'commander';
import { isoBeijing } from '../calendar/beijing-time.ts';
import { askHistory } from '../channels/ask-history.ts';
import { pastOf } from '../channels/history-store.ts';
import { type PageRead, readHistoryPage } from '../channels/read-history.ts';
import type { Role } from '../config/people.ts';
import type { Govcast } from '../govcast.ts';
import { actingAs, actsAs } from './acting-person.ts';
import type { Cli } from './cli.ts';
import { withGovcast } from './with-govcast.ts';

const mayRead: readonly Role[] = ['editor', 'section-head', 'leader', 'system-admin'];

/** `govcast channel history`: what an account has published before, read from its platform. */
export function addChannelHistory(channel: Command, cli: Cli): void {
  actsAs(
    channel
      .command('history <name>')
      .description('reads again all that the account has published, page by page; the loop goes on where this stops'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast channel history main --as zhang-wei')
    .action((name: string, options: { as: string; json?: boolean }) =>
      cli.run(options.json, () => withGovcast(cli, (govcast) => readAll(govcast, name, options.as))),
    );
}

async function readAll(govcast: Govcast, name: string, person: string) {
  const { acting, work } = govcast;
  const { id } = govcast.channelConfig(name);
  const actor = actingAs(govcast, person, mayRead, 'have the history of an account read');
  const channel = work.channel(id);
  let past = await askHistory(acting, channel, actor);
  let added = 0;
  let read: PageRead | null = null;
  for (;;) {
    read = await readHistoryPage(acting, channel, past, actor);
    added += read?.added ?? 0;
    if (!read || read.problem !== null || read.goesOnAt === null) break;
    past = (await pastOf(acting.db, id)) ?? past;
  }
  const state = read?.state ?? 'reading';
  const goesOnAt = read?.goesOnAt ?? null;
  const object = {
    channel: id,
    state,
    added,
    problem: read?.problem ?? null,
    goesOnAt: goesOnAt === null ? null : isoBeijing(goesOnAt),
  };
  const ended: Record<typeof state, string> = {
    read: 'all that the platform lists is read',
    unreadable: `the platform shows nothing (${object.problem}): enter it with govcast history add or import`,
    reading: `the worker goes on${object.goesOnAt ? ` from ${object.goesOnAt}` : ''} (${object.problem ?? 'it is at it'})`,
    waiting: `the worker goes on${object.goesOnAt ? ` from ${object.goesOnAt}` : ''} (${object.problem})`,
  };
  return { object, text: () => `${id}: ${added} publications that nobody knew; ${ended[state]}` };
}
