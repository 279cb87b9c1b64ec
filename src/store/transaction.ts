import type { Db, Tx } from './database.ts';

const MAX_TRIES = 5;
/** PostgreSQL: serialization failure, deadlock detected. SQLite: another process holds the file. */
const REPEATABLE = new Set(['40001', '40P01', 'SQLITE_BUSY']);

/**
 * Runs `work` in one transaction and repeats it when the database says it lost a race (never an outside call: `work`
 * awaits nothing but the database). Locks are taken in the order post, channel, quota, delivery, ledger.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (tries >= MAX_TRIES || !REPEATABLE.has(codeOf(error))) throw error;
    }
  }
}

/** Whether the error is the violation of a unique key: somebody else was first. */
export function isUniqueViolation(error: unknown): boolean {
  const code = codeOf(error);
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
