import { findDocumentNumbers } from '../policy/document-number.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';

/** `govcast number TEXT`: every document number (发文字号) in a text, normalised. */
export const numberCommand: AddCommand = (program, cli) => {
  program
    .command('number <text>')
    .description('every document number in the text, normalised')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast number "根据枣政办发[2024]5号"        枣政办发〔2024〕5号')
    .action((text: string, options: { json?: boolean }) =>
      cli.run(options.json, async () => {
        const numbers = findDocumentNumbers(text);
        const rows = numbers.map((n) => [n.raw, n.issuer, n.kind, n.year, n.serial]);
        return {
          object: { numbers },
          text: () => table(['number', 'issuer', 'kind', 'year', 'serial'], rows, 'no document number'),
        };
      }),
    );
};
