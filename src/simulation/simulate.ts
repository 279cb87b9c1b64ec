import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOfDay, isoBeijing, plusDays, startOfDay } from '../calendar/beijing-time.ts';
import { buildCalendar } from '../calendar/build-calendar.ts';
import { testClock } from '../clock.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { Environment } from '../config/environment.ts';
import type { Logger } from '../log.ts';
import type { PortalPage } from '../sandbox/portal/portal-page.ts';
import { agendaOf } from './agenda.ts';
import { type Judgement, judge } from './judge.ts';
import { portalChanges, portalPages } from './portal-pages.ts';
import { prepareConfig } from './prepare-config.ts';
import { comeBackAtEnd, runDays } from './run-days.ts';
import { accountOf, openPlatform, type SimulatedPlatform } from './simulated-platform.ts';
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

export interface SimulationResult extends Judgement {
  ok: boolean;
  seed: number;
  days: number;
  /** ISO 8601, +08:00. */
  from: string;
  to: string;
  faults: Record<string, number>;
  /** Ends between two lines, and stops for a night or a weekend. */
  crashes: number;
  stops: number;
  citizens: { messages: number; comments: number };
  /** The log: one line for each thing that happened. */
  lines: readonly string[];
}

const HOUR = 3_600_000;
/** The hour of the first day at which the process starts. */
const OPENS_MS = 7 * HOUR;
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Runs the real process of govcast through a span of days, on a clock that jumps from moment to moment, against the
 * sandbox, with staff, citizens, faults and crashes out of a seed. The same seed gives the same log.
 */
export async function simulate(wish: SimulationWish): Promise<SimulationResult> {
  const { seed, first, days } = wish;
  const folder = mkdtempSync(join(tmpdir(), 'govcast-simulation-'));
  const last = plusDays(first, days - 1);
  try {
    const configFolder = join(folder, 'config');
    const config = prepareConfig(wish.environment.configFolder, configFolder);
    const calendar = buildCalendar(config.calendarYears);
    const clock = testClock(startOfDay(plusDays(first, -3)) + 10 * HOUR);
    const log = newSimulationLog(clock, wish.onLine);
    const dataDir = join(folder, 'sandbox');
    mkdirSync(dataDir);
    const pages = portalPages(seed, calendar, first, last);
    const platform = await openPlatform({ seed, clock, dataDir, pages });
    await standBefore(platform, config.channels, pages);
    clock.moveTo(startOfDay(first) + OPENS_MS);
    const environment = { ...wish.environment, configFolder, dataFolder: join(folder, 'data'), cluster: null };
    const worker = await openWorker({ seed, clock, environment, platform, log: wish.log ?? silent });
    const people = config.people.people.map((p) => p.id);
    const roster = rosterOf(seed, calendar, people, first, last);
    const simulation: Simulation = {
      ...{ seed, clock, calendar, channels: config.channels, platform, worker, log },
      staff: { seed, roster, platform, log, setAside: new Set(), since: new Map() },
      counts: { faults: {}, crashes: 0, stops: 0, messages: 0, comments: 0 },
      portalChanges: portalChanges(pages),
      ...{ workerUpAt: null, platformUpAt: null, downMs: 0, outages: [] },
    };
    try {
      const end = endOfDay(last);
      await runDays(simulation, agendaOf(seed, calendar, first, last), end, wish.onDay ?? (() => {}));
      await comeBackAtEnd(simulation);
      const judgement = await worker.peek((govcast) => judge(simulation, govcast, { first, last, end }, config));
      if (!judgement) throw new TypeError('the process did not start again');
      const { faults, crashes, stops, messages, comments } = simulation.counts;
      return {
        ok: judgement.problems.length === 0,
        ...{ seed, days, from: isoBeijing(startOfDay(first)), to: isoBeijing(end) },
        ...judgement,
        ...{ faults, crashes, stops, citizens: { messages, comments }, lines: log.lines },
      };
    } finally {
      await worker.kill();
      await platform.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each account has a past: an article that a colleague published by hand, three days before the first day. */
async function standBefore(
  platform: SimulatedPlatform,
  channels: readonly ChannelConfig[],
  pages: readonly PortalPage[],
) {
  const [page] = pages;
  for (const channel of channels) {
    if (channel.kind === 'wecom-robot' || !page) continue;
    const article = { title: `${channel.name}：本周信息汇总`, content: `<p>${page.text}</p>` };
    await platform.control('paste-by-hand', { account: accountOf(channel), articles: [article], act: 'publish' });
  }
}
