import { readEnvironment } from '../config/environment.ts';
import { wechatLimits } from '../posts/platform-limits.ts';
import { answerCheck } from '../review/answer-check.ts';
import { readChecking } from '../review/checks/checks.ts';
import type { AddCommand } from './cli.ts';
import { inputBytes } from './input-file.ts';
import { table } from './terminal.ts';

/** `govcast check FILE`: what is wrong with a text as it stands. */
export const checkCommand: AddCommand = (program, cli) => {
  program
    .command('check <file>')
    .description('marking, personal data, limits, pictures and links of a text, a Markdown post or HTML')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast check content/posts/notice.md')
    .action((file: string, options: { json?: boolean }) =>
      cli.run(options.json, async () => {
        const checking = readChecking(readEnvironment().contentFolder, wechatLimits);
        const checked = answerCheck(file, inputBytes(file).toString('utf8'), checking, cli.clock);
        const rows = checked.findings.map((f) => [f.severity, f.check, f.rule, f.excerpt.slice(0, 24), f.message]);
        return {
          object: checked,
          text: () => table(['severity', 'check', 'rule', 'where', 'finding'], rows, 'no findings'),
        };
      }),
    );
};
