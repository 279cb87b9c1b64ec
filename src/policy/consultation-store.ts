import type { Db, Tx } from '../store/database.ts';
import type { ConsultationTable } from '../store/tables/bundles.ts';

const AT_ONCE = 100;

/** Consultations that have closed by a day and whose task of publishing the result is not opened yet. */
export async function closedConsultations(db: Db, today: string): Promise<ConsultationTable[]> {
  return db
    .selectFrom('consultation')
    .selectAll()
    .where('resultOpenedAt', 'is', null)
    .where('closesOn', 'is not', null)
    .where('closesOn', '<=', today)
    .orderBy('closesOn')
    .limit(AT_ONCE)
    .execute();
}

/** @returns whether it was this call that opened the task */
export async function markResultOpened(tx: Tx, id: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('consultation')
    .set({ resultOpenedAt: at })
    .where('id', '=', id)
    .where('resultOpenedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function lockConsultation(tx: Tx, id: string): Promise<ConsultationTable | null> {
  const query = tx.selectFrom('consultation').selectAll().where('id', '=', id).forUpdate();
  return (await query.executeTakeFirst()) ?? null;
}

export async function insertConsultation(tx: Tx, row: ConsultationTable): Promise<void> {
  await tx.insertInto('consultation').values(row).execute();
}

export async function updateConsultation(
  tx: Tx,
  id: string,
  set: Partial<Omit<ConsultationTable, 'id' | 'bundle'>>,
): Promise<void> {
  await tx.updateTable('consultation').set(set).where('id', '=', id).execute();
}
