/** What update clocks read and write: publications of a channel, placements to come, breaches. */
import type { BoundAccount, CountedUpdates } from '../config/cadence.ts';
import type { Db, Tx } from '../store/database.ts';
import type { CadenceBreachTable, PublicationTable } from '../store/tables/channels.ts';

type Seen = Pick<PublicationTable, 'publicAt' | 'act' | 'original' | 'repost' | 'linkOk' | 'goneAt'>;
const SEEN = ['publicAt', 'act', 'original', 'repost', 'linkOk', 'goneAt'] as const;

/** What a channel published from `since` to `now`, what has gone again included. By the index (channel, public_at). */
export function publicationsFrom(db: Db, channel: string, since: number, now: number): Promise<Seen[]> {
  return db
    .selectFrom('publication')
    .select(SEEN)
    .where('channel', '=', channel)
    .where('publicAt', '>=', since)
    .where('publicAt', '<=', now)
    .orderBy('publicAt')
    .execute();
}

/** The newest publication before `before` that counted for a rule at that moment: the clock started there. */
export async function latestCountedBefore(
  db: Db,
  { id: channel, cadence }: BoundAccount,
  counts: CountedUpdates,
  before: number,
): Promise<Seen | null> {
  const unknown = cadence?.unknownCounts ?? 'update';
  let query = db
    .selectFrom('publication')
    .select(SEEN)
    .where('channel', '=', channel)
    .where('publicAt', '<', before)
    .where('act', 'in', counts.acts)
    .where((e) => e.or([e('linkOk', 'is', null), e('linkOk', '<>', 0)]))
    .where((e) => e.or([e('goneAt', 'is', null), e('goneAt', '>', before)]));
  if (counts.original && unknown !== 'original') query = query.where('original', '=', 1);
  else if (counts.original) query = query.where('repost', '=', 0);
  if (!counts.reposts) query = query.where('repost', '=', 0);
  if (!counts.reposts && unknown === 'repost') query = query.where('original', '=', 1);
  return (await query.orderBy('publicAt', 'desc').limit(1).executeTakeFirst()) ?? null;
}

/** Times at which posts are placed on a channel, soonest first. */
export async function placedAfter(db: Db, channel: string, now: number, limit: number) {
  return db
    .selectFrom('placement')
    .select(['at', 'act'])
    .where('channel', '=', channel)
    .where('cancelledAt', 'is', null)
    .where('at', '>', now)
    .orderBy('at')
    .limit(limit)
    .execute();
}

/** Review states of the posts that were placed on a channel between two moments. */
export async function placedStatesBetween(db: Db, channel: string, from: number, to: number): Promise<string[]> {
  const rows = await db
    .selectFrom('placement')
    .innerJoin('post', 'post.id', 'placement.post')
    .select('post.state')
    .where('placement.channel', '=', channel)
    .where('placement.cancelledAt', 'is', null)
    .where('placement.at', '>', from)
    .where('placement.at', '<=', to)
    .execute();
  return rows.map((r) => r.state);
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
