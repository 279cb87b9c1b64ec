import type { ClockState } from '../../schedule/cadence/clock-reading.ts';
import type { LaneQuota } from './quota-words.ts';

/** A channel with its tightest clock and its quota. Moments are ms UTC. */
export interface Lane {
  channel: string;
  name: string;
  kind: string;
  /** Null when no rule binds the account. */
  level: ClockState | null;
  dueAt: number | null;
  left: number | null;
  unit: 'day' | 'working-day' | null;
  /** The rule in the words of cadence.yaml. */
  rule: string | null;
  provisional: boolean;
  /** Whether what is planned carries the clock on. */
  covered: boolean;
  quota: LaneQuota | null;
  /** Why nothing goes out there; null while it runs. */
  paused: string | null;
}
