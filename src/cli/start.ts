import { once } from 'node:events';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { hasCredential } from '../access/credential-store.ts';
import { secondAccounts } from '../config/channels.ts';
import { readEnvironment } from '../config/environment.ts';
import { loadConfig } from '../config/load-config.ts';
import { AskedWrongly } from '../errors.ts';
import { createLogger } from '../logger.ts';
import type { Role } from '../process.ts';
import { setupCode } from '../server/setup-code.ts';
import type { AddCommand, Cli } from './cli.ts';
import { rehearse } from './rehearse.ts';
import { startSandboxProcess } from './sandbox-process.ts';

/** `govcast start`: the worker, HTTP and, while accounts rehearse, the sandbox; until SIGTERM. */
export const startCommand: AddCommand = (program, cli) => {
  program
    .command('start')
    .description('runs the worker and the HTTP server until SIGTERM')
    .option('--role <role>', 'all, web or worker', 'all')
    .addHelpText('after', '\nExample:\n  govcast start --role worker')
    .action((options: { role: string }) => cli.run(false, () => run(cli, roleOf(options.role))));
};

async function run(cli: Cli, role: Role) {
  const { terminal, clock } = cli;
  const environment = readEnvironment();
  const config = loadConfig(environment.configFolder);
  terminal.out(
    `govcast starts: ${environment.cluster ? 'PostgreSQL and Redis' : 'SQLite, no other service'}, data in ${environment.dataFolder}`,
  );
  const log = createLogger({
    clock,
    settings: config.settings.log,
    folder: join(environment.dataFolder, 'log'),
    terminal: process.stderr,
  });
  const rehearses = config.channels.some((c) => c.sandbox);
  const sandbox = rehearses
    ? await startSandboxProcess({ port: config.settings.sandbox.port, data: join(environment.dataFolder, 'sandbox') })
    : null;
  if (sandbox) log.debug('started', { part: 'sandbox' });
  for (const { office, platform, ids } of secondAccounts(config.channels, config.outside)) {
    log.warn('a second account of one office on one platform, and no reason is recorded (N-03)', {
      office,
      platform,
      ids,
    });
  }
  let inTime = true;
  try {
    // Loaded after the first line: it is most of the program, and loads while the sandbox starts.
    const { startGovcast } = await import('../process.ts');
    const worker = `${hostname()}:${process.pid}`;
    const sandboxUrl = sandbox?.url ?? null;
    const parts = { environment, clock, log, sandboxUrl, worker, random: Math.random, realTime: true };
    const running = await startGovcast(parts, role);
    const { govcast, url } = running;
    if (sandbox && url) await rehearse(sandbox, govcast.config.channels, url);
    if (url)
      terminal.out(
        `HTTP         ${url}/health (callbacks ${url}/callback/wechat/CHANNEL, reads with the token of data/api-token)`,
      );
    if (url && !(await hasCredential(govcast.acting.db)))
      terminal.out(`first run    open ${url}/first-run and type the code ${setupCode(environment.dataFolder)}`);
    if (sandbox)
      terminal.out(
        `rehearsal    no real account is used; portal ${sandbox.url}/portal/, what the public sees ${sandbox.url}/_control/published`,
      );
    const loops = running.working.loops.map((l) => l.name).join(', ');
    terminal.out(`loops        ${role === 'web' ? 'none in this role' : loops}`);
    terminal.out(`log          ${join(environment.dataFolder, 'log', 'govcast.jsonl')}`);
    const [signal] = await Promise.race([
      once(process, 'SIGTERM').then(() => ['SIGTERM']),
      once(process, 'SIGINT').then(() => ['SIGINT']),
    ]);
    terminal.out(`${signal}: stopping`);
    inTime = await running.stop();
  } finally {
    await sandbox?.stop();
    if (sandbox) log.debug('stopped', { part: 'sandbox' });
    await log.close();
  }
  // An open call keeps the process alive for up to 20 s more. The timer itself does not.
  if (!inTime) clock.timeout(500).addEventListener('abort', () => process.exit());
  return { object: { stopped: true }, text: () => 'stopped' };
}

function roleOf(role: string): Role {
  if (role === 'all' || role === 'web' || role === 'worker') return role;
  throw new AskedWrongly({ code: 'start-role', message: `${role} is no role`, remedy: 'Use all, web or worker.' });
}
