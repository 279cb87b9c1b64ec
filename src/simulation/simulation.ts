import type { Calendar } from '../calendar/calendar.ts';
import type { TestClock } from '../clock.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { SimulatedPlatform } from './simulated-platform.ts';
import type { SimulatedWorker } from './simulated-worker.ts';
import type { SimulationLog } from './simulation-log.ts';
import type { Staff } from './staff/staff.ts';

/** Everything of one run. */
export interface Simulation {
  seed: number;
  clock: TestClock;
  calendar: Calendar;
  channels: readonly ChannelConfig[];
  platform: SimulatedPlatform;
  worker: SimulatedWorker;
  staff: Staff;
  log: SimulationLog;
  counts: { faults: Record<string, number>; crashes: number; stops: number; messages: number; comments: number };
  /** Moments at which the portal changes and nobody has looked since, ms UTC, by time. */
  portalChanges: number[];
  /** When a process or platform that is down comes back, ms UTC; null while it is up. */
  workerUpAt: number | null;
  platformUpAt: number | null;
  /** How long the process stays down when the crash that was set strikes. */
  downMs: number;
  /** When the platforms or the process could not be reached, ms UTC: a breach of those hours was nobody's. */
  outages: { from: number; to: number }[];
}
