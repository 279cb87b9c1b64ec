import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOfDay, isoBeijing, plusDays, startOfDay } from '../calendar/beijing-time.ts';
import { buildCalendar } from '../calendar/build-calendar.ts';
import { testClock } from '../clock.ts';
import type { Environment } from '../config/environment.ts';
import type { Logger } from '../log.ts';
import { agendaOf } from './agenda.ts';
import { portalPages } from './portal-pages.ts';
import { prepareConfig } from './prepare-config.ts';
import { runDays } from './run-days.ts';
import { openPlatform } from './simulated-platform.ts';
import { openWorker } from './simulated-worker.ts';
import type { Simulation } from './simulation.ts';
import { newSimulationLog } from './simulation-log.ts';
import { rosterOf } from './staff/roster.ts';

export interface SimulationWish {
  seed: number;
  /** First day, YYYY-MM-DD. */
  first: string;
  days: number;
  environment: Pick<Environment, 'configFolder' | 'contentFolder'>;
  /** Hears each line of the log as it is written. */
  onLine?: (line: string) => void;
  /** Hears each simulated day as it begins. */
  onDay?: (day: string) => void;
  /** What govcast itself logs. */
  log?: Logger;
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Runs the real process of govcast through a span of days, on a clock that jumps from moment to moment, against the
 * sandbox, with staff, citizens, faults and crashes out of a seed. The same seed gives the same log.
 */
export async function simulate(wish: SimulationWish) {
  const { seed, first, days } = wish;
  const folder = mkdtempSync(join(tmpdir(), 'govcast-simulation-'));
  const last = plusDays(first, days - 1);
  try {
    const configFolder = join(folder, 'config');
    const config = prepareConfig(wish.environment.configFolder, configFolder);
    const calendar = buildCalendar(config.calendarYears);
    const clock = testClock(startOfDay(first) + 7 * 3_600_000);
    const log = newSimulationLog(clock, wish.onLine);
    const dataDir = join(folder, 'sandbox');
    mkdirSync(dataDir);
    const pages = portalPages(seed, calendar, first, last);
    const platform = await openPlatform({ seed, clock, dataDir, pages });
    const environment = { ...wish.environment, configFolder, dataFolder: join(folder, 'data'), cluster: null };
    const worker = await openWorker({ seed, clock, environment, platform, log: wish.log ?? silent });
    const people = config.people.people.map((p) => p.id);
    const roster = rosterOf(seed, calendar, people, first, last);
    const simulation: Simulation = {
      ...{ seed, clock, calendar, channels: config.channels, platform, worker, log },
      staff: { seed, roster, platform, log, setAside: new Set(), since: new Map() },
      counts: { faults: {}, crashes: 0, stops: 0, messages: 0, comments: 0 },
      ...{ workerUpAt: null, platformUpAt: null, downMs: 0, outages: [] },
    };
    try {
      await runDays(simulation, agendaOf(seed, calendar, first, last), endOfDay(last), wish.onDay ?? (() => {}));
      return {
        seed,
        from: isoBeijing(startOfDay(first)),
        to: isoBeijing(clock.now()),
        lines: log.lines,
        ...simulation.counts,
      };
    } finally {
      await worker.kill();
      await platform.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
