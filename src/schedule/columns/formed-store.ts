/** Rows of information formed for columns. */
import type { Db, Tx } from '../../store/database.ts';
import type { FormedItemTable } from '../../store/tables/columns.ts';

/** Information formed, with whether the page that closed it has gone again. */
export interface Formed extends FormedItemTable {
  itemGoneAt: number | null;
}

/**
 * What was formed since a moment and whatever is still open, oldest first, by column. Voided entries are left out. Ranges
 * of the two partial indexes, for all columns at once.
 */
export async function formedByColumn(db: Db, since: number, columnNo?: number): Promise<Map<number, Formed[]>> {
  let query = db
    .selectFrom('formedItem')
    .leftJoin('item', 'item.id', 'formedItem.item')
    .selectAll('formedItem')
    .select('item.withdrawnAt as itemGoneAt')
    .where('formedItem.voidAt', 'is', null);
  if (columnNo !== undefined) query = query.where('formedItem.columnNo', '=', columnNo);
  const recent = await query.where('formedItem.formedAt', '>=', since).execute();
  const older = await query.where('formedItem.doneAt', 'is', null).where('formedItem.formedAt', '<', since).execute();
  const byColumn = new Map<number, Formed[]>();
  const all = [...older, ...recent].sort((a, b) => a.formedAt - b.formedAt || (a.id < b.id ? -1 : 1));
  for (const formed of all) byColumn.set(formed.columnNo, [...(byColumn.get(formed.columnNo) ?? []), formed]);
  return byColumn;
}

/** Everything open that names an address: what the loop looks for among the pages. */
export function openWithAddress(db: Db): Promise<FormedItemTable[]> {
  return db
    .selectFrom('formedItem')
    .selectAll()
    .where('doneAt', 'is', null)
    .where('voidAt', 'is', null)
    .where('urlKey', 'is not', null)
    .orderBy('columnNo')
    .orderBy('formedAt')
    .execute();
}

export async function lockFormed(tx: Tx, id: string): Promise<FormedItemTable | null> {
  return (await tx.selectFrom('formedItem').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

/** Whether the page that closed something has gone from the portal. */
export async function isGone(tx: Tx, item: string | null): Promise<boolean> {
  if (item === null) return false;
  const row = await tx.selectFrom('item').select('withdrawnAt').where('id', '=', item).executeTakeFirst();
  return row !== undefined && row.withdrawnAt !== null;
}

export async function addFormed(tx: Tx, row: FormedItemTable): Promise<void> {
  await tx.insertInto('formedItem').values(row).execute();
}

export async function setFormed(
  tx: Tx,
  id: string,
  set: Partial<Pick<FormedItemTable, 'doneAt' | 'doneBy' | 'item' | 'url' | 'urlKey' | 'voidAt' | 'voidReason'>>,
): Promise<void> {
  await tx.updateTable('formedItem').set(set).where('id', '=', id).execute();
}

/** The same information told a second time: same column, title and moment. */
export async function sameFormed(
  tx: Tx,
  { columnNo, title, formedAt }: Pick<FormedItemTable, 'columnNo' | 'title' | 'formedAt'>,
): Promise<FormedItemTable | null> {
  const query = tx.selectFrom('formedItem').selectAll().where('columnNo', '=', columnNo).where('voidAt', 'is', null);
  return (await query.where('formedAt', '=', formedAt).where('title', '=', title).executeTakeFirst()) ?? null;
}
