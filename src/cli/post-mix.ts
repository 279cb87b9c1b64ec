import type { Command } from 'commander';
import { beijingDay, plusDays, startOfDay } from '../calendar/beijing-time.ts';
import { jobMix } from '../posts/job-mix.ts';
import { jobNames } from '../posts/post.ts';
import { wholeNumber } from './arguments.ts';
import type { Cli } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast post mix`: how many posts did each of the four jobs of the account (M-01), beside what the office aims at. */
export function addPostMix(post: Command, cli: Cli): void {
  post
    .command('mix')
    .description('how many posts did each of the four jobs (M-01), with shares that add up to 100 %')
    .option('--days <n>', 'posts of the last so many days', '90')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast post mix --days 30')
    .action((options: { days: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, clock, config }) => {
          const from = plusDays(beijingDay(clock.now()), -wholeNumber(options.days, 'days'));
          const mix = await jobMix(acting.db, startOfDay(from), config.settings.posts.mix);
          const rows = mix.jobs.map((m) => [m.job, jobNames[m.job], m.posts, `${m.share} %`, `${m.wanted} %`]);
          const unchosen = mix.unchosen > 0 ? [`${mix.unchosen} posts without a job: govcast post set ID --job …`] : [];
          return {
            object: { from, ...mix },
            text: () => [table(['job', '职能', 'posts', 'share', 'wanted'], rows), ...unchosen].join('\n'),
          };
        }),
      ),
    );
}
