import { z } from 'zod';
import { AskedWrongly } from '../errors.ts';
import { linkAll } from '../policy/link-all.ts';
import type { AddCommand } from './cli.ts';
import { inputLines } from './input-file.ts';
import { table } from './terminal.ts';

const text = z.string().nullish();
const lineSchema = z.object({
  id: z.string(),
  title: z.string(),
  url: text,
  publishedAt: text,
  number: text,
  issuer: text,
  column: text,
  text,
  links: z.array(z.union([z.string(), z.object({ url: z.string() })])).nullish(),
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
        const lines = inputLines(file).map((line, i) => checked(line, `${file}:${i + 1}`));
        const started = cli.clock.monotonicMs();
        const linked = linkAll(lines);
        const elapsedMs = Math.round(cli.clock.monotonicMs() - started);
        const rows = linked.pairs.map((p) => [p.policy, p.interpretation, p.decision, p.form, p.score.toFixed(2)]);
        return {
          object: { ...linked, elapsedMs },
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
    remedy: 'Give each line an id and a title; see cli reference for the other fields.',
    cause: read.error,
  });
}
