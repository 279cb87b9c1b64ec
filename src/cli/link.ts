import { z } from 'zod';
import { AskedWrongly } from '../errors.ts';
import { linkAll } from '../policy/link-all.ts';
import type { LinkLine } from '../policy/link-line.ts';
import type { AddCommand } from './cli.ts';
import { numberedLines } from './input-file.ts';
import { table } from './terminal.ts';

const text = z.string().nullish();
const lineSchema = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  title: text,
  url: text,
  publishedAt: text,
  number: text,
  issuer: text,
  column: text,
  text,
  links: z.array(z.union([z.string(), z.object({ url: text }), z.null()])).nullish(),
});

/** `govcast link FILE.jsonl`: which interpretations belong to which policies. */
export const linkCommand: AddCommand = (program, cli) => {
  program
    .command('link <file>')
    .description('pairs policies with their interpretations; one JSON object a line: id, title, url, publishedAt, …')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast link items.jsonl --json')
    .action((file: string, options: { json?: boolean }) =>
      cli.run(options.json, async () => {
        const { lines, repeated } = distinct(numberedLines(file).map(({ value, place }) => checked(value, place)));
        const started = cli.clock.monotonicMs();
        const linked = linkAll(lines);
        const elapsedMs = Math.round(cli.clock.monotonicMs() - started);
        const rows = linked.pairs.map((p) => [p.policy, p.interpretation, p.decision, p.form, p.score.toFixed(2)]);
        if (repeated.length > 0)
          cli.terminal.err(`ids that stand more than once (one line of each was taken): ${repeated}`);
        return {
          object: { ...linked, repeated, elapsedMs },
          text: () => table(['policy', 'interpretation', 'decision', 'form', 'score'], rows, 'no pairs'),
        };
      }),
    );
};

function checked(line: unknown, place: string): z.output<typeof lineSchema> {
  const read = lineSchema.safeParse(line);
  if (read.success) return read.data;
  throw new AskedWrongly({
    code: 'link-line',
    message: `${place} is not an item: ${z.prettifyError(read.error)}`,
    place,
    remedy:
      'Give each line an id; the other fields are text, links a list of addresses, and all of them may be missing.',
    cause: read.error,
  });
}

/** One line of every id. Of lines that differ the fullest is taken, so that their order does not matter. */
function distinct(lines: LinkLine[]): { lines: LinkLine[]; repeated: string[] } {
  const byId = new Map<string, LinkLine>();
  const repeated = new Set<string>();
  for (const line of lines) {
    const known = byId.get(line.id);
    if (known !== undefined) repeated.add(line.id);
    if (known === undefined || isFuller(line, known)) byId.set(line.id, line);
  }
  return { lines: [...byId.values()], repeated: [...repeated].sort() };
}

function isFuller(one: LinkLine, other: LinkLine): boolean {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return a.length > b.length || (a.length === b.length && a > b);
}
