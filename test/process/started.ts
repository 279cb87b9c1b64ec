/** `govcast start` as a process of its own, from dist/, in a folder and on ports of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, waitFor } from '../services/service.ts';

export interface Started {
  child: ChildProcess;
  folder: string;
  url: string;
  sandboxUrl: string;
  output: () => string;
  /** Waits until both servers answer. */
  ready: () => Promise<void>;
  /** Waits for the end. @returns exit code, or the signal's name */
  ended: () => Promise<number | string>;
  remove: () => void;
}

export interface StartWith {
  port?: number;
  /** What is done to the folder before the start; the data folder is `data` in it. */
  before?: (folder: string) => void;
  variables?: Record<string, string>;
}

export async function startFromDist({ port, before, variables }: StartWith = {}): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-start-'));
  const [httpPort, sandboxPort] = [port ?? (await freePort()), await freePort()];
  cpSync('config', join(folder, 'config'), { recursive: true });
  const settings = join(folder, 'config', 'govcast.yaml');
  const text = readFileSync(settings, 'utf8').replace('port: 8780', `port: ${httpPort}`);
  writeFileSync(settings, `${text}\nsandbox: { port: ${sandboxPort} }\n`);
  before?.(folder);
  const child = spawn(process.execPath, ['dist/main.js', 'start'], {
    env: {
      PATH: process.env.PATH,
      GOVCAST_DATA: join(folder, 'data'),
      GOVCAST_CONFIG: join(folder, 'config'),
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const closed = once(child, 'close').then(([code, signal]): number | string => code ?? signal);
  const url = `http://127.0.0.1:${httpPort}`;
  return {
    child,
    folder,
    url,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    output: () => output,
    ready: () =>
      waitFor('govcast', async () => {
        if (!output.includes('loops ')) throw new Error(output);
        await fetch(`${url}/health`);
      }),
    ended: () => closed,
    remove: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether anything still answers there. */
export async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}
