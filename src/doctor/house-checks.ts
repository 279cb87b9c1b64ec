import { join } from 'node:path';
import { checkCalendar } from '../calendar/check-calendar.ts';
import { checkDatabaseClock } from '../calendar/check-database-clock.ts';
import { type ConfigCheck, configChecks } from '../config/config-checks.ts';
import { configEntries } from '../config/config-entries.ts';
import type { Govcast } from '../govcast.ts';
import { checkConfigDrift } from '../ledger/config-drift.ts';
import { checkStore } from '../store/check-store.ts';
import { issuerChecks } from './issuer-check.ts';
import { proxyCheck } from './proxy-check.ts';

/** What doctor says of the configuration, the database and the queue. Asks nothing of the platforms, and the identity provider of the office, where there is one, what it is. */
export async function houseChecks(govcast: Govcast): Promise<ConfigCheck[]> {
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
    proxyCheck(dataFolder, clock.now()),
    ...(await issuerChecks(config.settings.access.oidc, clock)),
    info('delivery', `lease ${leaseMs} ms, call ${callLimitMs} ms, settled after ${settleMs} ms: safe together`),
  ];
}
