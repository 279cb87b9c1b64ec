import type { Db, Tx } from '../store/database.ts';
import type { CredentialTable } from '../store/tables/access.ts';

export async function credentialOf(db: Db, person: string): Promise<CredentialTable | null> {
  return (await db.selectFrom('credential').selectAll().where('person', '=', person).executeTakeFirst()) ?? null;
}

export async function lockCredential(tx: Tx, person: string): Promise<CredentialTable | null> {
  const row = await tx.selectFrom('credential').selectAll().where('person', '=', person).forUpdate().executeTakeFirst();
  return row ?? null;
}

export function allCredentials(db: Db): Promise<CredentialTable[]> {
  return db.selectFrom('credential').selectAll().execute();
}

/** Of whom among these people the account is closed. */
export async function closedAmong(db: Db, people: readonly string[]): Promise<Set<string>> {
  if (people.length === 0) return new Set();
  const query = db.selectFrom('credential').select('person').where('person', 'in', people);
  const rows = await query.where('endedAt', 'is not', null).execute();
  return new Set(rows.map(({ person }) => person));
}

/** Whether anybody can come in at all; nobody can before the first run. */
export async function hasCredential(db: Db): Promise<boolean> {
  return (await db.selectFrom('credential').select('person').limit(1).executeTakeFirst()) !== undefined;
}

export async function addCredential(tx: Tx, row: CredentialTable): Promise<void> {
  await tx.insertInto('credential').values(row).execute();
}

/** The row of somebody who has none yet; one that is there stays as it is. */
export async function ensureCredential(tx: Tx, row: CredentialTable): Promise<void> {
  await tx
    .insertInto('credential')
    .values(row)
    .onConflict((oc) => oc.column('person').doNothing())
    .execute();
}

export async function changeCredential(
  tx: Tx,
  person: string,
  set: Partial<Omit<CredentialTable, 'person'>>,
): Promise<void> {
  await tx.updateTable('credential').set(set).where('person', '=', person).execute();
}
