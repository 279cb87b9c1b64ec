import type { Command } from 'commander';
import { listAccountReviews } from '../channels/list-account-reviews.ts';
import { accountNamed, matrixAccounts } from '../channels/matrix.ts';
import { enterFigures, reviewAccount, reviewDecisions } from '../channels/review-account.ts';
import { AskedWrongly } from '../errors.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { oneOf } from './arguments.ts';
import type { Cli } from './cli.ts';
import { reviewTable } from './matrix-text.ts';
import { withGovcast } from './with-govcast.ts';

interface FiguresOptions {
  year: string;
  updates?: string;
  reads?: string;
  followers?: string;
  as: string;
  json?: boolean;
}

interface DecideOptions {
  year: string;
  decision: string;
  into?: string;
  reason: string;
  as: string;
  json?: boolean;
}

/** `govcast channel review|figures|decide`: once a year, keep, merge or close each account (N-04). */
export function addChannelReview(channel: Command, cli: Cli): void {
  channel
    .command('review')
    .description('the yearly review: each account with its use as far as it is known, and what was decided')
    .requiredOption('--year <year>', 'of the review')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast channel review --year 2026')
    .action((options: { year: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, clock, config }) => {
          const matrix = matrixAccounts(config.channels, config.outside);
          const listed = await listAccountReviews(acting.db, matrix, yearOf(options.year), clock.now());
          return { object: listed, text: () => reviewTable(listed.accounts) };
        }),
      ),
    );
  actsAs(
    channel
      .command('figures <account>')
      .description('enters what somebody read off the console of an account for a year; nothing is estimated')
      .requiredOption('--year <year>', 'of the review')
      .option('--updates <n>', 'of an account that others run; ours are counted')
      .option('--reads <n>', 'reads in the year')
      .option('--followers <n>', 'followers at its end'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExample:\n  govcast channel figures sub --year 2026 --reads 120000 --followers 5300 --as li-na',
    )
    .action((name: string, options: FiguresOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { acting, config } = govcast;
          const { id, ours } = accountNamed(matrixAccounts(config.channels, config.outside), name);
          if (ours && options.updates !== undefined) throw counted(id);
          const figures = {
            ...(options.updates === undefined ? {} : { updates: countOf(options.updates) }),
            ...(options.reads === undefined ? {} : { reads: countOf(options.reads) }),
            ...(options.followers === undefined ? {} : { followers: countOf(options.followers) }),
          };
          const asked = { account: id, year: yearOf(options.year) };
          const actor = actingPerson(govcast, options.as);
          const review = await enterFigures({ ...acting, people: config.people }, asked, figures, actor);
          const said = `reads ${review.reads ?? 'not entered'}, followers ${review.followers ?? 'not entered'}`;
          return { object: review, text: () => `${id} ${review.year}: ${said}` };
        }),
      ),
    );
  actsAs(
    channel
      .command('decide <account>')
      .description('records what becomes of an account in the review of a year')
      .requiredOption('--year <year>', 'of the review')
      .requiredOption('--decision <decision>', reviewDecisions.join(', '))
      .option('--into <account>', 'the account that it is merged into')
      .requiredOption('--reason <text>', 'for the ledger'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExample:\n  govcast channel decide sub --year 2026 --decision keep --reason 主账号 --as zhang-wei',
    )
    .action((name: string, options: DecideOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { acting, config } = govcast;
          const matrix = matrixAccounts(config.channels, config.outside);
          const wish = {
            ...{ account: accountNamed(matrix, name).id, year: yearOf(options.year), reason: options.reason },
            decision: oneOf(reviewDecisions, options.decision, 'decision'),
            ...(options.into === undefined ? {} : { mergeInto: accountNamed(matrix, options.into).id }),
          };
          const actor = actingPerson(govcast, options.as);
          const { review, isNew } = await reviewAccount({ ...acting, people: config.people }, wish, actor);
          return {
            object: { ...review, isNew },
            text: () => `${review.account} ${review.year}: ${review.decision}${isNew ? '' : ', as decided before'}`,
          };
        }),
      ),
    );
}

function yearOf(text: string): number {
  if (/^20\d{2}$/.test(text)) return Number(text);
  throw new AskedWrongly({ code: 'argument', message: `${text} is no year`, remedy: 'Write it as 2026.' });
}

function countOf(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new AskedWrongly({ code: 'argument', message: `${text} is no count`, remedy: 'Use a whole number.' });
}

function counted(id: string): AskedWrongly {
  return new AskedWrongly({
    code: 'review-counted',
    message: `the updates of ${id} are counted from what it published`,
    remedy: 'Leave --updates out.',
  });
}
