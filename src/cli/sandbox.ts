import { once } from 'node:events';
import { join } from 'node:path';
import { parseBeijing } from '../calendar/beijing-time.ts';
import { testClock } from '../clock.ts';
import { readEnvironment } from '../config/environment.ts';
import { AskedWrongly } from '../errors.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import type { AddCommand } from './cli.ts';

/** `govcast sandbox`: the stand-in of the platforms and a made-up portal, a process of its own. */
export const sandboxCommand: AddCommand = (program, cli) => {
  program
    .command('sandbox')
    .description('runs the stand-in of WeChat, WeCom and a made-up portal until it is ended')
    .option('--port <port>', 'TCP port, 0 takes a free one', '8790')
    .option('--data <dir>', 'folder of its own database (default: sandbox in the data folder)')
    .option('--clock <moment>', 'a clock that stands at MOMENT and is moved by /_control/clock')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast sandbox --port 8790 --data data/sandbox')
    .action((options: { port: string; data?: string; clock?: string; json?: boolean }) =>
      cli.run(options.json, async () => {
        const clock = options.clock === undefined ? cli.clock : testClock(momentOf(options.clock));
        const dataDir = options.data ?? join(readEnvironment().dataFolder, 'sandbox');
        const sandbox = await startSandbox({ port: Number(options.port), dataDir, clock });
        const { url } = sandbox;
        cli.terminal.out(
          options.json
            ? JSON.stringify({ url })
            : `sandbox ready at ${url} (portal ${url}/portal/, control ${url}/_control/)`,
        );
        await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), once(process, 'disconnect')]);
        await sandbox.stop();
        if (process.connected) process.disconnect(); // The channel to the parent would keep the process alive.
        return { object: { url, stopped: true }, text: () => 'sandbox stopped' };
      }),
    );
};

function momentOf(text: string): number {
  const at = parseBeijing(text);
  if (at !== null) return at;
  throw new AskedWrongly({
    code: 'sandbox-clock',
    message: `${text} is not a moment`,
    remedy: 'Write it as 2026-11-20T09:00.',
  });
}
