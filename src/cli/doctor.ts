import { join } from 'node:path';
import { checkCalendar } from '../calendar/check-calendar.ts';
import { checkDatabaseClock } from '../calendar/check-database-clock.ts';
import { type ConfigCheck, configChecks } from '../config/config-checks.ts';
import { configEntries } from '../config/config-entries.ts';
import { readEnvironment } from '../config/environment.ts';
import { asProblem } from '../errors.ts';
import type { Govcast } from '../govcast.ts';
import { checkConfigDrift } from '../ledger/config-drift.ts';
import { checkStore } from '../store/check-store.ts';
import type { AddCommand, Cli } from './cli.ts';
import { channelChecks } from './doctor/channel-checks.ts';
import { machineChecks } from './doctor/machine-checks.ts';
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
    opened = await withGovcast(cli, checksOf);
  } catch (error) {
    const { code, message, place, remedy } = asProblem(error);
    const name = code.startsWith('config') ? 'config' : code.startsWith('store') ? 'store' : code;
    const where = place === undefined || message.includes(place) ? message : `${place}: ${message}`;
    opened = [{ name, ok: false, level: 'error', message: where, remedy }];
  }
  return [...opened, ...(await machineChecks(clock, dataFolder))];
}

async function checksOf(govcast: Govcast): Promise<ConfigCheck[]> {
  const { acting, calendar, clock, config, environment, queue } = govcast;
  const { cluster, dataFolder, configFolder } = environment;
  const place = cluster ? { postgres: cluster.databaseUrl } : { sqlite: join(dataFolder, 'govcast.db') };
  const ready = await queue.isReady();
  const { leaseMs, callLimitMs, settleMs } = config.settings.delivery;
  const info = (name: string, message: string) => ({ name, ok: true, level: 'info' as const, message, remedy: '' });
  return [
    info('config', `${config.files.length} files in ${configFolder}`),
    ...configChecks(config),
    await checkConfigDrift(acting.db, configEntries(config)),
    checkCalendar(calendar, clock.now()),
    ...(await checkStore(acting.db, place)),
    await checkDatabaseClock(acting.db, place, clock),
    ready
      ? info('queue', cluster ? 'bull on Redis passes hints' : 'in the process')
      : {
          name: 'queue',
          ok: false,
          level: 'error',
          message: 'no hints pass',
          remedy: 'See that Redis runs at REDIS_URL.',
        },
    info('delivery', `lease ${leaseMs} ms, call ${callLimitMs} ms, settled after ${settleMs} ms: safe together`),
    ...(await channelChecks(govcast)),
  ];
}

function printed(terminal: Terminal, checks: ConfigCheck[]): string {
  const colours = { info: 'green', warning: 'yellow', error: 'red' } as const;
  const rows = checks.map((c) => [paint(terminal, colours[c.level], c.level), c.name, c.message, c.remedy]);
  const failed = checks.filter((c) => !c.ok).length;
  return [table(['', 'check', 'found', 'remedy'], rows), failed === 0 ? 'ok' : `${failed} failed`].join('\n');
}
