import { join } from 'node:path';
import { readEnvironment } from '../config/environment.ts';
import { answerPlan } from '../schedule/planner/answer-plan.ts';
import { readPlanWording } from '../schedule/planner/wording.ts';
import type { AddCommand } from './cli.ts';
import { inputJson } from './input-file.ts';
import { table } from './terminal.ts';

/** `govcast plan FILE.json`: posts put onto channels, with a reason for each place and each obstacle. */
export const planCommand: AddCommand = (program, cli) => {
  program
    .command('plan <file>')
    .description('puts the posts of a file onto its channels, without breaking a quota, a gap or an order')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast plan week.json --json')
    .action((file: string, options: { json?: boolean }) =>
      cli.run(options.json, async () => {
        const wording = readPlanWording(join(readEnvironment().contentFolder, 'wording', 'planner.yaml'));
        const planned = answerPlan(inputJson(file), wording, cli.clock);
        const rows = [
          ...planned.placements.map((p) => [p.post, p.channel, p.act, p.at, p.code, p.reason]),
          ...planned.impossible.map((p) => [p.post, p.channel, '', 'impossible', p.code, p.obstacle]),
        ];
        return { object: planned, text: () => table(['post', 'channel', 'act', 'at', 'code', 'reason'], rows) };
      }),
    );
};
