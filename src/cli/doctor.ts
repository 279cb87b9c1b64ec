import type { ConfigCheck } from '../config/config-checks.ts';
import { readEnvironment } from '../config/environment.ts';
import { channelChecks } from '../doctor/channel-checks.ts';
import { houseChecks } from '../doctor/house-checks.ts';
import { machineChecks } from '../doctor/machine-checks.ts';
import { asProblem } from '../errors.ts';
import type { AddCommand, Cli } from './cli.ts';
import { paint, type Terminal, table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast doctor`: what is wrong with this installation, and what to do. */
export const doctorCommand: AddCommand = (program, cli) => {
  program
    .command('doctor')
    .description('what is wrong with this installation, and what to do; exit 1 on an error')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast doctor')
    .action((options: { json?: boolean }) =>
      cli.run(options.json, async () => {
        const checks = await allChecks(cli);
        const ok = checks.every((check) => check.ok);
        return { object: { ok, checks }, ok, text: (terminal) => printed(terminal, checks) };
      }),
    );
};

/** A configuration or a database that does not open is a check that failed; the machine is looked at all the same. */
async function allChecks(cli: Cli): Promise<ConfigCheck[]> {
  const { clock } = cli;
  const { dataFolder } = readEnvironment();
  let opened: ConfigCheck[];
  try {
    opened = await withGovcast(cli, async (govcast) => [
      ...(await houseChecks(govcast)),
      ...(await channelChecks(govcast)),
    ]);
  } catch (error) {
    const { code, message, place, remedy } = asProblem(error);
    const name = code.startsWith('config') ? 'config' : code.startsWith('store') ? 'store' : code;
    const where = place === undefined || message.includes(place) ? message : `${place}: ${message}`;
    opened = [{ name, ok: false, level: 'error', message: where, remedy }];
  }
  return [...opened, ...(await machineChecks(clock, dataFolder))];
}

function printed(terminal: Terminal, checks: ConfigCheck[]): string {
  const colours = { info: 'green', warning: 'yellow', error: 'red' } as const;
  const rows = checks.map((c) => [paint(terminal, colours[c.level], c.level), c.name, c.message, c.remedy]);
  const failed = checks.filter((c) => !c.ok).length;
  return [table(['', 'check', 'found', 'remedy'], rows), failed === 0 ? 'ok' : `${failed} failed`].join('\n');
}
