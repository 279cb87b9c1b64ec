/** The lanes of the calendar, worked out once for all who look at the same window. */
import { type LaneDesk, type Lanes, listLanes } from '../delivery/lanes/list-lanes.ts';
import { listMonth, type MonthDay } from '../delivery/lanes/list-month.ts';
import { domainOf } from './bearing-acts.ts';
import { type ClockHouse, clocksNow } from './clocks-now.ts';
import { keptByKey } from './kept-by-key.ts';

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

/**
 * Lists lanes, and keeps each window for a minute and until something of it changes (kept-answer.ts): with 500 accounts and
 * 5,000 items in two weeks only the items of the first lanes are read, and the clocks are kept by themselves.
 */
export function keptLanes(house: ClockHouse, planning: LaneDesk['planning']): (window: LaneWindow) => Promise<Lanes> {
  const { acting, calendar, config } = house;
  const clocks = async () => (await clocksNow(house, 'of-this-period')).channels;
  const { cadence, channels } = config;
  const desk: LaneDesk = { db: acting.db, calendar, cadence, channels, planning, clocks };
  return keptByKey(house, keyOf, (window, now) => listLanes(desk, window, now), bearsOnLanes);
}

/** The days of a month with their first titles, kept as the lanes are. */
export function keptMonths(house: Pick<ClockHouse, 'acting' | 'clock'>): (window: LaneWindow) => Promise<MonthDay[]> {
  return keptByKey(house, keyOf, (window) => listMonth(house.acting.db, window), bearsOnLanes);
}

// Ids come as they were asked for: whatever stands in one, two windows have two keys.
const keyOf = ({ from, to, channels }: LaneWindow) => JSON.stringify([from, to, ...channels]);
const bearsOnLanes = (act: string) => bearing.has(domainOf(act));
