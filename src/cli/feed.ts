import { writeFileSync } from 'node:fs';
import { feedSecret, feedText, namedFeed } from '../feeds.ts';
import type { Govcast } from '../govcast.ts';
import { feedToken, resetFeed } from '../notify/feed-token.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import type { AddCommand } from './cli.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast feed`: calendars to subscribe to. */
export const feedCommand: AddCommand = (program, cli) => {
  const feed = program.command('feed').description('calendar feeds (iCalendar) of accounts and people');
  feed
    .command('show <feed>', { isDefault: true })
    .description('the address of channel:ID or person:ID, and the calendar itself')
    .option('--out <file>', 'writes the calendar into a file')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast feed channel:main --out 发布日程.ics')
    .action((name: string, options: { out?: string; json?: boolean }) =>
      cli.run(options.json, () => withGovcast(cli, (govcast) => show(govcast, name, options.out))),
    );
  actsAs(feed.command('reset <feed>').description('makes the address invalid and prints the new one'))
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast feed reset channel:main --as he-yong')
    .action((name: string, options: { as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const named = namedFeed(govcast, name);
          const actor = actingPerson(govcast, options.as);
          await resetFeed(govcast.acting, govcast.config.people, named.feed, named.owner, actor);
          const url = await addressOf(govcast, named.feed);
          return { object: { feed: named.feed, url }, text: () => `the old address is void; the new one:\n${url}` };
        }),
      ),
    );
};

async function show(govcast: Govcast, name: string, out: string | undefined) {
  const named = namedFeed(govcast, name);
  const ics = await feedText(govcast, named);
  const url = await addressOf(govcast, named.feed);
  if (out !== undefined) writeFileSync(out, ics);
  const text = () => [...(out === undefined ? [ics.trimEnd()] : [`written to ${out}`]), `address: ${url}`].join('\n');
  return { object: { feed: named.feed, url, ...(out === undefined ? { ics } : { out }) }, text };
}

/** Keep it like a password: whoever has it reads the calendar. */
async function addressOf(govcast: Govcast, feed: string): Promise<string> {
  const { host, port } = govcast.config.settings.server;
  const token = await feedToken(govcast.acting.db, feedSecret(govcast), feed);
  return `http://${host}:${port}/feeds/${feed.replace(':', '/')}.ics?token=${token}`;
}
