import { beijingDay } from '../calendar/beijing-time.ts';
import { AskedWrongly } from '../errors.ts';
import { followDecision } from '../policy/follow-decision.ts';
import { listDecision } from '../policy/list-decision.ts';
import { yearlyDecisions } from '../policy/yearly-decisions.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { dayOf, idOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

interface AddOptions {
  as: string;
  year?: string;
  section?: string;
  json?: boolean;
}

interface FollowOptions {
  as: string;
  on?: string;
  json?: boolean;
}

/** `govcast decision`: the yearly list of major administrative decisions, each followed by stage (C-15). */
export const decisionCommand: AddCommand = (program, cli) => {
  const decision = program.command('decision').description('the yearly list of major decisions, followed by stage');
  decision
    .command('list')
    .description('decisions of a year, with the latest stage and its day')
    .option('--year <year>', 'default this year')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast decision list --year 2026')
    .action((options: { year?: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, bundles, clock }) => {
          const listed = await yearlyDecisions(acting.db, bundles.settings, yearOf(options.year, clock.now()));
          const rows = listed.decisions.flatMap((d) => [
            [d.decision, d.title, d.section, d.latest?.stageName, d.latest?.on],
            ...d.entries.map((e) => ['', `  ${e.title}`, '', e.stageName, e.on]),
          ]);
          const head = ['decision', 'title', 'section', 'stage', 'on'];
          return { object: listed, text: () => table(head, rows, 'no decisions are listed') };
        }),
      ),
    );
  actsAs(decision.command('add <title>').description('puts a major decision on the list of a year'))
    .option('--year <year>', 'default this year')
    .option('--section <id>', 'the section that answers for it')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast decision add 老旧小区改造三年计划 --year 2026 --as sun-lei')
    .action((title: string, options: AddOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const year = yearOf(options.year, govcast.clock.now());
          const wish = { title, year, section: options.section ?? null };
          const id = await listDecision(govcast.bundles, actingPerson(govcast, options.as), wish);
          return { object: { decision: id, ...wish }, text: () => `decision:${id} ${title} (${year})` };
        }),
      ),
    );
  actsAs(
    decision.command('follow <id> <item> <stage>').description('puts a page under a decision at one of its stages'),
  )
    .option('--on <day>', 'default the day on which the page was published')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast decision follow 01J… 01J… opinions --as sun-lei')
    .action((id: string, item: string, stage: string, options: FollowOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const on = options.on === undefined ? null : dayOf(options.on);
          const wish = { decision: idOf('decision', id), item: idOf('item', item), stage, on };
          await followDecision(govcast.bundles, actingPerson(govcast, options.as), wish);
          return { object: wish, text: () => `${wish.item} stands under decision:${wish.decision} at ${stage}` };
        }),
      ),
    );
};

function yearOf(text: string | undefined, now: number): number {
  const year = text === undefined ? Number(beijingDay(now).slice(0, 4)) : Number(text);
  if (Number.isInteger(year) && year >= 2000 && year <= 2100) return year;
  throw new AskedWrongly({ code: 'year', message: `${text} is no year`, remedy: 'Write it as 2026.' });
}
