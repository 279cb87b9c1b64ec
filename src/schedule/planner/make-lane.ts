import type { Barred } from './barred.ts';
import { dayOf } from './day-number.ts';
import type { Lane } from './job.ts';
import { monthOf } from './moment-text.ts';
import type { PlanAct, PlanChannel } from './plan-input.ts';
import { firstPoint, NO_LIMIT } from './points.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface LaneMaterial {
  channel: PlanChannel;
  act: PlanAct;
  slots: Float64Array;
  barred: Barred;
  /** First moment that the lead time allows. */
  leadFrom: number;
  now: number;
}

/** A lane with its fixed messages; `setFixed` again when they change. */
export function makeLane({ channel, act, slots, barred, leadFrom, now }: LaneMaterial): {
  lane: Lane;
  /** Puts what is fixed at these moments (each once for each post) and forgets everything that was planned. */
  setFixed: (moments: readonly number[]) => void;
} {
  const lane: Lane = {
    channel: channel.id,
    act,
    slots,
    at: new Float64Array(),
    openable: new Uint8Array(),
    room: new Int32Array(),
    placed: new Int32Array(),
    dayStart: new Int32Array(),
    monthStart: new Int32Array(),
    gapStart: new Int32Array(),
    dayCap: new Int32Array(),
    monthCap: new Int32Array(),
    dayOpened: new Int32Array(),
    monthOpened: new Int32Array(),
    postsPerMessage: channel.postsPerMessage,
    gapMs: channel.minGapMinutes * MINUTE_MS,
    mergeWaitMs: channel.mergeWaitHours * HOUR_MS,
    fixed: [],
    jobs: [],
    cuts: [],
    failed: [],
  };
  const usable = slots.filter((at) => at >= leadFrom && barred(at) === null);
  const used = channel.used.filter((each) => each.act === act && each.count > 0);
  const quota = channel.quotas[act] ?? {};
  const setFixed = (moments: readonly number[]) => {
    const messages = new Map<number, number>();
    for (const at of moments) messages.set(at, (messages.get(at) ?? 0) + 1);
    lane.fixed = [...messages]
      .map(([at, posts]) => ({ at, posts, joinable: at >= leadFrom && barred(at) === null }))
      .sort((a, b) => a.at - b.at);
    lane.at = Float64Array.from(new Set([...usable, ...messages.keys()].filter((at) => at >= now))).sort();
    const points = lane.at.length;
    for (const name of ['room', 'placed', 'dayStart', 'monthStart', 'gapStart', 'dayCap', 'monthCap'] as const) {
      lane[name] = new Int32Array(points);
    }
    lane.dayOpened = new Int32Array(points);
    lane.monthOpened = new Int32Array(points);
    lane.openable = new Uint8Array(points).fill(1);
    const spent = new Map<string | number, number>();
    const spend = (at: number, messagesOut: number) => {
      for (const key of [dayOf(at), monthOf(at)]) spent.set(key, (spent.get(key) ?? 0) + messagesOut);
    };
    for (const { at, count } of used) spend(at, count);
    for (const { at } of lane.fixed) spend(at, 1);
    countPeriods(lane, quota, spent);
    const messagesOut = [...lane.fixed.map(({ at }) => at), ...used.map(({ at }) => at)];
    for (const at of messagesOut) {
      const reach = Math.max(lane.gapMs, 1);
      for (let i = firstPoint(lane.at, at - reach + 1); (lane.at[i] ?? Number.POSITIVE_INFINITY) < at + reach; i += 1) {
        lane.openable[i] = 0;
      }
    }
    for (const { at, posts, joinable } of lane.fixed) {
      const point = firstPoint(lane.at, at);
      if (lane.at[point] === at && joinable) lane.room[point] = Math.max(0, lane.postsPerMessage - posts);
    }
    lane.jobs = [];
    lane.cuts = [];
    lane.failed = [];
  };
  return { lane, setFixed };
}

/** Where each point's day, month and gap begin, and what their quotas leave. */
function countPeriods(
  lane: Lane,
  quota: { perDay?: number | undefined; perMonth?: number | undefined },
  spent: ReadonlyMap<string | number, number>,
): void {
  let day = Number.NaN;
  let month = '';
  let near = 0;
  for (let i = 0; i < lane.at.length; i += 1) {
    const at = lane.at[i] ?? 0;
    const sameDay = dayOf(at) === day;
    day = dayOf(at);
    lane.dayStart[i] = sameDay ? (lane.dayStart[i - 1] ?? i) : i;
    lane.dayCap[i] = left(quota.perDay, spent.get(day));
    const its = sameDay ? month : monthOf(at);
    lane.monthStart[i] = its === month ? (lane.monthStart[i - 1] ?? i) : i;
    month = its;
    lane.monthCap[i] = left(quota.perMonth, spent.get(month));
    while (at - (lane.at[near] ?? at) >= Math.max(lane.gapMs, 1)) near += 1;
    lane.gapStart[i] = near;
  }
}

function left(quota: number | undefined, spent = 0): number {
  return quota === undefined ? NO_LIMIT : Math.max(0, quota - spent);
}
