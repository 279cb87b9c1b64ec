import { setImmediate as turn } from 'node:timers/promises';
import type { Clock, TestClock } from '../clock.ts';
import type { Environment } from '../config/environment.ts';
import type { Govcast } from '../govcast.ts';
import type { Logger } from '../log.ts';
import { type RunningGovcast, startGovcast } from '../process.ts';
import { chanceOf } from './chance.ts';
import { type CrashSide, clockOf, type Lifeline, newLifeline, storeOf } from './lifeline.ts';
import { accountOf, type SimulatedPlatform } from './simulated-platform.ts';

/** govcast's process as the simulation keeps it: started, looked with loop by loop, ended between any two lines. */
export interface SimulatedWorker {
  isUp: () => boolean;
  /** Starts the process anew on the same data. */
  start: () => Promise<void>;
  /** Ends it; what was under way stays as it stands. */
  kill: () => Promise<void>;
  /** It will end at the `n`th call of its database from now. */
  crashAfter: (n: number, side: CrashSide) => void;
  /** One look with each of these loops, in this order. @returns whether the process lived through it */
  look: (names: readonly string[]) => Promise<boolean>;
  loopNames: () => string[];
  /** Reads without being counted as a step of the process; null while it is down. */
  peek: <T>(reading: (govcast: Govcast) => Promise<T>) => Promise<T | null>;
  /** Tells the platform again where its pushes go. */
  tellCallbacks: () => Promise<void>;
  /** Something that people do with the running process. @returns whether the process lived through it */
  act: (doing: (govcast: Govcast) => Promise<void>) => Promise<boolean>;
}

export interface WorkerParts {
  seed: number;
  clock: TestClock;
  environment: Environment;
  platform: SimulatedPlatform;
  log: Logger;
}

/** @throws what startGovcast throws when the configuration does not hold */
export async function openWorker({ seed, clock, environment, platform, log }: WorkerParts): Promise<SimulatedWorker> {
  const random = chanceOf(seed, 'worker').next;
  const idRandom = chanceOf(seed, 'ids').next;
  let life: Lifeline = newLifeline();
  let running: RunningGovcast | null = null;

  const start = async () => {
    if (running) return;
    life = newLifeline();
    const parts = { environment, clock: clockOf(life, waiting(clock)), log, worker: 'simulation', random, idRandom };
    const opened = { ...parts, openStore: storeOf(life), sandboxUrl: platform.url };
    running = await startGovcast(opened, 'web', { ticking: false, port: 0 });
    await tellCallbacks(running, platform);
  };
  const kill = async () => {
    life.cut();
    await running?.stop();
    running = null;
  };
  const run = async (doing: (process: RunningGovcast) => Promise<unknown>): Promise<boolean> => {
    if (!running) return false;
    try {
      await doing(running);
    } catch (error) {
      if (!life.isCut()) throw error;
    }
    if (!life.isCut()) return true;
    await kill();
    return false;
  };

  await start();
  return {
    isUp: () => running !== null,
    start,
    kill,
    crashAfter: (n, side) => life.cutAfter(n, side),
    peek: async (reading) => {
      const process = running;
      return process && life.uncounted(() => reading(process.govcast));
    },
    tellCallbacks: async () => {
      if (running) await tellCallbacks(running, platform);
    },
    loopNames: () => running?.working.loops.map((loop) => loop.name) ?? [],
    look: (names) =>
      run(async ({ working }) => {
        for (const name of names) {
          if (life.isCut()) return;
          const loop = working.loops.find((each) => each.name === name);
          await loop?.reconcile(() => life.isCut());
          await turn();
        }
      }),
    act: (doing) => run(({ govcast }) => doing(govcast)),
  };
}

/** Waiting takes simulated time only: whoever waits moves the clock. */
function waiting(clock: TestClock): Clock {
  return {
    ...clock,
    sleep: async (ms) => {
      clock.moveBy(Math.max(0, Math.ceil(ms)));
    },
  };
}

/** As the platform's console has it: where the accounts take their pushes. The port is a new one after each start. */
async function tellCallbacks({ govcast, url }: RunningGovcast, platform: SimulatedPlatform): Promise<void> {
  if (!platform.isUp()) return;
  for (const channel of govcast.config.channels) {
    if (channel.kind === 'wecom-robot') continue;
    const callback = { account: accountOf(channel), url: `${url}/callback/wechat/${channel.id}`, mode: 'safe' };
    await platform.control('callback', { ...callback, timeoutMs: 30_000 });
  }
}
