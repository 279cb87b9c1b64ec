import { mkdtempSync, rmSync } from 'node:fs';
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
  const fresh = process.env.TEST_STORE === 'postgres' ? await freshPostgres() : freshSqlite();
  const db = openStore(fresh.place);
  await migrate(db);
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

function freshSqlite() {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-test-'));
  const remove = async () => rmSync(folder, { recursive: true, force: true });
  return { place: { sqlite: join(folder, 'govcast.db') }, remove };
}

async function freshPostgres() {
  const url = new URL(serviceUrl('TEST_DATABASE_URL'));
  serial += 1;
  const name = `test_${process.pid}_${serial}_${Math.random().toString(36).slice(2, 8)}`;
  await onServer(url.href, `create database ${name}`);
  const place = new URL(url);
  place.pathname = `/${name}`;
  return { place: { postgres: place.href }, remove: () => onServer(url.href, `drop database ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
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
