/** SQL of what people prefer in the console. It changes nothing of the office, so the ledger has no line of it. */
import type { Db } from '../store/database.ts';

/** The JSON text a person keeps under a key, null when there is none. */
export async function findPreference(db: Db, person: string, key: string): Promise<string | null> {
  const row = await db
    .selectFrom('preference')
    .select('value')
    .where('person', '=', person)
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value ?? null;
}

export async function keepPreference(
  db: Db,
  row: { person: string; key: string; value: string; updatedAt: number },
): Promise<void> {
  const { value, updatedAt } = row;
  await db
    .insertInto('preference')
    .values(row)
    .onConflict((conflict) => conflict.columns(['person', 'key']).doUpdateSet({ value, updatedAt }))
    .execute();
}
