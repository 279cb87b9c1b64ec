import { hostname } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../config/environment.ts';
import { type Config, loadConfig } from '../config/load-config.ts';
import { type Govcast, openGovcast } from '../govcast.ts';
import { createLogger } from '../logger.ts';
import type { Cli } from './cli.ts';

/**
 * Opens everything for one command and closes it whatever happens. It speaks to the log file only; configuration that
 * has changed in the files is used, but taken into the versions only by start and `config apply`.
 */
export async function withGovcast<T>(
  { clock }: Pick<Cli, 'clock'>,
  work: (govcast: Govcast) => Promise<T>,
): Promise<T> {
  const environment = readEnvironment();
  const config = loadConfig(environment.configFolder);
  const folder = join(environment.dataFolder, 'log');
  const log = createLogger({ clock, settings: config.settings.log, folder, terminal: null });
  try {
    const govcast = await openGovcast({
      environment,
      clock,
      log,
      sandboxUrl: rehearsalUrl(config),
      worker: `cli:${hostname()}:${process.pid}`,
      random: Math.random,
      takesConfigOver: false,
    });
    try {
      return await work(govcast);
    } finally {
      await govcast.close();
    }
  } finally {
    await log.close();
  }
}

/** Where the sandbox of `start` answers; null when nothing rehearses. */
export function rehearsalUrl({ settings, channels, portals }: Pick<Config, 'settings' | 'channels' | 'portals'>) {
  const rehearses = channels.some((c) => c.sandbox) || portals.some((p) => p.sandbox);
  return rehearses && settings.sandbox.port > 0 ? `http://127.0.0.1:${settings.sandbox.port}` : null;
}
