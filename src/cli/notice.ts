import type { Command } from 'commander';
import { Refused } from '../errors.ts';
import { answerAck, answerNotices } from '../notice-acts.ts';
import { retryNotices } from '../notify/mail/retry-notices.ts';
import { findDigest } from '../notify/notice-store.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf } from './arguments.ts';
import type { AddCommand, Cli } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

interface Options {
  as: string;
  all?: boolean;
  json?: boolean;
}

/** `govcast notice`: what people should know, who was told, and taking it. */
export const noticeCommand: AddCommand = (program, cli) => {
  const notice = program.command('notice').description('what people should be told, who was told, and taking it');
  listCommand(notice, cli);
  const acts = (command: Command, example: string) =>
    actsAs(command).option('--json', 'one JSON object for machines').addHelpText('after', `\nExample:\n  ${example}`);
  acts(
    notice.command('ack <id>').description('takes a matter: nobody else is told of it any more'),
    'govcast notice ack 01J… --as li-na',
  ).action((id: string, { as, json }: Options) =>
    cli.run(json, () =>
      withGovcast(cli, async (govcast) => {
        const taken = await answerAck(govcast, idOf('concern', id), actingPerson(govcast, as));
        return { object: taken, text: () => `${taken.concern} is with ${taken.acknowledgedBy}` };
      }),
    ),
  );
  acts(
    notice.command('digest').description('the newest digest of a person'),
    'govcast notice digest --as li-na',
  ).action(({ as, json }: Options) =>
    cli.run(json, () =>
      withGovcast(cli, async (govcast) => {
        const { person } = actingPerson(govcast, as);
        const digest = await findDigest(govcast.acting.db, person);
        if (!digest) throw noDigest(person);
        return { object: digest, text: () => digest.text };
      }),
    ),
  );
  acts(
    notice
      .command('retry')
      .description('has the e-mails of the last 24 hours that did not arrive sent again, after the cause was mended'),
    'govcast notice retry --as he-yong',
  ).action(({ as, json }: Options) =>
    cli.run(json, () =>
      withGovcast(cli, async (govcast) => {
        const retried = await retryNotices(govcast.acting, govcast.config.people, actingPerson(govcast, as));
        return { object: { retried }, text: () => `${retried} notices will be sent again` };
      }),
    ),
  );
};

function listCommand(notice: Command, cli: Cli): void {
  notice
    .command('list')
    .description('what stands, red first, with everybody who was told')
    .option('--as <person>', 'only what concerns this person')
    .option('--all', 'also what has ended')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast notice list --as li-na')
    .action((options: Partial<Options>) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const filter = {
            ...(options.as === undefined ? {} : { person: actingPerson(govcast, options.as).person }),
            all: options.all ?? false,
          };
          const listed = await answerNotices(govcast, filter, options.json ? 'zh' : 'en');
          const head = ['id', 'what', 'about', 'urgency', 'since', 'told', 'taken by', 'remedy'];
          const rows = listed.concerns.map((c) => [
            ...[c.id, c.title, c.about, c.endedAt === null ? c.urgency : 'ended', c.since.slice(0, 16)],
            ...[[...new Set(c.told.map((t) => t.person))].join(', '), c.acknowledgedBy, c.remedy],
          ]);
          return { object: listed, text: () => table(head, rows, 'nothing stands') };
        }),
      ),
    );
}

function noDigest(person: string): Refused {
  return new Refused({
    code: 'no-digest',
    message: `there is no digest for ${person} yet`,
    place: person,
    remedy: 'Digests are made by the process at digest.at of config/notify.yaml for whom something stands.',
  });
}
