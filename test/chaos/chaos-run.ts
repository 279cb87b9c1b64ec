/** One run of the chaos tests: a worker is killed at a crash point, started again and run on; then it is counted. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { Act } from '../../src/channels/channel.ts';
import type { Environment } from '../../src/config/environment.ts';
import { stopProcess } from '../services/service.ts';

/** Before begin, after begin, with the request sent, with the answer read, after it is written (protocol, section 12). */
export type CrashPoint = 'a' | 'b' | 'c' | 'd' | 'e';

export interface WorkerOrder {
  dataFolder: string;
  sandboxUrl: string;
  startAt: number;
  cluster: Environment['cluster'];
  channel: string;
  act: Act;
  hours: number;
  crash: { step: string; point: CrashPoint; path: string } | null;
  /** What the sandbox counts when the public sees it. */
  effect: string;
}

export interface WorkerEnd {
  state: string;
  /** Questions that wait for a person. */
  questions: number;
  /** How often the public sees it, and drafts made, as the sandbox counts. */
  sent: number;
  drafts: number;
  /** The same after a person's "repeat" of what was asked and had not gone out; null when nothing was to repeat. */
  repeated: Omit<WorkerEnd, 'repeated'> | null;
}

/** A kind of effect by the real step that has it. */
export interface Target {
  kind: 'K2' | 'K3' | 'K4' | 'K5';
  channel: string;
  act: Act;
  step: string;
  /** The platform's call of the step. */
  path: string;
  /** What the sandbox counts when the public sees it. */
  effect: string;
}

export const targets: Record<Target['kind'], Target> = {
  K2: { kind: 'K2', channel: 'sub', act: 'publish', step: 'draft', path: '/cgi-bin/draft/add', effect: 'published' },
  K3: {
    ...{ kind: 'K3', channel: 'sub', act: 'publish', step: 'publish' },
    ...{ path: '/cgi-bin/freepublish/submit', effect: 'published' },
  },
  K4: {
    ...{ kind: 'K4', channel: 'notice-group', act: 'message', step: 'send' },
    ...{ path: '/cgi-bin/webhook/send', effect: 'robotMessage' },
  },
  K5: {
    ...{ kind: 'K5', channel: 'service', act: 'massSend', step: 'mass-send' },
    ...{ path: '/cgi-bin/message/mass/sendall', effect: 'massSent' },
  },
};

/** What the platform does with the call during which the worker dies. */
export type Fate = 'effect' | 'no effect' | 'late effect';

export interface ChaosCase {
  kind: Target['kind'];
  point: CrashPoint;
  fate: Fate;
  /** How the platform tells the end of the job. */
  event: 'once' | 'twice' | 'never' | 'late';
}

const faults: Record<Fate, object> = {
  effect: { kind: 'slow', ms: 300 },
  'no effect': { kind: 'http500-before' },
  'late effect': { kind: 'delay-effect', ms: 60_000 },
};

/**
 * What must stand when 48 hours have passed and nobody has answered anything (protocol, section 12): how often the
 * public sees it, and whether a person is asked.
 */
export function expectedOf({ kind, point, fate }: ChaosCase): { sent: number; state: string } {
  const doubted = point === 'b' || point === 'c' || point === 'd';
  const happened = point !== 'b' && fate !== 'no effect';
  if (kind === 'K4' && doubted) return { sent: happened ? 1 : 0, state: 'asking(doubt)' };
  if (kind === 'K3' && doubted && !happened) return { sent: 0, state: 'asking(doubt)' };
  return { sent: 1, state: 'published(fact)' };
}

export interface ChaosResult extends WorkerEnd {
  killedBy: string | null;
}

/** The sandbox in a process of its own, on a clock that is moved by its control. */
export async function startSandboxAlone() {
  const data = mkdtempSync(join(tmpdir(), 'govcast-chaos-sandbox-'));
  const args = ['dist/main.js', 'sandbox', '--json', '--port', '0', '--data', data, '--clock', '2026-11-20T09:00'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { url }: { url: string } = JSON.parse(String(line));
  const control = async (name: string, body?: object) => {
    const how = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${url}/_control/${name}`, how);
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
    return JSON.parse(await answer.text());
  };
  const stop = async () => {
    await stopProcess(child, 'SIGTERM');
    rmSync(data, { recursive: true, force: true });
  };
  return { url, control, stop };
}

export type ChaosSandbox = Awaited<ReturnType<typeof startSandboxAlone>>;

/** Kills a worker at the point of the case, starts another on the same database and runs 48 hours on. */
export async function runChaos(
  sandbox: ChaosSandbox,
  which: ChaosCase,
  cluster: Environment['cluster'] = null,
): Promise<ChaosResult> {
  const { channel, act, step, path, effect } = targets[which.kind];
  const dataFolder = mkdtempSync(join(tmpdir(), 'govcast-chaos-'));
  await sandbox.control('reset', {});
  await pushAs(sandbox, which.event);
  if (which.point === 'c' || (which.point === 'd' && which.fate !== 'effect')) {
    await sandbox.control('faults', { path, ...faults[which.fate] });
  }
  const order = async (hours: number, crash: WorkerOrder['crash']): Promise<WorkerOrder> => {
    const { now: startAt } = await sandbox.control('clock');
    return { dataFolder, sandboxUrl: sandbox.url, startAt, cluster, channel, act, effect, hours, crash };
  };
  try {
    const killed = await runWorker(await order(1, { step, point: which.point, path }));
    const { end } = await runWorker(await order(48, null));
    if (!end) throw new Error('the second worker did not reach its end');
    return { ...end, killedBy: killed.signal };
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function pushAs(sandbox: ChaosSandbox, event: ChaosCase['event']): Promise<void> {
  for (const account of ['wx0000000000000001', 'wx0000000000000002']) {
    for (const act of ['publish', 'mass']) {
      await sandbox.control('policy', { account, act, event, eventDelayMs: event === 'late' ? 3_600_000 : 0 });
    }
  }
}

/** The worker without its types, on the program as it is built in dist/: two thirds of a start under tsx are compiling. */
function compiledWorker(): string {
  const source = readFileSync(join(import.meta.dirname, 'worker.ts'), 'utf8');
  const { outputText } = transpileModule(source, {
    compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 },
  });
  mkdirSync('test-results', { recursive: true });
  const file = join('test-results', `chaos-worker-${process.pid}.mjs`);
  writeFileSync(file, outputText.replaceAll(/'\.\.\/\.\.\/src\/(.+)\.ts'/g, "'../dist/$1.js'"));
  return file;
}

async function runWorker(order: WorkerOrder): Promise<{ end: WorkerEnd | null; signal: string | null }> {
  const child = spawn(process.execPath, [compiledWorker(), JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let said = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code, signal] = await once(child, 'close');
  if (signal === null && code !== 0) throw new Error(`the worker ended with ${code}: ${said.slice(-2000)}`);
  if (process.env.CHAOS_LOG) process.stderr.write(said);
  return { end: out === '' ? null : JSON.parse(out), signal };
}
