/** What the clocks of columns read: items of a source by their public time, what stands at an address, interpretations owed. */
import { encodeTime } from 'ulid';
import type { Db } from '../../store/database.ts';
import type { CadenceBreachTable } from '../../store/tables/channels.ts';

/** A page of a column: its public time and, when it has gone, since when (both ms UTC). */
export interface SeenItem {
  publishedAt: number;
  withdrawnAt: number | null;
}

const ULID_TIME = 10;
const ULID_RANDOM = '0'.repeat(16);

/**
 * Items of a source by public time; pages without a date count for nothing, since crawling is not publishing. An item that
 * was first met in another source counts here from the day it was met.
 */
export async function itemsFrom(db: Db, source: string, since: number, now: number): Promise<SeenItem[]> {
  const own = await ownItemsQuery(db, source, since, now).execute();
  const elsewhere = await metElsewhereQuery(db, source, since, now).execute();
  const gone = elsewhere.map(({ goneAt, ...row }) => ({ ...row, withdrawnAt: row.withdrawnAt ?? goneAt }));
  return [...own, ...gone].flatMap(({ publishedAt, withdrawnAt }) =>
    publishedAt === null ? [] : [{ publishedAt, withdrawnAt }],
  );
}

/** Items whose first address is the source's: a range of the index (source, published_at). */
export function ownItemsQuery(db: Db, source: string, since: number, now: number) {
  return db
    .selectFrom('item')
    .select(['publishedAt', 'withdrawnAt'])
    .where('source', '=', source)
    .where('publishedAt', '>=', since)
    .where('publishedAt', '<=', now);
}

/** Items of other sources that stand here too: a range of the index (source, item), whose ids begin with their time. */
export function metElsewhereQuery(db: Db, source: string, since: number, now: number) {
  return db
    .selectFrom('itemAddress')
    .innerJoin('item', 'item.id', 'itemAddress.item')
    .select(['item.publishedAt', 'item.withdrawnAt', 'itemAddress.goneAt'])
    .where('itemAddress.source', '=', source)
    .where('itemAddress.item', '>=', encodeTime(Math.max(0, since), ULID_TIME) + ULID_RANDOM)
    .where('item.source', '<>', source)
    .where('item.publishedAt', '>=', since)
    .where('item.publishedAt', '<=', now);
}

/** The newest item of a source before a moment that stood there at that moment: the clock started with it. */
export async function latestItemBefore(db: Db, source: string, before: number): Promise<SeenItem | null> {
  const row = await latestItemQuery(db, source, before).executeTakeFirst();
  return row && row.publishedAt !== null ? { publishedAt: row.publishedAt, withdrawnAt: row.withdrawnAt } : null;
}

/** The end of a range of the index (source, published_at). */
export function latestItemQuery(db: Db, source: string, before: number) {
  return db
    .selectFrom('item')
    .select(['publishedAt', 'withdrawnAt'])
    .where('source', '=', source)
    .where('publishedAt', '<', before)
    .where((e) => e.or([e('withdrawnAt', 'is', null), e('withdrawnAt', '>', before)]))
    .orderBy('publishedAt', 'desc')
    .limit(1);
}

/** Pages of a source whose date nobody could read: they move no clock. */
export async function undatedItems(db: Db, source: string): Promise<number> {
  const row = await db
    .selectFrom('item')
    .select((e) => e.fn.countAll().as('n'))
    .where('source', '=', source)
    .where('publishedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Uncorrected breaches of columns (`column:6`) that fell due after a moment: ranges of the primary key. */
export async function standingColumnBreaches(
  db: Db,
  objects: readonly string[],
  after: number,
): Promise<CadenceBreachTable[]> {
  if (objects.length === 0) return [];
  return db
    .selectFrom('cadenceBreach')
    .selectAll()
    .where('channel', 'in', [...objects])
    .where('dueAt', '>', after)
    .where('correctedAt', 'is', null)
    .execute();
}

/** A page or post at the address of something formed; moments ms UTC. */
export interface MetThere {
  /** The page's id; null for a post of an account. */
  item: string | null;
  /** Its own public time; null when it shows none. */
  publicAt: number | null;
  /** When it was first seen there. */
  seenAt: number;
  /** When its head revision was read, if it is not the first: it was changed in place by then. */
  revisedAt: number | null;
}

/** The page at an address; null while no column has shown it. */
export async function pageAt(db: Db, urlKey: string): Promise<MetThere | null> {
  const row = await db
    .selectFrom('itemAddress')
    .innerJoin('item', 'item.id', 'itemAddress.item')
    .innerJoin('itemRevision as head', (j) =>
      j.onRef('head.item', '=', 'item.id').onRef('head.revision', '=', 'item.revision'),
    )
    .select(['item.id', 'item.publishedAt', 'item.firstSeenAt', 'item.revision', 'head.fetchedAt'])
    .where('itemAddress.urlKey', '=', urlKey)
    .where('itemAddress.goneAt', 'is', null)
    .where('item.withdrawnAt', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const revisedAt = row.revision > 1 ? row.fetchedAt : null;
  return { item: row.id, publicAt: row.publishedAt, seenAt: row.firstSeenAt, revisedAt };
}

/** The post at an address, when an account is what the column is. */
export async function postAt(db: Db, url: string): Promise<MetThere | null> {
  const row = await db
    .selectFrom('publication')
    .select(['publicAt', 'seenAt'])
    .where('url', '=', url)
    .where('goneAt', 'is', null)
    .orderBy('publicAt')
    .executeTakeFirst();
  return row ? { item: null, publicAt: row.publicAt, seenAt: row.seenAt, revisedAt: null } : null;
}

/** Interpretations that bundles owe, what is due first at the front: the bundles keep this clock, a column shows it. */
export async function owedInterpretations(db: Db, today: string, limit: number) {
  return db
    .selectFrom('bundleOwed')
    .innerJoin('bundle', 'bundle.id', 'bundleOwed.bundle')
    .select(['bundleOwed.bundle', 'bundle.title', 'bundleOwed.fromOn', 'bundleOwed.dueOn', 'bundleOwed.provisional'])
    .where('bundleOwed.what', '=', 'interpretation')
    .where('bundleOwed.fromOn', '<=', today)
    .orderBy('bundleOwed.dueOn')
    .limit(limit)
    .execute();
}

/** Breaches on record of a column, corrected ones too, the newest first. */
export function breachesOf(db: Db, object: string, limit = 50): Promise<CadenceBreachTable[]> {
  const query = db.selectFrom('cadenceBreach').selectAll().where('channel', '=', object);
  return query.orderBy('dueAt', 'desc').limit(limit).execute();
}
