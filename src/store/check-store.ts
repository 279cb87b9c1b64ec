import { sql } from 'kysely';
import type { ConfigCheck } from '../config/config-checks.ts';
import type { Db } from './database.ts';
import { migrations } from './migrations/migrations.ts';
import type { StorePlace } from './open-store.ts';

/** What doctor says of the database: its schema, and whether a commit is on disk before the next call. */
export async function checkStore(db: Db, place: StorePlace): Promise<ConfigCheck[]> {
  return [await checkSchema(db), 'sqlite' in place ? await checkSqlite(db) : await checkPostgres(db)];
}

async function checkSchema(db: Db): Promise<ConfigCheck> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const done = rows.map((r) => r.name);
  const known = Object.keys(migrations);
  const name = 'store.schema';
  const newer = done.filter((each) => !known.includes(each));
  const missing = known.filter((each) => !done.includes(each));
  if (newer.length > 0) {
    const message = `the database knows ${newer.join(', ')}, this program does not`;
    return { name, ok: false, level: 'error', message, remedy: 'Run the newer version of govcast that wrote it.' };
  }
  if (missing.length > 0) {
    const message = `${missing.join(', ')} not applied`;
    return { name, ok: false, level: 'error', message, remedy: 'Start govcast: it brings the database up to date.' };
  }
  return { name, ok: true, level: 'info', message: `${done.length} migrations, newest ${done.at(-1)}`, remedy: '' };
}

async function checkSqlite(db: Db): Promise<ConfigCheck> {
  const journal = await sql<{ journalMode: string }>`pragma journal_mode`.execute(db);
  const flushed = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
  const mode = journal.rows[0]?.journalMode ?? '?';
  const level = flushed.rows[0]?.synchronous ?? -1;
  const FULL = 2;
  return durable(mode === 'wal' && level >= FULL, `SQLite, journal_mode ${mode}, synchronous ${level} (2 is FULL)`);
}

async function checkPostgres(db: Db): Promise<ConfigCheck> {
  const { rows } = await sql<{ synchronousCommit: string }>`show synchronous_commit`.execute(db);
  const value = rows[0]?.synchronousCommit ?? '?';
  return durable(value !== 'off', `PostgreSQL, synchronous_commit ${value}`);
}

/** A begun delivery that a power cut forgets could go out twice. */
function durable(ok: boolean, message: string): ConfigCheck {
  const remedy = 'Put the data folder on a local disk (SQLite), or allow synchronous_commit=on (PostgreSQL).';
  return { name: 'store.durable', ok, level: ok ? 'info' : 'error', message, remedy: ok ? '' : remedy };
}
