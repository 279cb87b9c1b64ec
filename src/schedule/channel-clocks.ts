/** Every clock of a channel, from what the public sees of it. */
import type { Calendar } from '../calendar/calendar.ts';
import { type AccountCadence, type BoundAccount, type Cadence, type CadenceRule, rulesFor } from '../config/cadence.ts';
import type { Db } from '../store/database.ts';
import { isoOrNull, printedReading } from './cadence/answer-clock-cases.ts';
import type { ChannelHistory, Pause, UpdateEvent } from './cadence/channel-history.ts';
import type { ClockReading } from './cadence/clock-reading.ts';
import { forecastBreach } from './cadence/forecast-breach.ts';
import { runClock, tightest } from './cadence/run-clock.ts';
import { latestCountedBefore, placedBetween, publicationsFrom, type Seen } from './cadence-store.ts';

/** What clocks need to know of an account; the accounts of channels.yaml have it. Days are YYYY-MM-DD. */
export interface ClockedChannel extends BoundAccount {
  openedOn?: string | undefined;
  addedOn?: string | undefined;
  closedOn?: string | undefined;
  pauses?: readonly Pause[] | undefined;
  /** It is older than govcast's care for it, and what it published before is neither read nor entered. */
  historyUnknown?: boolean | undefined;
}

export interface ChannelClocks {
  channel: string;
  /** In the order of cadence.yaml. */
  clocks: (ClockReading & {
    /** The first due moment that is not met after what is planned, ms UTC; null when none. */
    breachAt: number | null;
    /** The first planned post that carries the clock on. */
    coveredBy: number | null;
  })[];
  /** The one to show first; null when no rule binds the channel. */
  tightest: ChannelClocks['clocks'][number] | null;
  /** When the next post is placed here, ms UTC. */
  plannedAt: number | null;
}

const DAY_MS = 86_400_000;
/** A period clock also reads the period before the running one. */
const DAYS_READ = { week: 14, month: 62, quarter: 184 };
/** Further ahead nothing is forecast. */
const DAYS_AHEAD = 184;
/** Accounts read at once: few questions, none of them large. */
const AT_ONCE = 100;

/** The readings of every rule that binds the channel, with the forecast after what is placed on it. */
export async function channelClocks(
  db: Db,
  calendar: Calendar,
  cadence: Cadence,
  channel: ClockedChannel,
  now: number,
): Promise<ChannelClocks> {
  const [clocks] = await clocksOf(db, calendar, cadence, [channel], now);
  return clocks ?? { channel: channel.id, clocks: [], tightest: null, plannedAt: null };
}

/** The same of many channels, in their order, with few questions to the database. */
export async function clocksOf(
  db: Db,
  calendar: Calendar,
  cadence: Cadence,
  channels: readonly ClockedChannel[],
  now: number,
): Promise<ChannelClocks[]> {
  const answered: ChannelClocks[] = [];
  for (let i = 0; i < channels.length; i += AT_ONCE) {
    const some = channels.slice(i, i + AT_ONCE).map((channel) => ({ channel, rules: rulesFor(cadence, channel) }));
    const rules = some.flatMap((each) => each.rules);
    const histories = await readHistories(db, some, earliestNeeded(rules, now), now);
    const ids = some.map(({ channel }) => channel.id);
    const placed = byChannel(await placedBetween(db, ids, now, now + DAYS_AHEAD * DAY_MS));
    for (const { channel, rules: own } of some) {
      const history = histories.get(channel.id) ?? emptyHistory(channel);
      const places = placed.get(channel.id) ?? [];
      const planned = places.map(({ at, act }) => planning(at, act));
      const clocks = own.map((rule) => {
        const { breachAt, coveredBy } = forecastBreach(calendar, rule, history, planned, now);
        return { ...runClock(calendar, rule, history, now), breachAt, coveredBy };
      });
      answered.push({ channel: channel.id, clocks, tightest: tightest(clocks), plannedAt: places[0]?.at ?? null });
    }
  }
  return answered;
}

