import { sql } from 'kysely';
import type { Db, Tx } from '../store/database.ts';
import type { FollowerTable } from '../store/tables/bundles.ts';

const LINES = 500;

/** What a follower remembers, under a row lock; a new one begins before the first line of the ledger. The row is there afterwards. */
export async function lockFollower(tx: Tx, name: string): Promise<FollowerTable> {
  await tx
    .insertInto('follower')
    .values({ name, seq: 0, state: '' })
    .onConflict((c) => c.column('name').doNothing())
    .execute();
  return tx.selectFrom('follower').selectAll().where('name', '=', name).forUpdate().executeTakeFirstOrThrow();
}

export async function keepFollower(tx: Tx, { name, seq, state }: FollowerTable): Promise<void> {
  await tx.updateTable('follower').set({ seq, state }).where('name', '=', name).execute();
}

/** The next lines of the ledger after a number, in its order: no line is ever written before one that was read. */
export async function linesAfter(db: Db, seq: number): Promise<{ seq: number; act: string; object: string }[]> {
  return db
    .selectFrom('ledgerEntry')
    .select(['seq', 'act', 'object'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(LINES)
    .execute();
}

/** Has the bundles of these items looked at again. */
export async function markUnbundled(tx: Tx, items: readonly string[]): Promise<void> {
  if (items.length === 0) return;
  await tx
    .updateTable('linkEntry')
    .set({ bundledRevision: -1 })
    .where('item', 'in', [...items])
    .execute();
}

/** Has every bundle looked at again that is not archived: the office's rules or the calendar have changed. */
export async function markAllBundles(tx: Tx): Promise<void> {
  await tx
    .updateTable('linkEntry')
    .set({ bundledRevision: -1 })
    .where('item', 'in', (e) => e.selectFrom('bundle').select('policy').where('archivedAt', 'is', null))
    .execute();
}

/** An item whose bundles are behind its link entry. */
export interface UnbundledItem {
  item: string;
  revision: number;
  facts: string;
}

/** The next page of such items; a range of an index that holds nothing else. */
export async function unbundledItems(db: Db, after: string, limit: number): Promise<UnbundledItem[]> {
  return unbundledQuery(db, after, limit).execute();
}

/** The query behind `unbundledItems`: its condition is that of the partial index, word for word. */
export function unbundledQuery(db: Db, after: string, limit: number) {
  return db
    .selectFrom('linkEntry')
    .select(['item', 'revision', 'facts'])
    .where(sql<boolean>`bundled_revision <> revision and revision > 0`)
    .where('item', '>', after)
    .orderBy('item')
    .limit(limit);
}

/** Says that the bundles are brought up to this revision; a newer one stays behind. */
export async function markBundled(tx: Tx, { item, revision }: UnbundledItem): Promise<void> {
  await tx
    .updateTable('linkEntry')
    .set({ bundledRevision: revision })
    .where('item', '=', item)
    .where('revision', '=', revision)
    .execute();
}
