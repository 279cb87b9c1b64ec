import { existsSync } from 'node:fs';
import { readEnvironment } from '../config/environment.ts';
import { loadConfig } from '../config/load-config.ts';
import type { Portal } from '../config/portals.ts';
import { findDocumentNumbers } from '../policy/document-number.ts';
import { type ExtractAnswer, extractFile, extractUrl } from '../portal/answer-extract.ts';
import type { AddCommand } from './cli.ts';
import { inputBytes } from './input-file.ts';
import { table } from './terminal.ts';

/** `govcast extract FILE|URL`: what a portal's article page says. */
export const extractCommand: AddCommand = (program, cli) => {
  program
    .command('extract <page>')
    .description('title, number, dates, marking, body and attachments of an article page; a URL needs the network')
    .option('--url <base>', 'address that relative links of a file belong to')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast extract page.html --url http://www.example.gov.cn/zwgk/t1.html --json')
    .action((page: string, options: { url?: string; json?: boolean }) =>
      cli.run(options.json, async () => {
        const findNumbers = (text: string) => findDocumentNumbers(text).map((n) => n.normalised);
        const how = { now: cli.clock.now(), findNumbers };
        const isUrl = /^https?:/i.test(page) && !existsSync(page);
        const article = isUrl
          ? await extractUrl(page, { portals: portals(), allowPrivate: true }, cli.clock, how)
          : extractFile(inputBytes(page), options.url ?? null, how);
        return { object: article, text: () => printed(article) };
      }),
    );
};

/** They name who asks; a file is read without them. */
function portals(): Portal[] {
  return loadConfig(readEnvironment().configFolder).portals;
}

function printed(article: ExtractAnswer): string {
  const { text, html: _, images, attachments, links, warnings, ...fields } = article;
  const rows = Object.entries(fields).map(([name, value]) => [name, value]);
  const counts = [
    ['text', `${[...text].length} characters`],
    ['images', images.length],
    ['attachments', attachments.map((a) => a.name).join(', ')],
    ['links', links.length],
    ['warnings', warnings.map((w) => w.message).join('; ')],
  ];
  return table(['field', 'value'], [...rows, ...counts]);
}
