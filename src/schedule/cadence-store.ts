/** What update clocks read and write: publications of a channel, placements to come, breaches. */
import { sql } from 'kysely';
import type { AccountCadence, CountedUpdates } from '../config/cadence.ts';
import type { Db, Tx } from '../store/database.ts';
import type { CadenceBreachTable, PlacementTable, PublicationTable } from '../store/tables/channels.ts';

export type Seen = Pick<PublicationTable, 'channel' | 'publicAt' | 'act' | 'original' | 'repost' | 'linkOk' | 'goneAt'>;
const SEEN = ['channel', 'publicAt', 'act', 'original', 'repost', 'linkOk', 'goneAt'] as const;

/** What channels published from `since` to `now`, what has gone again included, oldest first. By the index (channel, public_at). */
export function publicationsFrom(db: Db, channels: readonly string[], since: number, now: number): Promise<Seen[]> {
  return db
    .selectFrom('publication')
    .select(SEEN)
    .where('channel', 'in', channels)
    .where('publicAt', '>=', since)
    .where('publicAt', '<=', now)
    .orderBy('publicAt')
    .execute();
}

/**
 * Of each channel the newest publication before `before` that counted at that moment: the clock started there. Each is one
 * step down the index (channel, public_at), however long the history is.
 * @param unknown what an article is that nobody has marked as original or repost
 */
export async function latestCountedBefore(
  db: Db,
  channels: readonly string[],
  counts: CountedUpdates,
  unknown: AccountCadence['unknownCounts'],
  before: number,
): Promise<Seen[]> {
  const marks = [
    ...(counts.original ? [unknown === 'original' ? sql`p.repost = 0` : sql`p.original = 1`] : []),
    ...(counts.reposts ? [] : [unknown === 'repost' ? sql`p.original = 1` : sql`p.repost = 0`]),
  ];
  const newest = sql`select p.id from publication as p
    where p.channel = asked.column1 and p.public_at < ${before} and p.act in (${sql.join(counts.acts)})
      and (p.link_ok is null or p.link_ok <> 0) and (p.gone_at is null or p.gone_at > ${before})
      ${sql.join(
        marks.map((mark) => sql`and ${mark}`),
        sql` `,
      )}
    order by p.public_at desc limit 1`;
  const asked = sql.join(channels.map((channel) => sql`(${channel})`));
  const { rows } = await sql<{ id: string | null }>`
    select (${newest}) as id from (values ${asked}) as asked`.execute(db);
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  if (ids.length === 0) return [];
  return db.selectFrom('publication').select(SEEN).where('id', 'in', ids).execute();
}

/** Times at which posts are placed on channels up to `until`, soonest first; one that has lost its place comes at none. */
export async function placedBetween(db: Db, channels: readonly string[], now: number, until: number) {
  return db
    .selectFrom('placement')
    .select(['channel', 'at', 'act'])
    .where('channel', 'in', channels)
    .where('cancelledAt', 'is', null)
    .where('obstacleAt', 'is', null)
    .where('at', '>', now)
    .where('at', '<=', until)
    .orderBy('at')
    .execute();
}

/** Times at which posts are placed on a channel, soonest first. */
export async function placedAfter(db: Db, channel: string, now: number, limit: number) {
  return db
    .selectFrom('placement')
    .select(['at', 'act'])
    .where('channel', '=', channel)
    .where('cancelledAt', 'is', null)
    .where('obstacleAt', 'is', null)
    .where('at', '>', now)
    .orderBy('at')
    .limit(limit)
    .execute();
}

/** Review states of the posts that were placed on a channel between two moments, to be done by one of these acts. */
export async function placedStatesBetween(
  db: Db,
  channel: string,
  from: number,
  to: number,
  acts?: readonly PlacementTable['act'][],
): Promise<string[]> {
  const rows = await db
    .selectFrom('placement')
    .innerJoin('post', 'post.id', 'placement.post')
    .select('post.state')
    .where('placement.channel', '=', channel)
    .where('placement.cancelledAt', 'is', null)
    .where('placement.at', '>', from)
    .where('placement.at', '<=', to)
    .$if(acts !== undefined, (q) => q.where('placement.act', 'in', acts ?? []))
    .execute();
  return rows.map((r) => r.state);
}

/** Channels of which something was published, found, taken away or looked at since a moment. By three indexes. */
export async function changedChannels(db: Db, since: number): Promise<Set<string>> {
  const published = db.selectFrom('publication').select('channel').where('seenAt', '>=', since);
  const gone = db
    .selectFrom('publication')
    .select('channel')
    .where('goneAt', 'is not', null)
    .where('goneAt', '>=', since);
  const looked = db.selectFrom('channelHistory').select('channel').where('changedAt', '>=', since);
  const rows = await published.union(gone).union(looked).execute();
  return new Set(rows.map(({ channel }) => channel));
}

/** @returns whether it is new; a breach is known by channel, rule and due moment */
export async function addBreach(tx: Tx, breach: CadenceBreachTable): Promise<boolean> {
  const result = await tx
    .insertInto('cadenceBreach')
    .values(breach)
    .onConflict((c) => c.columns(['channel', 'rule', 'dueAt']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Breaches on record that fell due after a moment and were not corrected. */
export function standingBreaches(db: Db, channel: string, after: number): Promise<CadenceBreachTable[]> {
  return db
    .selectFrom('cadenceBreach')
    .selectAll()
    .where('channel', '=', channel)
    .where('dueAt', '>', after)
    .where('correctedAt', 'is', null)
    .orderBy('dueAt')
    .execute();
}

/** Breaches of any channel that fell due after a moment, not corrected since. */
export function freshBreaches(db: Db, after: number): Promise<CadenceBreachTable[]> {
  return db
    .selectFrom('cadenceBreach')
    .selectAll()
    .where('dueAt', '>', after)
    .where('correctedAt', 'is', null)
    .orderBy('dueAt')
    .orderBy('channel')
    .execute();
}

/** @returns whether it stood until now */
export async function correctBreach(tx: Tx, breach: CadenceBreachTable, at: number): Promise<boolean> {
  const result = await tx
    .updateTable('cadenceBreach')
    .set({ correctedAt: at })
    .where('channel', '=', breach.channel)
    .where('rule', '=', breach.rule)
    .where('dueAt', '=', breach.dueAt)
    .where('correctedAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
