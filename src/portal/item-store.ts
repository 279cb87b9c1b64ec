import type { Db, Tx } from '../store/database.ts';
import type { FetchStateTable, ItemAddressTable, ItemTable } from '../store/tables/portal.ts';
import type { Article } from './article.ts';

/** An address of an item, with when it was last asked. */
export interface KnownAddress extends ItemAddressTable {
  checkedAt: number | null;
}

/** Known addresses by their keys. */
export async function addressesByKey(db: Db, keys: string[]): Promise<Map<string, ItemAddressTable>> {
  if (keys.length === 0) return new Map();
  const rows = await db.selectFrom('itemAddress').selectAll().where('urlKey', 'in', keys).execute();
  return new Map(rows.map((row) => [row.urlKey, row]));
}

/** The item that has one of the addresses, locked. */
export async function itemByAddress(tx: Tx, keys: string[]): Promise<ItemTable | undefined> {
  return tx
    .selectFrom('item')
    .selectAll()
    .where('id', 'in', (eb) => eb.selectFrom('itemAddress').select('item').where('urlKey', 'in', keys))
    .forUpdate()
    .executeTakeFirst();
}

/** Items with the CMS's own id, oldest first, locked. */
export async function itemsBySecondaryKey(tx: Tx, key: string): Promise<ItemTable[]> {
  return tx.selectFrom('item').selectAll().where('secondaryKey', '=', key).orderBy('id').forUpdate().execute();
}

/** Items whose head revision has the document number, oldest first, locked. */
export async function itemsByNumber(tx: Tx, number: string): Promise<ItemTable[]> {
  return tx.selectFrom('item').selectAll().where('documentNumber', '=', number).orderBy('id').forUpdate().execute();
}

export async function itemById(db: Db, id: string): Promise<ItemTable | undefined> {
  return db.selectFrom('item').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Every address under which an item was met, the first met first. */
export async function addressesOf(db: Db, item: string): Promise<ItemAddressTable[]> {
  return db
    .selectFrom('itemAddress')
    .selectAll()
    .where('item', '=', item)
    .orderBy('seenAt')
    .orderBy('urlKey')
    .execute();
}

/** What an item says in a revision, by default its head. */
export async function articleOf(db: Db, item: string, revision?: number): Promise<Article | null> {
  const row = await db
    .selectFrom('itemRevision')
    .select('body')
    .where('item', '=', item)
    .$if(revision !== undefined, (query) => query.where('revision', '=', revision ?? 0))
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  return row ? (JSON.parse(row.body) as Article) : null;
}

/** Adds an address or refreshes it: it answered just now. */
export async function putAddress(tx: Tx, address: ItemAddressTable): Promise<void> {
  await tx
    .insertInto('itemAddress')
    .values(address)
    .onConflict((conflict) =>
      conflict.column('urlKey').doUpdateSet((eb) => ({
        url: eb.ref('excluded.url'),
        seenAt: eb.ref('excluded.seenAt'),
        listedAs: eb.fn.coalesce('excluded.listedAs', 'itemAddress.listedAs'),
        goneAt: null,
      })),
    )
    .execute();
}

export async function fetchStateOf(db: Db, url: string): Promise<FetchStateTable | undefined> {
  return db.selectFrom('fetchState').selectAll().where('url', '=', url).executeTakeFirst();
}

export async function putFetchState(db: Db, state: FetchStateTable): Promise<void> {
  const { url, ...rest } = state;
  await db
    .insertInto('fetchState')
    .values(state)
    .onConflict((conflict) => conflict.column('url').doUpdateSet(rest))
    .execute();
}

/** An address was asked and is as it was. */
export async function touchAddress(
  db: Db,
  urlKey: string,
  url: string,
  listedAs: string | null,
  now: number,
): Promise<void> {
  const listed = listedAs === null ? {} : { listedAs };
  await db
    .updateTable('itemAddress')
    .set({ seenAt: now, goneAt: null, ...listed })
    .where('urlKey', '=', urlKey)
    .execute();
  await db.updateTable('fetchState').set({ checkedAt: now }).where('url', '=', url).execute();
}

export interface RevisitWish {
  /** Published, or first seen, at this moment or later. */
  since: number;
  /** Last asked before this moment. */
  askedBefore: number;
  /** Found gone at this moment or earlier: time for the second look. */
  goneBy: number;
  limit: number;
}

/** Addresses of a source's recent items that are due for another look, the longest not asked first. */
export async function dueForRevisit(db: Db, source: string, wish: RevisitWish): Promise<KnownAddress[]> {
  return db
    .selectFrom('itemAddress')
    .innerJoin('item', 'item.id', 'itemAddress.item')
    .leftJoin('fetchState', 'fetchState.url', 'itemAddress.url')
    .selectAll('itemAddress')
    .select('fetchState.checkedAt')
    .where('itemAddress.source', '=', source)
    .where('item.withdrawnAt', 'is', null)
    .where((eb) => eb(eb.fn.coalesce('item.publishedAt', 'item.firstSeenAt'), '>=', wish.since))
    .where((eb) =>
      eb.or([
        eb('itemAddress.goneAt', '<=', wish.goneBy),
        eb.and([
          eb('itemAddress.goneAt', 'is', null),
          eb.or([eb('fetchState.checkedAt', 'is', null), eb('fetchState.checkedAt', '<', wish.askedBefore)]),
        ]),
      ]),
    )
    .orderBy((eb) => eb.fn.coalesce('fetchState.checkedAt', eb.lit(0)))
    .orderBy('itemAddress.urlKey')
    .limit(wish.limit)
    .execute();
}
