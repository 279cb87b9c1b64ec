import type { Command } from 'commander';
import { accountNamed } from '../channels/matrix.ts';
import { AskedWrongly } from '../errors.ts';
import { repostDesk } from '../repost-desk.ts';
import { addRepost, type RepostWish } from '../schedule/reposts/add-repost.ts';
import { cancelRepost } from '../schedule/reposts/cancel-repost.ts';
import { confirmRepost } from '../schedule/reposts/confirm-repost.ts';
import { excuseRepost } from '../schedule/reposts/excuse-repost.ts';
import { showRepost } from '../schedule/reposts/show-repost.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf, momentOf, wholeNumber } from './arguments.ts';
import type { Cli } from './cli.ts';
import { repostText } from './repost-text.ts';
import { withGovcast } from './with-govcast.ts';

interface AddOptions {
  accounts: string[];
  hours?: string;
  title?: string;
  again?: boolean;
  as: string;
  json?: boolean;
}

interface ConfirmOptions {
  link: string;
  at?: string;
  note?: string;
  as: string;
  json?: boolean;
}

/** The acts of `govcast repost`: add, confirm, excuse, cancel. */
export function addRepostActs(repost: Command, cli: Cli): void {
  const several = (name: string, before: string[]) => [...before, ...name.split(',').filter(Boolean)];
  actsAs(
    repost
      .command('add <what>')
      .description('issues a repost task for post:ID, or for a page elsewhere by its address and --title')
      .option('--accounts <names>', 'ids, role:ordinary, or all; may be repeated', several, [])
      .option('--hours <n>', 'default matrix.repost.hours of govcast.yaml')
      .option('--title <text>', 'title of a page elsewhere')
      .option('--again', 'the same post a second time on one day'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExamples:\n  govcast repost add post:01J… --accounts role:ordinary,sub --hours 12 --as li-na\n' +
        '  govcast repost add https://www.gov.cn/… --title 标题 --accounts all --as li-na',
    )
    .action((what: string, options: AddOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const desk = repostDesk(govcast);
          const wish = {
            ...{ matter: matterOf(what, options.title), accounts: options.accounts, again: options.again === true },
            ...(options.hours === undefined ? {} : { hours: wholeNumber(options.hours, 'number of hours') }),
          };
          const { task, isNew } = await addRepost(desk, wish, actingPerson(govcast, options.as));
          const shown = await showRepost(desk, task.id);
          const warning = isNew ? null : 'it was issued today already; nothing was added. Use --again to issue it anew';
          const object = { ...shown, isNew, warning };
          return { object, text: () => [...(warning === null ? [] : [warning]), repostText(shown)].join('\n') };
        }),
      ),
    );
  actsAs(
    repost
      .command('confirm <task> <account>')
      .description('an account has carried it: its link is opened and compared first')
      .requiredOption('--link <url>', 'of the repost itself')
      .option('--at <moment>', 'when it was public, where the page does not say')
      .option('--note <text>', 'who saw it, where the page cannot be read by a program'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExample:\n  govcast repost confirm 01J… housing-centre-weibo --link https://weibo.com/… --note 李娜已看 --as li-na',
    )
    .action((id: string, account: string, options: ConfirmOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { link, at, note = '' } = options;
          const proof = { link, note, ...(at === undefined ? {} : { at: momentOf(at) }) };
          const actor = actingPerson(govcast, options.as);
          const asked = { task: idOf('repost', id), account };
          const { duty, isNew } = await confirmRepost(repostDesk(govcast), asked, proof, actor);
          const said = isNew ? `by ${duty.proof}` : 'as confirmed before';
          return { object: { ...duty, isNew }, text: () => `${duty.account} is ${duty.state}, ${said}: ${duty.link}` };
        }),
      ),
    );
  actsAs(
    repost
      .command('excuse <task> <account>')
      .description('takes an account out of a task; it counts in no figure')
      .requiredOption('--reason <text>', 'for the ledger and the account'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast repost excuse 01J… sub --reason 平台维护 --as zhang-wei')
    .action((id: string, name: string, options: { reason: string; as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const desk = repostDesk(govcast);
          const asked = { task: idOf('repost', id), account: accountNamed(desk.matrix, name).id };
          const duty = await excuseRepost(desk, asked, options.reason, actingPerson(govcast, options.as));
          return { object: duty, text: () => `${duty.account} is excused: ${duty.note}` };
        }),
      ),
    );
  actsAs(
    repost
      .command('cancel <task>')
      .description('ends a task; what is placed stays in the queue')
      .requiredOption('--reason <text>', 'for the ledger'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast repost cancel 01J… --reason 发错了 --as li-na')
    .action((id: string, options: { reason: string; as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const actor = actingPerson(govcast, options.as);
          const task = await cancelRepost(repostDesk(govcast), idOf('repost', id), options.reason, actor);
          const text = `repost:${task.id} is cancelled: ${task.cancelReason}; places of the post stay in the queue`;
          return { object: { ...task, cancelled: true }, text: () => text };
        }),
      ),
    );
}

function matterOf(what: string, title: string | undefined): RepostWish['matter'] {
  if (!/^https?:/i.test(what)) return { post: idOf('post', what) };
  if (title !== undefined && title.trim() !== '') return { url: what, title };
  throw new AskedWrongly({
    code: 'repost-title',
    message: 'a page elsewhere needs its title',
    remedy: 'Give the title that reposts will show, with --title.',
  });
}
