import { CamelCasePlugin, Kysely } from 'kysely';
import type { Db } from './database.ts';
import { postgresDialect } from './postgres.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect, withoutRowLocks } from './sqlite.ts';

/** Where the rows are: a SQLite file (`:memory:` too) or a PostgreSQL address. */
export type StorePlace = { sqlite: string } | { postgres: string };

/**
 * Opens the database. The same queries run on both; the caller runs `migrate` and, at the end, `db.destroy()`.
 * @throws CallPerson when a SQLite file cannot be opened
 */
export function openStore(place: StorePlace): Db {
  if ('sqlite' in place) {
    return new Kysely<Schema>({
      dialect: sqliteDialect(place.sqlite),
      plugins: [new CamelCasePlugin(), withoutRowLocks],
    });
  }
  return new Kysely<Schema>({ dialect: postgresDialect(place.postgres), plugins: [new CamelCasePlugin()] });
}
