import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Clock } from '../../src/clock.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { ledgerRecorder } from '../../src/ledger/append.ts';
import type { Db } from '../../src/store/database.ts';
import { idGenerator } from '../../src/store/ids.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type StorePlace } from '../../src/store/open-store.ts';

/** A fresh, migrated database of the kind this run of the suite uses (TEST_STORE: sqlite or postgres). */
export interface TestStore {
  db: Db;
  place: StorePlace;
  close: () => Promise<void>;
}

let serial = 0;

export async function openTestStore(): Promise<TestStore> {
  const fresh = process.env.TEST_STORE === 'postgres' ? await freshPostgres() : await freshSqlite();
  const db = openStore(fresh.place);
  const close = async () => {
    await db.destroy();
    await fresh.remove();
  };
  return { db, place: fresh.place, close };
}

/** The parts that every act needs, on a store and a clock of the test's. */
export function testActing(db: Db, clock: Clock): Acting {
  return { db, clock, newId: idGenerator(clock), record: ledgerRecorder('sm3') };
}

/** Migrating takes longer than most tests: each process does it once and copies the result. */
let sqliteTemplate: Promise<string> | undefined;
const idle: string[] = [];

async function freshSqlite() {
  sqliteTemplate ??= migratedFile();
  const folder = mkdtempSync(join(tmpdir(), 'govcast-test-'));
  const file = join(folder, 'govcast.db');
  copyFileSync(await sqliteTemplate, file);
  return { place: { sqlite: file }, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function migratedFile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'template.db');
  await migrated({ sqlite: file });
  return file;
}

/**
 * A database is emptied and used again by the next test of the same process: making and dropping one takes longer than
 * most tests. with-services drops them at the end.
 */
async function freshPostgres() {
  const name = idle.pop() ?? (await migratedDatabase());
  const remove = async () => {
    await emptied(name);
    idle.push(name);
  };
  return { place: { postgres: urlOf(name) }, remove };
}

async function emptied(name: string): Promise<void> {
  const { rows } = await onServer(
    urlOf(name),
    "select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely_%' and tablename <> 'ledger_head'",
  );
  const deletes = rows.map((row) => `delete from "${row.tablename}"`);
  const reset = "update ledger_head set seq = 0, hash = ''";
  await onServer(urlOf(name), ['set session_replication_role = replica', ...deletes, reset].join('; '));
}

async function migratedDatabase(): Promise<string> {
  const name = databaseName();
  await onServer(serverUrl(), `create database ${name}`);
  await migrated({ postgres: urlOf(name) });
  return name;
}

async function migrated(place: StorePlace): Promise<void> {
  const db = openStore(place);
  await migrate(db);
  await db.destroy();
}

function databaseName(): string {
  serial += 1;
  return `test_${process.pid}_${serial}_${Math.random().toString(36).slice(2, 8)}`;
}

function serverUrl(): string {
  return serviceUrl('TEST_DATABASE_URL');
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(url: string, statement: string): Promise<{ rows: Record<string, string>[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The address of a service that with-services started; running vitest by itself lacks them. */
export function serviceUrl(name: 'TEST_DATABASE_URL' | 'TEST_REDIS_URL'): string {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: run the tests by \`npm test\`, which starts the services`);
  return url;
}
