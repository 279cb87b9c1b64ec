/** The lanes of the calendar, worked out once for all who look at the same window. */
import { type LaneDesk, type Lanes, listLanes } from '../delivery/lanes/list-lanes.ts';
import { type ClockHouse, clocksNow } from './clocks-now.ts';
import { keptAnswer } from './kept-answer.ts';

export interface LaneWindow {
  /** YYYY-MM-DD, both inside. */
  from: string;
  to: string;
  /** Ids; empty for all. */
  channels: readonly string[];
}

/** Domains of the acts that change what a lane shows; requests, notices and sessions change none. */
const bearing = new Set([
  ...['account', 'blackout', 'cadence', 'channel', 'column', 'config', 'delivery', 'history', 'hold', 'placement'],
  ...['plan', 'post', 'publication', 'question', 'quota', 'release', 'repost', 'review', 'signature'],
]);

/** Windows and filters that people look at now; the one that was asked for first is forgotten first. */
const MOST = 32;

/**
 * Lists lanes, and keeps each window for a minute and until something of it changes (kept-answer.ts): with 500 accounts and
 * 5,000 items in two weeks only the items of the first lanes are read, and the clocks are kept by themselves.
 */
export function keptLanes(house: ClockHouse, planning: LaneDesk['planning']): (window: LaneWindow) => Promise<Lanes> {
  const { acting, calendar, config } = house;
  const clocks = async () => (await clocksNow(house)).channels;
  const { cadence, channels } = config;
  const desk: LaneDesk = { db: acting.db, calendar, cadence, channels, planning, clocks };
  const kept = new Map<string, () => Promise<Lanes>>();
  return (window) => {
    const key = [window.from, window.to, ...window.channels].join(' ');
    const known = kept.get(key);
    if (known) return known();
    const ask = keptAnswer(
      house,
      (now) => listLanes(desk, window, now),
      (act) => bearing.has(act.split('.')[0] ?? ''),
    );
    kept.set(key, ask);
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    return ask();
  };
}
