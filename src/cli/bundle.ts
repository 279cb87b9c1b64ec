import { beijingDay } from '../calendar/beijing-time.ts';
import { policyRuleLines } from '../config/policy-rules.ts';
import { type BundleCursor, listBundles } from '../policy/list-bundles.ts';
import { listOwed } from '../policy/list-owed.ts';
import type { OwedCursor } from '../policy/owed-store.ts';
import { readOwedWording } from '../policy/owed-wording.ts';
import { showBundle } from '../policy/show-bundle.ts';
import { dayOf, idOf } from './arguments.ts';
import { addBundleActs } from './bundle-acts.ts';
import { bundleText, owedTable } from './bundle-text.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

const PAGE = 100;

interface OwedOptions {
  on?: string;
  section?: string;
  person?: string;
  after?: string;
  json?: boolean;
}

/** `govcast bundle`: policies with their interpretations, and what they owe. */
export const bundleCommand: AddCommand = (program, cli) => {
  const bundle = program.command('bundle').description('policies with their interpretations, and what they owe');
  bundle
    .command('list')
    .description('bundles that are not archived, what is due first at the front')
    .option('--after <cursor>', '`next` of the page before')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast bundle list')
    .action((options: { after?: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting }) => {
          const { bundles, next } = await listBundles(acting.db, PAGE, cursorOf(options.after));
          const rows = bundles.map((b) => [
            ...[b.bundle, b.title.slice(0, 30), b.documentNumber, b.phase, b.section],
            ...[b.publishedOn, b.dueOn, b.nextDueOn],
          ]);
          const object = { bundles, next: next === null ? null : `${next.nextDueOn}/${next.bundle}` };
          const head = ['bundle', 'title', 'number', 'phase', 'section', 'published', 'due', 'next due'];
          return { object, text: () => table(head, rows, 'no bundles') };
        }),
      ),
    );
  bundle
    .command('show <id>')
    .description('everything about a bundle (or the bundle of a policy), and what it owes')
    .option('--on <day>', 'on a day; default today')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast bundle show 01J… --on 2026-11-25')
    .action((id: string, options: { on?: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, bundles, clock, environment }) => {
          const on = options.on === undefined ? beijingDay(clock.now()) : dayOf(options.on);
          const wording = readOwedWording(environment.contentFolder);
          const shown = await showBundle(acting.db, bundles, wording, idOf('bundle', id), on);
          return { object: { on, ...shown }, text: () => bundleText(shown, bundles.settings) };
        }),
      ),
    );
  bundle
    .command('owed')
    .description('what is owed on a day, by section or person, with whom to remind of it')
    .option('--on <day>', 'default today')
    .option('--section <id>', 'of one section')
    .option('--person <id>', 'what names the person or falls to them as liaison officer')
    .option('--after <cursor>', '`next` of the page before, for the same day and question')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast bundle owed --on 2026-11-25 --section housing-security')
    .action((options: OwedOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, bundles, clock, environment }) => {
          const { section, person } = options;
          const on = options.on === undefined ? beijingDay(clock.now()) : dayOf(options.on);
          const after = owedCursorOf(options.after);
          const asked = { on, after, ...(section ? { section } : {}), ...(person ? { person } : {}) };
          const page = await listOwed(acting.db, bundles, readOwedWording(environment.contentFolder), asked);
          const next = page.next && `${page.next.dueOn}/${page.next.bundle}/${page.next.what}/${page.next.ref}`;
          const more = next === null ? [] : [`there is more: the same with --on ${on} --after '${next}'`];
          return { object: { on, owed: page.owed, next }, text: () => [owedTable(page.owed), ...more].join('\n') };
        }),
      ),
    );
  bundle
    .command('rules')
    .description('the rules on policies as they were understood here, each with its source')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast bundle rules')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ bundles }) => {
          const rules = policyRuleLines(bundles.settings);
          const rows = rules.map((line) => [line.rule, line.says, line.source]);
          return { object: { rules }, text: () => table(['rule', 'here', 'source'], rows) };
        }),
      ),
    );
  addBundleActs(bundle, cli);
};

function cursorOf(text: string | undefined): BundleCursor | null {
  if (text === undefined) return null;
  const [nextDueOn = '', bundle = ''] = text.split('/');
  return { nextDueOn: dayOf(nextDueOn), bundle };
}

function owedCursorOf(text: string | undefined): OwedCursor | null {
  if (text === undefined) return null;
  const [dueOn = '', bundle = '', what = '', ...ref] = text.split('/');
  return { dueOn: dayOf(dueOn), bundle, what, ref: ref.join('/') };
}
