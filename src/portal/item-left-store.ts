import type { Db, Tx } from '../store/database.ts';
import type { ItemLeftTable } from '../store/tables/portal.ts';

export async function findItemLeft(db: Db, item: string): Promise<ItemLeftTable | null> {
  return (await db.selectFrom('itemLeft').selectAll().where('item', '=', item).executeTakeFirst()) ?? null;
}

export async function putItemLeft(tx: Tx, row: ItemLeftTable): Promise<void> {
  const { item, ...rest } = row;
  await tx
    .insertInto('itemLeft')
    .values(row)
    .onConflict((c) => c.column('item').doUpdateSet(rest))
    .execute();
}

export async function dropItemLeft(tx: Tx, item: string): Promise<void> {
  await tx.deleteFrom('itemLeft').where('item', '=', item).execute();
}
