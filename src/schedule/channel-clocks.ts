/** Every clock of a channel, from what the public sees of it. */
import type { Calendar } from '../calendar/calendar.ts';
import { type BoundAccount, type Cadence, type CadenceRule, rulesFor } from '../config/cadence.ts';
import type { Db } from '../store/database.ts';
import { isoOrNull, printedReading } from './cadence/answer-clock-cases.ts';
import type { ChannelHistory, Pause, UpdateEvent } from './cadence/channel-history.ts';
import type { ClockReading } from './cadence/clock-reading.ts';
import { forecastBreach } from './cadence/forecast-breach.ts';
import { runClock, tightest } from './cadence/run-clock.ts';
import { latestCountedBefore, placedAfter, publicationsFrom } from './cadence-store.ts';

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
  clocks: (ClockReading & { breachAt: number | null })[];
  /** The one to show first; null when no rule binds the channel. */
  tightest: ClockReading | null;
  /** When the next post is placed here, ms UTC. */
  plannedAt: number | null;
}

const DAY_MS = 86_400_000;
/** A period clock also reads the period before the running one. */
const DAYS_READ = { week: 14, month: 62, quarter: 184 };
const PLACEMENTS_READ = 200;

/** The readings of every rule that binds the channel, with the forecast after what is placed on it. */
export async function channelClocks(
  db: Db,
  calendar: Calendar,
  cadence: Cadence,
  channel: ClockedChannel,
  now: number,
): Promise<ChannelClocks> {
  const rules = rulesFor(cadence, channel);
  const history = await readHistory(db, channel, rules, earliestNeeded(rules, now), now);
  const placed = await placedAfter(db, channel.id, now, PLACEMENTS_READ);
  const planned = placed.map(({ at, act }) => planning(at, act));
  const clocks = rules.map((rule) => ({
    ...runClock(calendar, rule, history, now),
    breachAt: forecastBreach(calendar, rule, history, planned, now).breachAt,
  }));
  return { channel: channel.id, clocks, tightest: tightest(clocks), plannedAt: placed[0]?.at ?? null };
}

/** The answer of `govcast cadence`: every clock of every channel, the tightest of each channel first. */
export async function answerCadence(
  db: Db,
  calendar: Calendar,
  cadence: Cadence,
  channels: readonly ClockedChannel[],
  now: number,
): Promise<{ clocks: Record<string, unknown>[] }> {
  const clocks: Record<string, unknown>[] = [];
  for (const channel of channels) {
    const all = await channelClocks(db, calendar, cadence, channel, now);
    const first = all.tightest?.rule;
    const ordered = [...all.clocks].sort((a, b) => Number(b.rule === first) - Number(a.rule === first));
    for (const { breachAt, ...reading } of ordered) {
      const forecast = { planned: isoOrNull(all.plannedAt), breachAt: isoOrNull(breachAt) };
      clocks.push({ channel: channel.id, ...printedReading(reading), ...forecast });
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
  const unknown = channel.cadence?.unknownCounts ?? 'update';
  const recent = await publicationsFrom(db, channel.id, since, now);
  const earlier = [];
  for (const rule of rules) earlier.push(await latestCountedBefore(db, channel, rule.counts, since));
  const events = [...earlier.filter((row) => row !== null), ...recent].map(
    (row): UpdateEvent => ({
      at: row.publicAt,
      act: row.act,
      original: row.original === 1 || (isUnmarked(row) && unknown === 'original'),
      repost: row.repost === 1 || (isUnmarked(row) && unknown === 'repost'),
      linkOk: row.linkOk !== 0,
      deletedAt: row.goneAt,
    }),
  );
  return {
    openedOn: channel.openedOn ?? null,
    addedOn: channel.addedOn ?? null,
    closedOn: channel.closedOn ?? null,
    pauses: channel.pauses ?? [],
    ...(channel.historyUnknown ? { unknown: true } : {}),
    events,
    triggers: [],
  };
}

/** Neither an original nor a repost: history of which nobody knows. */
function isUnmarked(row: { original: number; repost: number }): boolean {
  return row.original === 0 && row.repost === 0;
}

function earliestNeeded(rules: readonly CadenceRule[], now: number): number {
  const days = rules.map((r) => (r.kind === 'atLeast' || r.kind === 'originals' ? DAYS_READ[r.per] : 0));
  return now - Math.max(0, ...days) * DAY_MS;
}

/** What is placed counts as an original in a forecast; whether it is a repost is known when it is out. */
function planning(at: number, act: UpdateEvent['act']): UpdateEvent {
  return { at, act, original: true, repost: false, linkOk: true, deletedAt: null };
}