/** The answer of `govcast cadence`: every clock of every channel, the tightest of each channel first. */
export async function answerCadence(
  db: Db,
  calendar: Calendar,
  cadence: Cadence,
  channels: readonly ClockedChannel[],
  now: number,
): Promise<{ clocks: Record<string, unknown>[] }> {
  const unknown = new Set(channels.filter((each) => each.historyUnknown).map((each) => each.id));
  const clocks: Record<string, unknown>[] = [];
  for (const all of await clocksOf(db, calendar, cadence, channels, now)) {
    const first = all.tightest?.rule;
    const ordered = [...all.clocks].sort((a, b) => Number(b.rule === first) - Number(a.rule === first));
    for (const { breachAt, coveredBy, ...reading } of ordered) {
      const forecast = {
        planned: isoOrNull(all.plannedAt),
        breachAt: isoOrNull(breachAt),
        coveredBy: isoOrNull(coveredBy),
      };
      const asks = reading.startedBy === 'added' && unknown.has(all.channel) ? { historyUnknown: true } : {};
      clocks.push({ channel: all.channel, ...printedReading(reading), ...forecast, ...asks });
    }
  }
  return { clocks };
}

/** The history a set of rules needs from `since` on: what was published since then and where each clock stood before. */
export async function readHistory(
  db: Db,
  channel: ClockedChannel,
  rules: readonly CadenceRule[],
  since: number,
  now: number,
): Promise<ChannelHistory> {
  const histories = await readHistories(db, [{ channel, rules }], since, now);
  return histories.get(channel.id) ?? emptyHistory(channel);
}

/** The same of many channels: one question for what is recent and one for each way of counting. */
async function readHistories(
  db: Db,
  asked: readonly { channel: ClockedChannel; rules: readonly CadenceRule[] }[],
  since: number,
  now: number,
): Promise<Map<string, ChannelHistory>> {
  const recent = since >= now ? [] : await publicationsFrom(db, idsOf(asked), since, now);
  const ways = new Map<string, { counts: CadenceRule['counts']; unknown: Unknown; ids: string[] }>();
  for (const { channel, rules } of asked) {
    const unknown = channel.cadence?.unknownCounts ?? 'update';
    for (const [key, counts] of new Map(rules.map((rule) => [JSON.stringify([rule.counts, unknown]), rule.counts]))) {
      const way = ways.get(key) ?? { counts, unknown, ids: [] };
      way.ids.push(channel.id);
      ways.set(key, way);
    }
  }
  const earlier = [];
  // The moment itself is among what is recent, unless nothing recent was asked for.
  const before = since >= now ? now + 1 : since;
  for (const { counts, unknown, ids } of ways.values()) {
    earlier.push(...(await latestCountedBefore(db, ids, counts, unknown, before)));
  }
  const rows = byChannel([...earlier, ...recent]);
  return new Map(
    asked.map(({ channel }) => [
      channel.id,
      { ...emptyHistory(channel), events: (rows.get(channel.id) ?? []).map((row) => updateOf(row, channel)) },
    ]),
  );
}

type Unknown = AccountCadence['unknownCounts'];

function idsOf(asked: readonly { channel: ClockedChannel }[]): string[] {
  return asked.map(({ channel }) => channel.id);
}

function byChannel<T extends { channel: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.channel);
    if (group) group.push(row);
    else groups.set(row.channel, [row]);
  }
  return groups;
}

function emptyHistory(channel: ClockedChannel): ChannelHistory {
  return {
    openedOn: channel.openedOn ?? null,
    addedOn: channel.addedOn ?? null,
    closedOn: channel.closedOn ?? null,
    pauses: channel.pauses ?? [],
    ...(channel.historyUnknown ? { unknown: true } : {}),
    events: [],
    triggers: [],
  };
}

function updateOf(row: Seen, { cadence }: ClockedChannel): UpdateEvent {
  const unmarked = row.original === 0 && row.repost === 0 ? (cadence?.unknownCounts ?? 'update') : 'update';
  return {
    at: row.publicAt,
    act: row.act,
    original: row.original === 1 || unmarked === 'original',
    repost: row.repost === 1 || unmarked === 'repost',
    linkOk: row.linkOk !== 0,
    deletedAt: row.goneAt,
  };
}

function earliestNeeded(rules: readonly CadenceRule[], now: number): number {
  const days = rules.map((r) => (r.kind === 'atLeast' || r.kind === 'originals' ? DAYS_READ[r.per] : 0));
  return now - Math.max(0, ...days) * DAY_MS;
}

/** What is placed counts as an original in a forecast; whether it is a repost is known when it is out. */
function planning(at: number, act: UpdateEvent['act']): UpdateEvent {
  return { at, act, original: true, repost: false, linkOk: true, deletedAt: null };
}
