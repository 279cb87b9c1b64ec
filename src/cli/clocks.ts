import { answerClockFile } from '../inbox/answer-clock-file.ts';
import type { AddCommand } from './cli.ts';
import { inputJson } from './input-file.ts';
import { table } from './terminal.ts';

/** `govcast clocks FILE.json`: update clocks and reply clocks for the cases of a file. */
export const clocksCommand: AddCommand = (program, cli) => {
  program
    .command('clocks <file>')
    .description('computes the update and reply clocks of a case file')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast clocks cases.json --json')
    .action((file: string, options: { json?: boolean }) =>
      cli.run(options.json, async () => {
        const answered = answerClockFile(inputJson(file));
        const rows = answered.results.map((r) => [
          String(r.id),
          String(r.dueAt ?? r.breachAt ?? ''),
          String(r.left ?? ''),
          String(r.state ?? ''),
        ]);
        return { object: answered, text: () => table(['case', 'due', 'left', 'state'], rows) };
      }),
    );
};
