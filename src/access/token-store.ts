import type { Db, Tx } from '../store/database.ts';
import type { ApiTokenTable } from '../store/tables/access.ts';

export async function tokenWith(db: Db, hash: string): Promise<ApiTokenTable | null> {
  return (await db.selectFrom('apiToken').selectAll().where('hash', '=', hash).executeTakeFirst()) ?? null;
}

export async function lockToken(tx: Tx, id: string): Promise<ApiTokenTable | null> {
  return (await tx.selectFrom('apiToken').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function addToken(tx: Tx, row: ApiTokenTable): Promise<void> {
  await tx.insertInto('apiToken').values(row).execute();
}

/** The newest first; of one person, or of all. */
export function tokensBefore(
  db: Db,
  { person, before, limit }: { person: string | null; before: string | null; limit: number },
): Promise<ApiTokenTable[]> {
  let query = db.selectFrom('apiToken').selectAll().orderBy('id', 'desc').limit(limit);
  if (person !== null) query = query.where('person', '=', person);
  if (before !== null) query = query.where('id', '<', before);
  return query.execute();
}

export async function usedToken(db: Db, id: string, lastUsedAt: number, lastUsedFrom: string): Promise<void> {
  await db.updateTable('apiToken').set({ lastUsedAt, lastUsedFrom }).where('id', '=', id).execute();
}

export async function endTokenRow(tx: Tx, id: string, endedAt: number, endedBy: string): Promise<void> {
  await tx.updateTable('apiToken').set({ endedAt, endedBy }).where('id', '=', id).execute();
}

/** @returns how many held */
export async function endTokensOf(tx: Tx, person: string, endedAt: number, endedBy: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('apiToken')
    .set({ endedAt, endedBy })
    .where('person', '=', person)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
