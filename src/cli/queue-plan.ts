import type { Command } from 'commander';
import { listPlan } from '../schedule/list-plan.ts';
import { wholeNumber } from './arguments.ts';
import type { Cli } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast queue plan`: the whole plan by channel, with what has no place. */
export function addQueuePlan(queue: Command, cli: Cli): void {
  queue
    .command('plan')
    .description('what stands on each channel and why, and what has no place any more')
    .option('--days <n>', 'so many days ahead; default schedule.horizonDays of govcast.yaml')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast queue plan --days 7')
    .action((options: { days?: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, clock, config }) => {
          const { horizonDays } = config.settings.schedule;
          const days = options.days === undefined ? horizonDays : wholeNumber(options.days, 'number of days');
          const plan = await listPlan(acting.db, clock.now(), days);
          const rows = plan.channels.flatMap(({ channel, placements }) =>
            placements.map((p) => [
              ...[channel, p.at, p.act, p.title.slice(0, 24), p.state],
              ...[p.pinned ? 'pinned' : p.announced ? 'announced' : '', p.reason, `post:${p.post}`],
            ]),
          );
          const lost = plan.impossible.map((p) => [
            ...[p.channel, 'no place', p.act, p.title.slice(0, 24), ''],
            ...[p.code, p.obstacle, `post:${p.post}`],
          ]);
          const head = ['channel', 'at', 'act', 'title', 'review', 'held', 'reason', 'post'];
          return { object: plan, text: () => table(head, [...rows, ...lost], 'nothing is planned') };
        }),
      ),
    );
}
