import { sourceId } from '../config/portals.ts';
import { sandboxAnswers } from '../doctor/sandbox-answers.ts';
import { CallPerson } from '../errors.ts';
import type { Govcast } from '../govcast.ts';
import { findDocumentNumbers } from '../policy/document-number.ts';
import { crawlNow } from '../portal/crawl-now.ts';
import { openPortals } from '../portal/fetch/open-portals.ts';
import { actingPerson } from './acting-person.ts';
import type { AddCommand, Cli } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

interface Options {
  as?: string;
  json?: boolean;
}

/** `govcast crawl [SOURCE…]`: one look at portal columns, now. */
export const crawlCommand: AddCommand = (program, cli) => {
  program
    .command('crawl [sources...]')
    .description('looks at portal columns once, now, whatever their intervals say; all of them without a name')
    .option('--as <person>', 'id of the person of people.yaml who looks; default the worker')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast crawl shili/zcwj shili/zcjd')
    .action((sources: string[], options: Options) =>
      cli.run(options.json, () => withGovcast(cli, (govcast) => crawl(cli, govcast, sources, options))),
    );
};

async function crawl({ terminal, clock }: Cli, govcast: Govcast, sources: string[], { as }: Options) {
  const { acting, config, sandboxUrl } = govcast;
  const actor = as === undefined ? ({ person: 'govcast', via: 'cli' } as const) : actingPerson(govcast, as);
  const { portals, readers, close } = openPortals(config.portals, clock, sandboxUrl);
  try {
    const wanted = (source: string) => sources.length === 0 || sources.includes(source);
    const rehearsed = portals.some((p) => p.sandbox && p.columns.some((column) => wanted(sourceId(p, column))));
    if (rehearsed && sandboxUrl && !(await sandboxAnswers(clock, sandboxUrl))) throw silentSandbox(sandboxUrl);
    const findNumbers = (text: string) => findDocumentNumbers(text).map((n) => n.raw);
    const crawled = await crawlNow({ ...acting, actor, portals, readers, findNumbers }, sources, (source) =>
      terminal.err(`${source} …`),
    );
    const rows = crawled.sources.map((s) => [s.source, s.listed, s.new, s.revised, s.unchanged, s.failed]);
    const errors = crawled.sources.flatMap((s) => s.errors.map((e) => `${s.source}: ${e.message} — ${e.remedy}`));
    return {
      object: crawled,
      text: () => [table(['source', 'listed', 'new', 'revised', 'unchanged', 'failed'], rows), ...errors].join('\n'),
    };
  } finally {
    close();
  }
}

function silentSandbox(url: string): CallPerson {
  return new CallPerson({
    code: 'sandbox-silent',
    message: `the rehearsal portal lies in the sandbox, and nothing answers at ${url}`,
    place: url,
    remedy: 'Start it with `govcast start` or `govcast sandbox`, or describe a portal of your own in config/portals.',
  });
}
