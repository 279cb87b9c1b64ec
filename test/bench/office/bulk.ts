/** Fills tables faster than acts can: without indexes, which are made again at the end. */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import type { Insertable } from 'kysely';
import pg from 'pg';
import type { StorePlace } from '../../../src/store/open-store.ts';
import type { Schema } from '../../../src/store/schema.ts';

type Value = string | number | null;

export interface Bulk {
  /** Adds rows that all have the same columns, in the same order. */
  fill: <T extends keyof Schema>(table: T, rows: Iterable<Insertable<Schema[T]>>) => Promise<void>;
  run: (statement: string) => Promise<void>;
  /** Makes the indexes again and lets the planner know the sizes. */
  finish: () => Promise<void>;
}

export async function openBulk(place: StorePlace): Promise<Bulk> {
  return 'sqlite' in place ? sqliteBulk(place.sqlite) : postgresBulk(place.postgres);
}

/** `linkEntry` as the database has it. */
function snake(name: string): string {
  return name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
}

function* valuesOf(rows: Iterable<object>, columns: readonly string[]): Generator<Value[]> {
  for (const row of rows) {
    const values: Value[] = Object.values(row);
    if (values.length !== columns.length) throw new Error(`a row has other columns than ${columns.join(', ')}`);
    yield values;
  }
}

/** The columns of the first row, and all rows from the first on. */
function withColumns<T extends object>(rows: Iterable<T>): { columns: string[]; all: Iterable<T> } | null {
  const iterator = rows[Symbol.iterator]();
  const first = iterator.next();
  if (first.done) return null;
  const rest = { [Symbol.iterator]: () => iterator };
  return {
    columns: Object.keys(first.value).map(snake),
    all: (function* () {
      yield first.value;
      yield* rest;
    })(),
  };
}

function sqliteBulk(file: string): Bulk {
  const database = new BetterSqlite3(file);
  database.pragma('synchronous = OFF');
  database.pragma('foreign_keys = OFF');
  database.pragma('cache_size = -200000');
  const indexes = database
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_master where type = 'index' and sql is not null",
    )
    .all();
  for (const { name } of indexes) database.exec(`drop index ${name}`);
  return {
    fill: async (table, rows) => {
      const found = withColumns(rows);
      if (!found) return;
      const { columns, all } = found;
      const marks = columns.map(() => '?').join(', ');
      const insert = database.prepare(
        `insert into ${snake(table)} (${columns.map((c) => `"${c}"`).join(', ')}) values (${marks})`,
      );
      database.exec('begin');
      for (const values of valuesOf(all, columns)) insert.run(values);
      database.exec('commit');
    },
    run: async (statement) => void database.exec(statement),
    finish: async () => {
      for (const { sql } of indexes) database.exec(sql);
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
      // Else the first act of the server waits until the disk has all of it.
      const held = openSync(file, 'r+');
      fsyncSync(held);
      closeSync(held);
    },
  };
}

async function postgresBulk(url: string): Promise<Bulk> {
  const client = new pg.Client({ connectionString: url, options: '-c synchronous_commit=off' });
  await client.connect();
  await client.query("set maintenance_work_mem = '256MB'");
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select i.indexname as name, i.indexdef as definition from pg_indexes i
     where i.schemaname = 'public' and not exists (select 1 from pg_constraint c where c.conname = i.indexname)`,
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  return {
    fill: async (table, rows) => {
      const found = withColumns(rows);
      if (!found) return;
      const { columns, all } = found;
      const names = columns.map((c) => `"${c}"`).join(', ');
      await copyIn(client, `copy ${snake(table)} (${names}) from stdin`, lines(all, columns));
    },
    run: async (statement) => void (await client.query(statement)),
    finish: async () => {
      for (const { definition } of indexes) await client.query(definition);
      await client.query('vacuum analyze');
      await client.query('checkpoint');
      await client.end();
    },
  };
}

/** The text format of COPY, in pieces of some hundred kilobytes. */
function* lines(rows: Iterable<object>, columns: readonly string[]): Generator<Buffer> {
  let piece: string[] = [];
  let length = 0;
  for (const values of valuesOf(rows, columns)) {
    const line = `${values.map(escaped).join('\t')}\n`;
    piece.push(line);
    length += line.length;
    if (length < 200_000) continue;
    yield Buffer.from(piece.join(''));
    piece = [];
    length = 0;
  }
  yield Buffer.from(piece.join(''));
}

function escaped(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  return /[\\\t\n\r]/.test(value)
    ? value.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
    : value;
}

/** What pg gives a query of one's own to speak with (pg-copy-streams uses the same). */
interface Wire {
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
  stream: { writableNeedDrain: boolean; once: (event: 'drain', then: () => void) => void };
}

/** `copy … from stdin`: a hundred times as fast as inserts. */
function copyIn(client: pg.Client, text: string, pieces: Generator<Buffer>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | null = null;
    const send = (wire: Wire) => {
      // Not `for of`, which would end the generator when it is left in the middle.
      for (let piece = pieces.next(); !piece.done; piece = pieces.next()) {
        wire.sendCopyFromChunk(piece.value);
        if (wire.stream.writableNeedDrain) return wire.stream.once('drain', () => send(wire));
      }
      wire.endCopyFrom();
    };
    const copy = {
      submit: (connection: pg.Connection) => void connection.query(text),
      handleCopyInResponse: send,
      handleCommandComplete: () => {},
      handleError: (error: Error) => {
        failed = error;
        reject(error);
      },
      handleReadyForQuery: () => {
        if (!failed) resolve();
      },
    };
    client.query(copy);
  });
}
