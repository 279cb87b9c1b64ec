/** `govcast channel file|log|review|figures|decide`: the life of the accounts, its filing, and their yearly review. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { startOfDay } from '../calendar/beijing-time.ts';
import { type FilingWish, fileAccount } from '../channels/file-account.ts';
import { filingSheet } from '../channels/filing-sheet.ts';
import { type FilingEvent, filingNames } from '../channels/life-cycle.ts';
import { listFilings } from '../channels/list-filings.ts';
import { accountNamed, type MatrixAccount, matrixAccounts } from '../channels/matrix.ts';
import { AskedWrongly } from '../errors.ts';
import type { Govcast } from '../govcast.ts';
import { placedAfter } from '../schedule/cadence-store.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { dayOf, oneOf } from './arguments.ts';
import { addChannelReview } from './channel-review.ts';
import type { Cli } from './cli.ts';
import { filingsText } from './matrix-text.ts';
import { withGovcast } from './with-govcast.ts';

const events = Object.keys(filingNames) as FilingEvent[];

interface FileOptions {
  event: string;
  on: string;
  until?: string;
  unit: string;
  number?: string;
  filedOn?: string;
  reason: string;
  as: string;
  json?: boolean;
}

/** Ours and those that others run. */
export function matrixOf({ config }: Pick<Govcast, 'config'>): MatrixAccount[] {
  return matrixAccounts(config.channels, config.outside);
}

export function addChannelLife(channel: Command, cli: Cli): void {
  const file = channel
    .command('file <account>')
    .description('records an act in the life of an account, with whom and under which number it is filed')
    .requiredOption('--event <event>', events.join(', '))
    .requiredOption('--on <day>', 'the day from which it holds; may be to come')
    .option('--until <day>', 'last day of a pause')
    .requiredOption('--unit <name>', 'supervising unit')
    .option('--number <text>', 'filing number; without it the act is listed as unfiled')
    .option('--filed-on <day>', 'day of filing, with --number')
    .requiredOption('--reason <text>', 'for the log');
  actsAs(file)
    .option('--json', 'one JSON object for machines')
    .addHelpText(
      'after',
      '\nExamples:\n  govcast channel file sub --event paused --on 2026-12-01 --until 2026-12-31 --unit 市政府办 --reason 申请关停 --as zhang-wei\n' +
        '  the same with --number 备2026-8 --filed-on 2026-12-02 adds the number later',
    )
    .action((name: string, options: FileOptions) =>
      cli.run(options.json, () => withGovcast(cli, (g) => record(g, name, options))),
    );
  channel
    .command('log [account]')
    .description('what was filed of one account or of all, in order, and what is not filed')
    .option('--csv <file>', 'writes the log as a sheet for office programs')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast channel log sub --csv filings.csv')
    .action((name: string | undefined, options: { csv?: string; json?: boolean }) =>
      cli.run(options.json, () =>
        withGovcast(cli, async (govcast) => {
          const matrix = matrixOf(govcast);
          const only = name === undefined ? [] : [accountNamed(matrix, name).id];
          const listed = await listFilings(govcast.acting.db, matrix, only);
          if (options.csv !== undefined) await writeFile(options.csv, filingSheet(listed.filings));
          const wrote = options.csv === undefined ? '' : `\nwritten to ${options.csv}`;
          return {
            object: { ...listed, ...(options.csv === undefined ? {} : { csv: options.csv }) },
            text: () => `${filingsText(listed.filings, listed.unfiled)}${wrote}`,
          };
        }),
      ),
    );
  addChannelReview(channel, cli);
}

async function record(govcast: Govcast, name: string, options: FileOptions) {
  const { acting, clock, config } = govcast;
  const { id, ours } = accountNamed(matrixOf(govcast), name);
  const wish: FilingWish = {
    ...{ account: id, event: oneOf(events, options.event, 'event'), onDay: dayOf(options.on) },
    ...(options.until === undefined ? {} : { untilDay: dayOf(options.until) }),
    ...{ unit: options.unit, reason: options.reason, ...filedOf(options) },
  };
  const actor = actingPerson(govcast, options.as);
  const { filing, outcome, life } = await fileAccount({ ...acting, people: config.people }, wish, actor);
  const closing = life.closedOn === null ? null : startOfDay(life.closedOn);
  const from = closing === null ? null : Math.max(closing - 1, clock.now());
  const placed = ours && from !== null ? await placedAfter(acting.db, id, from, 200) : [];
  const object = { ...filing, outcome, life, stillPlaced: placed.length };
  const lines = [
    `${id}: ${filing.event} on ${filing.onDay} is ${outcome}${filing.number === null ? ', unfiled' : `, ${filing.number}`}`,
    ...(placed.length > 0
      ? [`${placed.length} posts are still placed there after the closing: govcast queue list, then queue cancel`]
      : []),
  ];
  return { object, text: () => lines.join('\n') };
}

/** @throws AskedWrongly for a number without its day, or a day without its number */
function filedOf({ number, filedOn }: FileOptions): Pick<FilingWish, 'filed'> {
  if (number === undefined && filedOn === undefined) return {};
  if (number !== undefined && filedOn !== undefined) return { filed: { number, filedOn: dayOf(filedOn) } };
  throw new AskedWrongly({
    code: 'filing-number',
    message: 'a filing has its number and its day',
    remedy: 'Give both --number and --filed-on, or neither while it is unfiled.',
  });
}
