/** What a channel published, as its clocks need it. */
import type { AccountCadence, CadenceRule } from '../config/cadence.ts';
import type { Db } from '../store/database.ts';
import type { ChannelHistory, UpdateEvent } from './cadence/channel-history.ts';
import { latestCountedBefore, publicationsFrom, type Seen } from './cadence-store.ts';
import type { ClockedChannel } from './clocked-channel.ts';

type Unknown = AccountCadence['unknownCounts'];

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
export async function readHistories(
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

function idsOf(asked: readonly { channel: ClockedChannel }[]): string[] {
  return asked.map(({ channel }) => channel.id);
}

/** Rows by their channel, each in the order in which they came. */
export function byChannel<T extends { channel: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.channel);
    if (group) group.push(row);
    else groups.set(row.channel, [row]);
  }
  return groups;
}

/** What is known of a channel before anything of it is read. */
export function emptyHistory(channel: ClockedChannel): ChannelHistory {
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
