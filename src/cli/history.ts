import type { Command } from 'commander';
import type { Role } from '../config/people.ts';
import { AskedWrongly } from '../errors.ts';
import type { Govcast } from '../govcast.ts';
import { openPast } from '../history-desk.ts';
import { enterHistory } from '../schedule/history/enter-history.ts';
import { type HistoryEntry, historyEntry, readHistoryFile } from '../schedule/history/history-entry.ts';
import { listHistory } from '../schedule/history/list-history.ts';
import { actingAs, actsAs } from './acting-person.ts';
import type { AddCommand, Cli } from './cli.ts';
import { inputBytes } from './input-file.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

const mayEnter: readonly Role[] = ['editor', 'section-head', 'leader'];

interface AddOptions {
  at?: string;
  url?: string;
  title?: string;
  act?: string;
  original?: boolean;
  repost?: boolean;
  none?: boolean;
  as: string;
  json?: boolean;
}

/** `govcast history`: what accounts published before govcast kept them. */
export const historyCommand: AddCommand = (program, cli) => {
  const history = program.command('history').description('what accounts published before govcast kept them');
  history
    .command('list')
    .description('of each account how much of its past is known')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast history list')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, config }) => {
          const listed = await listHistory(acting.db, config.channels);
          const columns = ['channel', 'state', 'known', 'found', 'readAt', 'enteredBy', 'problem'] as const;
          const rows = listed.accounts.map((each) => columns.map((column) => String(each[column] ?? '')));
          return { object: listed, text: () => table([...columns], rows, 'no account was met yet') };
        }),
      ),
    );
  addOne(history, cli);
  importFile(history, cli);
};

function addOne(history: Command, cli: Cli): void {
  const add = history
    .command('add <channel>')
    .description('enters one publication of the past, or with --none that there was nothing')
    .option('--at <moment>', 'public time, "2026-11-05 09:30" in Beijing')
    .option('--url <link>', 'the article; it is opened and compared')
    .option('--title <text>', 'its title; needed where it has no link')
    .option('--act <act>', 'publish (default), massSend or message')
    .option('--original', 'it was written here')
    .option('--repost', 'it was reposted')
    .option('--none', 'the account published nothing before');
  actsAs(add)
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExamples:\n  govcast history add main --at "2026-11-05 09:30" --url https://mp.weixin.qq.com/s/… --original --as li-na\n' +
        '  govcast history add service --none --as li-na',
    )
    .action((name: string, options: AddOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, (govcast) => enter(govcast, name, entriesOf(govcast, options), options.as, true)),
      ),
    );
}

function importFile(history: Command, cli: Cli): void {
  const command = history
    .command('import <channel> <file>')
    .description('enters a table of the past: CSV with 时间,链接,标题,方式,原创 (at,url,title,act,mark), or JSON')
    .option('--unchecked', 'opens no link now; the newest one is opened by the worker');
  actsAs(command)
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast history import main 历史发布.csv --as li-na')
    .action((name: string, file: string, options: { unchecked?: boolean; as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, (govcast) => {
          const entries = readHistoryFile(file, inputBytes(file), govcast.clock.now());
          return enter(govcast, name, entries, options.as, options.unchecked !== true);
        }),
      ),
    );
}

function entriesOf({ clock }: Govcast, options: AddOptions): HistoryEntry[] {
  const { at, url = '', title = '', act = '', original, repost, none } = options;
  const refuse = (message: string, remedy: string) => new AskedWrongly({ code: 'history-entry', message, remedy });
  if (original && repost) throw refuse('both --original and --repost', 'Give one of them, or neither if nobody knows.');
  if (none && (at ?? url) !== '') throw refuse('--none beside an entry', 'Say --none alone, or enter what there was.');
  if (none) return [];
  if (at === undefined) throw refuse('no time is given', 'Give --at, or --none if the account published nothing.');
  const mark = original ? 'original' : repost ? 'repost' : '';
  return [historyEntry({ at, url, title, act, mark }, 'the entry', clock.now())];
}

async function enter(govcast: Govcast, name: string, entries: HistoryEntry[], person: string, opens: boolean) {
  const { id } = govcast.channelConfig(name);
  const actor = actingAs(govcast, person, mayEnter, 'enter what an account published');
  const channel = govcast.work.channel(id);
  const done = await enterHistory(govcast.acting, channel, opens ? openPast(govcast, id) : null, entries, actor);
  const object = { channel: id, ...done };
  const lines = [
    entries.length === 0
      ? `${id}: on record that there was nothing before`
      : `${id}: ${done.added} entered, ${done.known} known already, ${done.marked} of them marked now`,
    ...done.unchecked.map((url) => `not opened now, counts until it is found broken: ${url}`),
  ];
  return { object, text: () => lines.join('\n') };
}
