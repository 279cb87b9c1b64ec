import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { isoBeijing, parseBeijing } from '../../calendar/beijing-time.ts';
import { type TestClock, testClock } from '../../clock.ts';
import { readEnvironment } from '../../config/environment.ts';
import type { Logger } from '../../log.ts';
import { type RunningGovcast, startGovcast } from '../../process.ts';
import { rehearse } from '../rehearse.ts';
import { type SandboxProcess, startSandboxProcess } from '../sandbox-process.ts';

/** A Friday morning on which the sandbox's portal has fresh items. */
export const DEMO_START = '2026-11-20T08:00:00+08:00';

export interface DemoWorld extends RunningGovcast {
  clock: TestClock;
  sandbox: SandboxProcess;
  /** Looks with the loops of these names, in order, once each; what waits for the clock is let through. */
  look: (...names: string[]) => Promise<void>;
  /** Moves our clock and the sandbox's together, and waits until what fell due there was pushed to us. */
  moveTo: (at: number) => Promise<void>;
  end: () => Promise<void>;
}

/**
 * The real process on a clock of the demo's, with a sandbox of its own in a temporary folder: nothing of the
 * installation is touched, and it works at three in the morning.
 */
export async function openDemoWorld(): Promise<DemoWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-demo-'));
  const start = parseBeijing(DEMO_START) ?? 0;
  const clock = testClock(start);
  const log: Logger = { debug() {}, info() {}, warn: toStderr, error: toStderr };
  const sandbox = await startSandboxProcess({ port: 0, data: join(folder, 'sandbox'), clock: isoBeijing(start) });
  const environment = { ...readEnvironment({}), dataFolder: join(folder, 'data') };
  const parts = { environment, clock, log, sandboxUrl: sandbox.url, worker: 'demo', random: () => 0.5 };
  const running = await startGovcast(parts, 'all', { ticking: false, port: 0 });
  if (running.url) await rehearse(sandbox, running.govcast.config.channels, running.url);
  const look = async (...names: string[]) => {
    for (const name of names) {
      const loop = running.working.loops.find((l) => l.name === name);
      if (loop)
        await letThrough(
          clock,
          loop.reconcile(() => false),
        );
    }
  };
  return {
    ...running,
    clock,
    sandbox,
    look,
    moveTo: async (at) => {
      clock.moveTo(Math.max(at, clock.now()));
      await sandbox.control('clock', { now: clock.now() });
      await look('inbox');
    },
    end: async () => {
      await running.stop();
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs work that now and then waits politely on the clock, and moves the clock on to where it waits. */
async function letThrough(clock: TestClock, work: Promise<unknown>): Promise<void> {
  let done = false;
  const finished = work.finally(() => {
    done = true;
  });
  finished.catch(() => {});
  while (!done) {
    const at = clock.nextTimerAt();
    if (at !== null) clock.moveTo(at);
    await turn();
  }
  await finished;
}

function toStderr(message: string, fields?: Record<string, unknown>): void {
  process.stderr.write(`${message} ${JSON.stringify(fields ?? {})}\n`);
}
