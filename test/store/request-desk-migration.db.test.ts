import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import type { Db } from '../../src/store/database.ts';
import { migrations } from '../../src/store/migrations/migrations.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openTestStore, type TestStore } from './test-store.ts';

const NAME = '0028-request-desk';
let store: TestStore;
let old: Db;
let remove: () => Promise<void>;
afterEach(async () => {
  await old.destroy();
  await remove();
  await store.close();
});

/** A database as it was before a migration: on PostgreSQL a schema of its own beside the one of the test. */
async function openBefore(name: string): Promise<void> {
  store = await openTestStore();
  if ('postgres' in store.place) {
    const url = new URL(store.place.postgres);
    await sql.raw('create schema before').execute(store.db);
    url.searchParams.set('options', '-c search_path=before');
    old = openStore({ postgres: url.href });
    remove = async () => void (await sql.raw('drop schema before cascade').execute(store.db));
  } else {
    const folder = mkdtempSync(join(tmpdir(), 'govcast-before-'));
    old = openStore({ sqlite: join(folder, 'before.db') });
    remove = async () => rmSync(folder, { recursive: true, force: true });
  }
  for (const [each, statements] of Object.entries(migrations)) {
    if (each === name) return;
    for (const statement of statements) await sql.raw(statement).execute(old);
  }
}

test('requests from before the desk get numbers by year and order of arrival, and the due day that holds now', async () => {
  await openBefore(NAME);
  const request = async (id: string, startOn: string, receivedAt: number, dueOn: string) => {
    await sql`insert into request (id, kind, channel, intake, intake_id, section, state, body, received_at, start_on, due_on,
        days, unit, rule, provisional) values (${id}, 'complaint', 'main', 'comment', ${id}, 'property', 'open', '', ${receivedAt},
        ${startOn}, ${dueOn}, 5, 'working-day', '', 0)`.execute(old);
  };
  await request('c', '2026-01-05', 300, '2026-01-12');
  await request('b', '2025-12-30', 200, '2026-01-07');
  await request('a', '2026-01-04', 100, '2026-01-11');
  await request('d', '2026-01-05', 300, '2026-01-12');
  await sql`insert into open_due_date (object_kind, object_id, start_on, days, unit, due_on, provisional)
    values ('request', 'c', '2026-01-05', 5, 'working-day', '2026-01-26', 0)`.execute(old);
  for (const statement of migrations[NAME] ?? []) await sql.raw(statement).execute(old);
  const { rows } = await sql<{ id: string; number: string; nowDueOn: string }>`
    select id, number, now_due_on from request order by id`.execute(old);
  expect(rows).toEqual([
    { id: 'a', number: 'SQ-2026-0001', nowDueOn: '2026-01-11' },
    { id: 'b', number: 'SQ-2025-0001', nowDueOn: '2026-01-07' },
    { id: 'c', number: 'SQ-2026-0002', nowDueOn: '2026-01-26' },
    { id: 'd', number: 'SQ-2026-0003', nowDueOn: '2026-01-12' },
  ]);
  const last = await sql`select year, last from request_number order by year`.execute(old);
  expect(last.rows).toEqual([
    { year: '2025', last: 1 },
    { year: '2026', last: 3 },
  ]);
});
