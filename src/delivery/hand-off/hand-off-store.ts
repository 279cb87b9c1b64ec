import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../store/database.ts';
import type { HandOffTable } from '../../store/tables/delivery.ts';

export type HandOffRow = Selectable<HandOffTable>;

/** The hand-off of a delivery, void or not; undefined when nobody took it. */
export function findHandOff(db: Db, delivery: string): Promise<HandOffRow | undefined> {
  return db.selectFrom('handOff').selectAll().where('delivery', '=', delivery).executeTakeFirst();
}

/** Notes that a text is out in a person's hands; one that was void is now in the hands of whoever took it anew. */
export async function addHandOff(tx: Tx, row: Omit<HandOffRow, 'voidAt' | 'voidReason'>): Promise<void> {
  const { delivery, ...taken } = { ...row, voidAt: null, voidReason: null };
  await tx
    .insertInto('handOff')
    .values({ delivery, ...taken })
    .onConflict((c) => c.column('delivery').doUpdateSet(taken))
    .execute();
}

/** @returns whether one was out until now */
export async function voidHandOff(tx: Tx, delivery: string, at: number, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('handOff')
    .set({ voidAt: at, voidReason: reason })
    .where('delivery', '=', delivery)
    .where('voidAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
