import { beijingDay, plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { type DayMark, dayMarks } from '../../calendar/day-marks.ts';
import { channelStates } from '../../channels/channel-state-store.ts';
import { accountStateNames, stateOn } from '../../channels/life-cycle.ts';
import { lifeCycles } from '../../channels/life-cycle-store.ts';
import type { Cadence } from '../../config/cadence.ts';
import type { ChannelConfig } from '../../config/channels.ts';
import type { Blackout } from '../../schedule/blackout/blackout.ts';
import { blackoutsBetween } from '../../schedule/blackout/blackout-store.ts';
import type { ChannelClocks } from '../../schedule/channel-clocks.ts';
import type { Planning } from '../../schedule/placing/planning.ts';
import type { Db } from '../../store/database.ts';
import type { Lane } from './lane.ts';
import { type LaneItem, readByHand, readItems } from './lane-item-store.ts';
import { type LaneNote, laneNotes } from './lane-notes.ts';
import { laneQuotas } from './quota-words.ts';

export interface LaneDesk {
  db: Db;
  calendar: Calendar;
  cadence: Cadence;
  channels: readonly ChannelConfig[];
  planning: Planning;
  /** The clocks of all accounts as they stand now. */
  clocks: () => Promise<readonly ChannelClocks[]>;
}

export interface LaneStop {
  id: string;
  kind: Blackout['kind'];
  reason: string;
  /** Null for all accounts. */
  channels: readonly string[] | null;
  fromAt: number;
  /** The last moment inside; null until a person ends it. */
  toAt: number | null;
}

export interface Lanes {
  now: number;
  /** YYYY-MM-DD, both inside. */
  from: string;
  to: string;
  /** From the first day of the month of `from`, three months. */
  marks: DayMark[];
  unannounced: number[];
  stops: LaneStop[];
  lanes: Lane[];
  /** So many lanes, from the first on, come with their items; those of the others are asked for when they come into sight. */
  withItems: number;
  items: LaneItem[];
  notes: LaneNote[];
}

/**
 * What stands on the channels from one day to another: places, deliveries, limits, quotas and what is to be explained.
 * @param asked days YYYY-MM-DD, both inside; channels by their ids, empty for all
 */
export async function listLanes(
  desk: LaneDesk,
  asked: { from: string; to: string; channels: readonly string[] },
  now: number,
): Promise<Lanes> {
  const { db, calendar, planning } = desk;
  const { from, to } = asked;
  const mine = desk.channels.filter(({ id }) => asked.channels.length === 0 || asked.channels.includes(id));
  const window = { from: startOfDay(from), to: startOfDay(plusDays(to, 1)), channels: mine.map(({ id }) => id) };
  const sheetFrom = `${from.slice(0, 7)}-01`;
  const sheetTo = plusDays(sheetFrom, SHEET_DAYS);
  const [lanes, found] = await Promise.all([
    desk.clocks().then((clocks) => lanesOf(desk, mine, clocks, now)),
    blackoutsBetween(db, startOfDay(sheetFrom), startOfDay(sheetTo)),
  ]);
  const stops = found.map(({ id, kind, reason, channels, fromAt, toAt, endedAt }) => ({
    ...{ id, kind, reason, channels, fromAt, toAt: endedAt ?? toAt },
  }));
  const notes = await laneNotes(db, planning, { lanes, window, now });
  const withItems = Math.min(lanes.length, WITH_ITEMS);
  // What a sentence is about can be acted on at once.
  const shown = new Set([...lanes.slice(0, withItems), ...notes].map(({ channel }) => channel));
  const items = await laneItems(db, { from, to, channels: [...shown] }, now);
  return { now, from, to, ...dayMarks(calendar, sheetFrom, sheetTo), stops, lanes, withItems, items, notes };
}

/** More lanes than this are not in sight at first. */
export const WITH_ITEMS = 40;

/** What stands on some accounts, in the order of time. @param asked days YYYY-MM-DD, both inside */
export async function laneItems(
  db: Db,
  { from, to, channels }: { from: string; to: string; channels: readonly string[] },
  now: number,
): Promise<LaneItem[]> {
  const window = { from: startOfDay(from), to: startOfDay(plusDays(to, 1)), channels };
  const items = await Promise.all([readByHand(db, window, now), readItems(db, window)]);
  return items.flat().sort((a, b) => a.at - b.at);
}

/** Three months from the first of one, whatever their lengths. */
const SHEET_DAYS = 92;

async function lanesOf(
  { db, cadence, planning }: LaneDesk,
  channels: readonly ChannelConfig[],
  clocks: readonly ChannelClocks[],
  now: number,
): Promise<Lane[]> {
  const ids = channels.map(({ id }) => id);
  const [quotas, known, lives] = await Promise.all([
    laneQuotas(db, planning, ids, now),
    channelStates(db),
    lifeCycles(db),
  ]);
  const states = new Map(known.map((state) => [state.channel, state]));
  const rules = new Map(cadence.rules.map(({ rule, name }) => [rule.id, name]));
  const byChannel = new Map(clocks.map((each) => [each.channel, each.tightest]));
  return channels.map(({ id, name, kind }) => {
    const clock = byChannel.get(id) ?? null;
    const life = lives.get(id);
    const filed = life ? stateOn(life, beijingDay(now)) : 'running';
    const state = states.get(id);
    const isStopped = state !== undefined && state.pausedAt !== null;
    return {
      ...{
        channel: id,
        name,
        kind,
        level: clock?.state ?? null,
        dueAt: clock?.dueAt ?? null,
        left: clock?.left ?? null,
      },
      ...{ unit: clock?.unit ?? null, rule: clock ? (rules.get(clock.rule) ?? clock.rule) : null },
      provisional: clock?.provisional ?? false,
      covered: clock !== null && clock.coveredBy !== null && clock.dueAt !== null && clock.coveredBy <= clock.dueAt,
      quota: quotas.get(id) ?? null,
      paused: isStopped ? (state.pausedReason ?? '') : filed === 'running' ? null : accountStateNames[filed],
    };
  });
}
