import { formedKinds, scheduleClasses } from '../config/columns.ts';
import type { Role } from '../config/people.ts';
import { AskedWrongly } from '../errors.ts';
import { isoOrNull } from '../schedule/cadence/answer-clock-cases.ts';
import { columnsSince } from '../schedule/columns/column-clocks.ts';
import { finishFormed, voidFormed } from '../schedule/columns/finish-formed.ts';
import { formItem, keyOf } from '../schedule/columns/form-item.ts';
import { listColumns, showColumn } from '../schedule/columns/list-columns.ts';
import { actingAs, actsAs } from './acting-person.ts';
import { dayOf, idOf, momentOf, oneOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { columnImport } from './column-import.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** Who forms information says so, and who puts it out; taking it back is for those who answer for it. */
const mayTell: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];
const mayVoid: readonly Role[] = ['section-head', 'leader'];

interface FormedOptions {
  title: string;
  on?: string;
  kind?: string;
  class?: string;
  by?: string;
  url?: string;
  as: string;
  json?: boolean;
}

interface DoneOptions {
  at?: string;
  url?: string;
  as: string;
  json?: boolean;
}

/** `govcast column`: the columns of the portal, their deadlines, and what was formed for them. */
export const columnCommand: AddCommand = (program, cli) => {
  const column = program.command('column').description('the portal’s columns with their update deadlines (更新时限表)');
  column
    .command('list')
    .description('every column of config/columns.yaml, its owner, its limit and how it stands')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast column list')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, calendar, clock, config }) => {
          const since = await columnsSince(acting.db);
          const listed = await listColumns(acting.db, calendar, config.columns, since, clock.now());
          const rows = listed.columns.map((c) =>
            [c.column, c.path, c.owner, c.limit, c.measuredBy, c.state ?? c.without, c.dueAt].map((x) =>
              String(x ?? ''),
            ),
          );
          const head = ['column', 'path', 'owner', 'limit', 'measured by', 'state', 'due'];
          return { object: listed, text: () => table(head, rows, 'no columns: config/columns.yaml') };
        }),
      ),
    );
  column
    .command('show <column>')
    .description('one column: its clock, what was formed for it, what its documents owe, its breaches')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExamples:\n  govcast column show 6\n  govcast column show 领导班子')
    .action((name: string, options: { json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async ({ acting, calendar, clock, config }) => {
          const { columns, people } = config;
          const since = await columnsSince(acting.db);
          const shown = await showColumn(acting.db, calendar, columns, people, since, name, clock.now());
          const rows = Object.entries(shown).map(([key, value]) => [key, printed(value)]);
          return { object: shown, text: () => table(['', ''], rows) };
        }),
      ),
    );
  const formed = column
    .command('formed <column>')
    .description('tells that information for a real-time column was formed or changed: its clock begins')
    .requiredOption('--title <title>', 'what was formed')
    .option('--on <moment>', 'the day or moment it was formed; default now')
    .option('--kind <kind>', `what it is: ${formedKinds.join(', ')} (default result: due the same day)`)
    .option('--class <class>', `when it is due, other than its kind says: ${scheduleClasses.join(', ')}`)
    .option('--by <day>', 'the last day in time for what must be out beforehand')
    .option('--url <address>', 'where it will appear: the page that is met there closes it');
  actsAs(formed)
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExample:\n  govcast column formed 6 --title 领导班子分工调整 --on 2026-11-20 --as zhao-min',
    )
    .action((name: string, options: FormedOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { acting, clock, config } = govcast;
          const actor = actingAs(govcast, options.as, mayTell, 'tell what was formed');
          const made = await formItem(acting, config.columns, actor, {
            column: name,
            title: options.title,
            formedAt: options.on === undefined ? clock.now() : momentOf(options.on),
            kind: options.kind === undefined ? undefined : oneOf(formedKinds, options.kind, 'kind of information'),
            scheduleClass:
              options.class === undefined ? undefined : oneOf(scheduleClasses, options.class, 'class of publishing'),
            byOn: options.by === undefined ? undefined : dayOf(options.by),
            url: options.url,
          });
          const { id, columnNo, title, scheduleClass, isNew } = made;
          const object = { id, column: columnNo, title, scheduleClass, isNew };
          return {
            object,
            text: () => `formed:${id} ${isNew ? 'waits in' : 'was told already for'} column ${columnNo}`,
          };
        }),
      ),
    );
  actsAs(
    column
      .command('done <id>')
      .description('tells that what was formed has appeared')
      .option('--at <moment>', 'when it was public; default now')
      .option('--url <address>', 'the address it is at'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast column done 01J… --at "2026-11-20 16:30" --as zhao-min')
    .action((id: string, options: DoneOptions) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const { acting, clock } = govcast;
          const formedId = idOf('formed', id);
          const actor = actingAs(govcast, options.as, mayTell, 'tell what has appeared');
          const at = options.at === undefined ? clock.now() : momentOf(options.at);
          const link =
            options.url === undefined ? {} : { url: options.url, urlKey: keyOf(options.url, `formed:${formedId}`) };
          const row = await finishFormed(acting, actor, formedId, { at, item: null, ...link });
          const object = { id: formedId, column: row.columnNo, title: row.title, doneAt: isoOrNull(row.doneAt) };
          return { object, text: () => `formed:${formedId} is out` };
        }),
      ),
    );
  actsAs(
    column
      .command('void <id>')
      .description('takes back what was told by mistake')
      .requiredOption('--reason <text>', 'for the ledger'),
  )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast column void 01J… --reason 重复登记 --as zhao-min')
    .action((id: string, options: { reason: string; as: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const formedId = idOf('formed', id);
          if (options.reason.trim() === '') throw noReason();
          const actor = actingAs(govcast, options.as, mayVoid, 'take back what was formed');
          await voidFormed(govcast.acting, actor, formedId, options.reason);
          return { object: { id: formedId, void: true }, text: () => `formed:${formedId} was taken back` };
        }),
      ),
    );
  columnImport(column, cli);
};

function printed(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

function noReason(): AskedWrongly {
  return new AskedWrongly({ code: 'reason', message: 'the reason is empty', remedy: 'Say why, in a few words.' });
}
