import { plusDays, startOfDay } from '../calendar/beijing-time.ts';
import { accountNamed } from '../channels/matrix.ts';
import { repostDesk } from '../repost-desk.ts';
import { listReposts, repostFigures } from '../schedule/reposts/list-reposts.ts';
import { showRepost, showRepostText } from '../schedule/reposts/show-repost.ts';
import { dayOf, idOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { addRepostActs } from './repost-acts.ts';
import { figuresTable, repostsTable, repostText, shareText } from './repost-text.ts';
import { withGovcast } from './with-govcast.ts';

const LONG_AGO = 0;
const FAR_AWAY = Date.parse('2200-01-01T00:00:00Z');

interface SpanOptions {
  from?: string;
  to?: string;
  json?: boolean;
}

/** `govcast repost`: important posts that named accounts carry within their hours (M-03, N-14). */
export const repostCommand: AddCommand = (program, cli) => {
  const repost = program.command('repost').description('important posts that named accounts have to carry in time');
  addRepostActs(repost, cli);
  repost
    .command('list')
    .description('repost tasks, newest first, with their completion and who is overdue')
    .option('--from <day>', 'issued from this day on')
    .option('--to <day>', 'issued up to this day')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast repost list --from 2026-11-01')
    .action((options: SpanOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const listed = await listReposts(repostDesk(govcast), ...spanOf(options));
          return { object: listed, text: () => repostsTable(listed.reposts) };
        }),
      ),
    );
  repost
    .command('show <task>')
    .description('a task account by account: the time at which each carried it, or overdue')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast repost show 01J…')
    .action((id: string, options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const shown = await showRepost(repostDesk(govcast), idOf('repost', id));
          return { object: shown, text: () => repostText(shown) };
        }),
      ),
    );
  repost
    .command('text <task> <account>')
    .description('the approved text for an account, in the form of its platform, ready to paste')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast repost text 01J… housing-centre-weibo')
    .action((id: string, account: string, options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const desk = repostDesk(govcast);
          const named = accountNamed(desk.matrix, account);
          const text = await showRepostText(desk, idOf('repost', id), named);
          return {
            object: { account: named.id, approved: text !== null, ...text },
            ok: text !== null,
            text: () => (text === null ? 'the post is not approved yet: nothing may be pasted' : shareText(text)),
          };
        }),
      ),
    );
  repost
    .command('figures')
    .description('each account over all tasks: share done in time, median time to carry, what is overdue')
    .option('--from <day>', 'of tasks issued from this day on')
    .option('--to <day>', 'of tasks issued up to this day')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast repost figures --from 2026-10-01 --to 2026-12-31')
    .action((options: SpanOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const figures = await repostFigures(repostDesk(govcast), ...spanOf(options));
          return { object: figures, text: () => figuresTable(figures.accounts) };
        }),
      ),
    );
};

/** Both days included. */
function spanOf({ from, to }: SpanOptions): [number, number] {
  return [
    from === undefined ? LONG_AGO : startOfDay(dayOf(from)),
    to === undefined ? FAR_AWAY : startOfDay(plusDays(dayOf(to), 1)),
  ];
}
