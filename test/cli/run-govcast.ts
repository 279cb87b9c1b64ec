import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { systemClock } from '../../src/clock.ts';

/** What a command did. */
export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
  /** Standard output as one JSON object; empty when it is none. */
  json: Record<string, unknown>;
}

/** A data folder for one test file, and the program on it. */
export interface GovcastProgram {
  data: string;
  run: (...args: string[]) => Promise<Ran>;
  /** With `--json`. */
  json: (...args: string[]) => Promise<Ran>;
  /** The built program as a process of its own: what the shell sees. It costs a second, so it is used seldom. */
  spawn: (...args: string[]) => Promise<Ran>;
  remove: () => void;
}

const main = resolve('dist/main.js');
const LIMIT_MS = 60_000;

/** @param variables e.g. GOVCAST_CONFIG; the folders of the checkout when left out */
export function govcastProgram(variables: Record<string, string> = {}): GovcastProgram {
  const data = mkdtempSync(join(tmpdir(), 'govcast-cli-'));
  const environment: Record<string, string> = { GOVCAST_DATA: data, ...variables };
  const run = async (...args: string[]) => {
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'GOVCAST_CONFIG', 'GOVCAST_CONTENT']) vi.stubEnv(name, undefined);
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const out: string[] = [];
    const err: string[] = [];
    const terminal = { out: (text: string) => out.push(text), err: (text: string) => err.push(text), colour: false };
    const code = await runProgram(args, terminal, systemClock());
    return ranOf(code, out.join('\n'), err.join('\n'));
  };
  const spawn = (...args: string[]) =>
    new Promise<Ran>((done) => {
      const { PATH = '' } = process.env;
      const options = { env: { PATH, ...environment }, timeout: LIMIT_MS };
      const child = execFile(process.execPath, [main, ...args], options, (error, stdout, stderr) =>
        done(ranOf(error ? (child.exitCode ?? -1) : 0, stdout, stderr)),
      );
    });
  return {
    data,
    run,
    json: (...args) => run(...args, '--json'),
    spawn,
    remove: () => rmSync(data, { recursive: true, force: true }),
  };
}

function ranOf(code: number, stdout: string, stderr: string): Ran {
  return { code, stdout, stderr, json: stdout.startsWith('{') ? JSON.parse(stdout) : {} };
}
