/** What people do with a bundle. Each stands in the ledger with before and after. */
import type { Command } from 'commander';
import { beijingDay } from '../calendar/beijing-time.ts';
import { actingPerson, actsAs } from './acting-person.ts';
import { idOf } from './arguments.ts';
import type { BundleCommand, BundleOptions } from './bundle-act.ts';
import { bundleDuties } from './bundle-duties.ts';
import { bundleWork } from './bundle-work.ts';
import type { Cli } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

export function addBundleActs(parent: Command, cli: Cli): void {
  for (const { usage, description, example, options, act } of [...bundleDuties, ...bundleWork]) {
    const command = parent.command(usage).description(description);
    actsAs(options?.(command) ?? command)
      .option('--json', 'one JSON object for machines')
      .addHelpText('after', `\nExample:\n  govcast ${example}`)
      .action(() => {
        const given = command.opts<BundleOptions>();
        return cli.run(given.json, () => run(cli, command.args, given, act));
      });
  }
}

function run(cli: Cli, [id = '', ...rest]: string[], options: BundleOptions, act: BundleCommand['act']) {
  return withGovcast(cli, async (govcast) => {
    const actor = actingPerson(govcast, options.as);
    const today = beijingDay(govcast.clock.now());
    const doing = { desk: govcast.bundles, actor, bundle: idOf('bundle', id), rest, options, today };
    const facts = await act(doing);
    const rows = [
      ['task with', facts.section],
      ['published', facts.publishedOn],
      ['in force', facts.effectiveOn],
      ['telephone', facts.telephone],
      ['traits', facts.traits.join(' ')],
    ];
    return { object: facts, text: () => `bundle:${facts.id} ${facts.title}\n${table(['', ''], rows)}` };
  });
}
