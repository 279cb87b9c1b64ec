/** Every clock of a channel, from what the public sees of it. */
import type { Calendar } from '../calendar/calendar.ts';
import { type Cadence, type CadenceRule, rulesFor } from '../config/cadence.ts';
import type { Db } from '../store/database.ts';
import { isoOrNull, printedReading } from './cadence/answer-clock-cases.ts';
import type { UpdateEvent } from './cadence/channel-history.ts';
import type { ClockReading } from './cadence/clock-reading.ts';
import { forecastBreach } from './cadence/forecast-breach.ts';
import { runClock, tightest } from './cadence/run-clock.ts';
import { placedBetween } from './cadence-store.ts';
import type { ClockedChannel } from './clocked-channel.ts';
import { byChannel, emptyHistory, readHistories } from './read-channel-history.ts';

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

function earliestNeeded(rules: readonly CadenceRule[], now: number): number {
  const days = rules.map((r) => (r.kind === 'atLeast' || r.kind === 'originals' ? DAYS_READ[r.per] : 0));
  return now - Math.max(0, ...days) * DAY_MS;
}

/** What is placed counts as an original in a forecast; whether it is a repost is known when it is out. */
function planning(at: number, act: UpdateEvent['act']): UpdateEvent {
  return { at, act, original: true, repost: false, linkOk: true, deletedAt: null };
}
