import { sql } from 'kysely';
import { beijingDay, plusDays, startOfDay } from '../calendar/beijing-time.ts';
import { inPieces } from '../in-pieces.ts';
import type { ClockedChannel } from '../schedule/clocked-channel.ts';
import { clockedChannels } from '../schedule/clocked-channels.ts';
import { longestSilence } from './longest-silence.ts';
import {
  bounds,
  DETAILS_AT_MOST,
  type Period,
  type Report,
  type ReportDesk,
  type ReportDetail,
  type ReportRow,
} from './report.ts';

const DAY_MS = 86_400_000;
/** Accounts asked about at once. */
const PIECE = 10;

/**
 * How often each account was updated, its longest silence in whole days, and its breaches (M-04, N-05). Reposts are no updates
 * (M-07). A silence that began before the period counts whole; where nobody knows what an account published before it was
 * added, silence is counted from that day on, as its clocks do (B.2), and the row says so.
 */
export const accountUpdates: Report = {
  id: 'account-updates',
  columns: ['updates', 'reposts', 'gap', 'breaches'],
  faults: ['breaches'],
  notes: ['unknown-past'],
  rows: async (desk, period) => {
    const { channels } = desk.config;
    const [clocked, breaches] = await Promise.all([clockedChannels(desk.db, channels), countBreaches(desk, period)]);
    const names = new Map(channels.map(({ id, name }) => [id, name]));
    const rows: ReportRow[] = [];
    for await (const some of inPieces(clocked, PIECE)) {
      const published = await publishedBy(desk, period, some);
      for (const channel of some) {
        const { updates = [], reposts = 0, before = null } = published.get(channel.id) ?? {};
        const { gap, note } = silenceOf(channel, before === null ? updates : [before, ...updates], span(desk, period));
        const figures = { updates: updates.length, reposts, gap, breaches: breaches.get(channel.id) ?? 0 };
        const name = names.get(channel.id) ?? channel.id;
        rows.push({ key: channel.id, name, figures, note });
      }
    }
    return rows;
  },
  details: async (desk, period, row, column) =>
    column === 'breaches' ? breachLines(desk, period, row) : publicationLines(desk, period, row, column),
};

/**
 * Counted in days of the calendar from the day of an update, as clocks and their limits are: of the 7th, the 23rd is 16
 * days away, at whatever hour.
 * @param updates the last one before the span where one is known, and those of the span, oldest first
 */
function silenceOf(channel: ClockedChannel, updates: readonly number[], of: { from: number; to: number }) {
  const { openedOn, addedOn, closedOn, pauses = [], historyUnknown } = channel;
  const [first] = updates;
  const begins = openedOn ?? addedOn;
  const known = begins === undefined ? of.from : startOfDay(begins);
  const still = [...pauses, ...(closedOn === undefined ? [] : [{ from: closedOn, to: null }])]
    .map(({ from, to }) => ({
      // To the last moment of the day before it.
      from: startOfDay(from) - 1,
      before: to === null ? Number.POSITIVE_INFINITY : startOfDay(plusDays(to, 1)),
    }))
    .sort((a, b) => a.from - b.from);
  const begun = first !== undefined && first < of.from ? [] : [Math.min(known, first ?? known)];
  const marks = [...begun, ...updates].map((moment) => startOfDay(beijingDay(moment)));
  const longest = longestSilence(marks, of, still);
  const days = longest === null ? null : Math.floor(longest / DAY_MS);
  const unknown = historyUnknown === true && begun.length > 0;
  return { gap: unknown && days === 0 ? null : days, note: unknown ? 'unknown-past' : undefined };
}

/** From the first moment of the period to its end, or to now while it lasts. */
function span({ now }: ReportDesk, period: Period): { from: number; to: number } {
  const { from, before } = bounds(period);
  return { from, to: Math.min(now, before - 1) };
}

interface Published {
  updates: number[];
  reposts: number;
  /** The last update before the period, ms UTC. */
  before: number | null;
}

/** What accounts published in the period. By the index (channel, public_at). */
async function publishedBy(desk: ReportDesk, period: Period, channels: readonly { id: string }[]) {
  const { from, to } = span(desk, period);
  const ids = channels.map(({ id }) => id);
  const rows = await desk.db
    .selectFrom('publication')
    .select(['channel', 'repost', 'publicAt'])
    .where('channel', 'in', ids)
    .where('position', '=', 1)
    .where('publicAt', '>=', from)
    .where('publicAt', '<=', to)
    .orderBy('channel')
    .orderBy('publicAt')
    .execute();
  const earlier = await lastBefore(desk, ids, from);
  const found = new Map(ids.map((id): [string, Published] => [id, { updates: [], reposts: 0, before: null }]));
  for (const { channel, at } of earlier) {
    const own = found.get(channel);
    if (own) own.before = at;
  }
  for (const { channel, repost, publicAt } of rows) {
    const own = found.get(channel);
    if (!own) continue;
    if (repost === 1) own.reposts += 1;
    else own.updates.push(publicAt);
  }
  return found;
}

/** The last update of each account before a moment: one step down the index, however long its history is. */
async function lastBefore({ db }: ReportDesk, channels: readonly string[], from: number) {
  const newest = sql`select p.public_at from publication as p
    where p.channel = asked.column1 and p.public_at < ${from} and p.position = 1 and p.repost = 0
    order by p.public_at desc limit 1`;
  const asked = sql.join(channels.map((channel) => sql`(${channel})`));
  const { rows } = await sql<{ channel: string; at: number | null }>`
    select asked.column1 as channel, (${newest}) as at from (values ${asked}) as asked`.execute(db);
  return rows;
}

async function countBreaches({ db }: ReportDesk, period: Period): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('cadenceBreach')
    .select(['channel', (eb) => eb.fn.countAll<number>().as('n')])
    .where('dueAt', '>=', bounds(period).from)
    .where('dueAt', '<', bounds(period).before)
    .where('correctedAt', 'is', null)
    .groupBy('channel')
    .execute();
  return new Map(rows.map((r) => [r.channel, Number(r.n)]));
}

async function publicationLines(
  desk: ReportDesk,
  period: Period,
  channel: string,
  column: string,
): Promise<ReportDetail[]> {
  const { from, to } = span(desk, period);
  // The silence may have begun with an update before the period.
  const [earlier] = column === 'gap' ? await lastBefore(desk, [channel], from) : [];
  const rows = await desk.db
    .selectFrom('publication')
    .select(['title', 'publicAt', 'url'])
    .where('channel', '=', channel)
    .where('position', '=', 1)
    .where('repost', '=', column === 'reposts' ? 1 : 0)
    .where('publicAt', '>=', earlier?.at ?? from)
    .where('publicAt', '<=', to)
    .orderBy('publicAt')
    .limit(DETAILS_AT_MOST)
    .execute();
  return rows.map((r) => ({ title: r.title, at: r.publicAt, note: '', link: r.url }));
}

async function breachLines({ db }: ReportDesk, period: Period, channel: string): Promise<ReportDetail[]> {
  const rows = await db
    .selectFrom('cadenceBreach')
    .select(['rule', 'dueAt', 'cause'])
    .where('channel', '=', channel)
    .where('dueAt', '>=', bounds(period).from)
    .where('dueAt', '<', bounds(period).before)
    .where('correctedAt', 'is', null)
    .orderBy('dueAt')
    .limit(DETAILS_AT_MOST)
    .execute();
  return rows.map((r) => ({ title: r.cause, at: r.dueAt, note: r.rule, link: `/matrix?account=${channel}` }));
}
