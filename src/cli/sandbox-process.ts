import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { CallPerson } from '../errors.ts';

export interface SandboxProcess {
  url: string;
  /** Calls the sandbox's control, `POST /_control/NAME`, or GET without a body. */
  control: (name: string, body?: object) => Promise<unknown>;
  stop: () => Promise<void>;
}

/**
 * Starts the sandbox as a process of its own, from the same program, and waits until it answers. It ends with us, also
 * when we are killed: the channel between the processes breaks.
 */
export async function startSandboxProcess(options: {
  port: number;
  data: string;
  clock?: string;
}): Promise<SandboxProcess> {
  const program = process.argv[1];
  if (program === undefined) throw new Error('the program does not know its own file');
  const args = ['sandbox', '--json', '--port', String(options.port), '--data', options.data];
  if (options.clock !== undefined) args.push('--clock', options.clock);
  const child = spawn(process.execPath, [...process.execArgv, program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await firstUrl(child, options.port);
  return {
    url,
    control: (name, body) => control(url, name, body),
    stop: async () => {
      if (child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function firstUrl(child: ChildProcess, port: number): Promise<string> {
  if (!child.stdout) throw new Error('the sandbox has no output');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    once(child, 'exit').then(() => ''),
  ]);
  const said: unknown = first === '' ? null : JSON.parse(first);
  if (typeof said === 'object' && said !== null && 'url' in said) return String(said.url);
  const error =
    typeof said === 'object' && said !== null && 'error' in said ? JSON.stringify(said.error) : 'it ended at once';
  throw new CallPerson({
    code: 'sandbox-start',
    message: `the sandbox did not start: ${error}`,
    place: `port ${port}`,
    remedy: 'Free the port, or set sandbox.port in config/govcast.yaml.',
  });
}

async function control(url: string, name: string, body?: object): Promise<unknown> {
  const how = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${url}/_control/${name}`, how);
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  throw new CallPerson({
    code: 'sandbox-control',
    message: `the sandbox refused ${name}: ${JSON.stringify(answer)}`,
    remedy: 'Look up the call in the sandbox section of the manual.',
  });
}
