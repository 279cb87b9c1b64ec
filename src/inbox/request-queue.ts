/** The list of requests as the desk reads it: by due day, one index for each way of looking. */
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Db } from '../store/database.ts';
import type { Schema } from '../store/schema.ts';
import type { Request } from './request.ts';

export const queueTabs = ['today', 'soon', 'unassigned', 'all', 'closed'] as const;
export type QueueTab = (typeof queueTabs)[number];

export interface QueueWish {
  tab: QueueTab;
  /** Only of this section; null for all. */
  section: string | null;
  channel?: string | undefined;
  /** Received from `from` and before `to`, ms UTC. */
  received?: { from: number; to: number } | undefined;
  /** Words that the text holds; looked for in the first LOOKED requests only. */
  words?: string | undefined;
  /** Today and the last day that is soon, YYYY-MM-DD. */
  days: { today: string; soon: string };
  /** Due day (closing time for closed ones) and id after which the page begins. */
  after: readonly [string | number, string] | null;
  limit: number;
}

/** No index finds words in the middle of Chinese text: they are looked for in so many requests, soonest due first. */
export const LOOKED = 5_000;
/** Counts on the tabs stop here: 999+. */
export const COUNTED = 1_000;

type Query = SelectQueryBuilder<Schema, 'request', object>;

/** Up to `limit + 1` requests in the order of the list; the one too many tells that there are more. */
export async function readQueue(db: Db, wish: QueueWish): Promise<Request[]> {
  const { words, limit } = wish;
  const all = wanted(db, wish);
  const among: Query = words === undefined ? all : holding(db, ordered(all, wish), words);
  return ordered(begun(among, wish), wish)
    .limit(limit + 1)
    .selectAll()
    .execute();
}

/** Of the first LOOKED those whose text holds the words. */
function holding(db: Db, all: Query, words: string): Query {
  return db
    .selectFrom(all.limit(LOOKED).selectAll().as('request'))
    .where('body', 'like', `%${words.replace(/[\\%_]/g, '')}%`);
}

/** How many stand in each tab, up to COUNTED. */
export async function countQueue(
  db: Db,
  of: Pick<QueueWish, 'section' | 'days'>,
): Promise<Record<'today' | 'soon' | 'unassigned' | 'all', number>> {
  const counts = { today: 0, soon: 0, unassigned: 0, all: 0 };
  for (const tab of ['today', 'soon', 'unassigned', 'all'] as const) {
    const some = wanted(db, { ...of, tab })
      .select('id')
      .limit(COUNTED);
    const { n } = await db
      .selectFrom(some.as('some'))
      .select((eb) => eb.fn.countAll<number | string>().as('n'))
      .executeTakeFirstOrThrow();
    counts[tab] = Number(n);
  }
  return counts;
}

/** How many are late or due today, up to `most`. */
export async function countDueToday(
  db: Db,
  { section, today, most }: { section: string | null; today: string; most: number },
): Promise<number> {
  const some = wanted(db, { tab: 'today', section, days: { today, soon: today } });
  return (await some.select('id').limit(most).execute()).length;
}

/** The request with this number, if it is one of the section's. By its unique index. */
export function requestOfNumber(db: Db, number: string, section: string | null): Promise<Request | undefined> {
  const query = db.selectFrom('request').selectAll().where('number', '=', number);
  return (section === null ? query : query.where('section', '=', section)).executeTakeFirst();
}

/** What else the same writer sent by the same account, newest first. */
export function ofSameSender(
  db: Db,
  { id, channel, sender }: Pick<Request, 'id' | 'channel' | 'sender'>,
  section: string | null,
  limit: number,
): Promise<Request[]> {
  if (sender === null) return Promise.resolve([]);
  const query = db
    .selectFrom('request')
    .selectAll()
    .where('channel', '=', channel)
    .where('sender', '=', sender)
    .where('id', '<>', id);
  return (section === null ? query : query.where('section', '=', section))
    .orderBy('receivedAt', 'desc')
    .limit(limit)
    .execute();
}

function wanted(
  db: Db,
  { tab, section, days, channel, received }: Partial<QueueWish> & Pick<QueueWish, 'days'>,
): Query {
  // A day has few requests: they are found by the day, and what else is wanted must not lead to another index.
  const of = (column: 'section' | 'channel') =>
    received ? sql<string>`${sql.ref(column)} || ''` : sql<string>`${sql.ref(column)}`;
  let query: Query = db.selectFrom('request');
  query = query.where('closedAt', tab === 'closed' ? 'is not' : 'is', null);
  if (section !== null && section !== undefined) query = query.where(of('section'), '=', section);
  if (tab === 'today') query = query.where('nowDueOn', '<=', days.today);
  if (tab === 'soon') query = query.where('nowDueOn', '>', days.today).where('nowDueOn', '<=', days.soon);
  if (tab === 'unassigned') query = query.where('assignee', 'is', null);
  if (channel !== undefined) query = query.where(of('channel'), '=', channel);
  if (received) query = query.where('receivedAt', '>=', received.from).where('receivedAt', '<', received.to);
  return query;
}

function begun(query: Query, { after, tab }: QueueWish): Query {
  if (!after) return query;
  const [key, id] = after;
  if (tab === 'closed')
    return query
      .where('closedAt', '<=', Number(key))
      .where((eb) => eb.or([eb('closedAt', '<', Number(key)), eb('id', '<', id)]));
  return query
    .where('nowDueOn', '>=', String(key))
    .where((eb) => eb.or([eb('nowDueOn', '>', String(key)), eb('id', '>', id)]));
}

function ordered(query: Query, { tab }: Pick<QueueWish, 'tab'>): Query {
  if (tab === 'closed') return query.orderBy('closedAt', 'desc').orderBy('id', 'desc');
  return query.orderBy('nowDueOn').orderBy('id');
}
