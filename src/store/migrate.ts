import { Migrator, sql } from 'kysely';
import { CallPerson } from '../errors.ts';
import type { Db } from './database.ts';
import { migrations } from './migrations/migrations.ts';

/**
 * Brings the database to the newest schema, under Kysely's migration lock, all or nothing.
 * Safe to call from several processes at once: the others wait and then find nothing to do.
 * @returns the names of the migrations that were applied now
 * @throws CallPerson when one fails; the database is left as it was
 */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => asKysely(migrations) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) {
    throw new CallPerson({
      code: 'store-migration',
      message: `the database could not be brought to the newest schema: ${error instanceof Error ? error.message : error}`,
      remedy: 'Restore the last backup or report this message; nothing was changed.',
      cause: error,
    });
  }
  return (results ?? []).map((r) => r.migrationName);
}

function asKysely(list: Record<string, string[]>) {
  const up = (statements: string[]) => async (db: Db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  };
  return Object.fromEntries(Object.entries(list).map(([name, statements]) => [name, { up: up(statements) }]));
}
