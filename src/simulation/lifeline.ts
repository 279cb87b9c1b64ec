/** A process that can be ended between any two lines: its next call of the database throws, and nothing leaves any more. */
import {
  CamelCasePlugin,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type TransactionSettings,
} from 'kysely';
import type { Clock } from '../clock.ts';
import type { Db } from '../store/database.ts';
import type { StorePlace } from '../store/open-store.ts';
import type { Schema } from '../store/schema.ts';
import { sqliteDialect, withoutRowLocks } from '../store/sqlite.ts';

/** The process has ended here; what it was doing stays as it stands. */
export class Crash extends Error {}

/** Before the call was made, or when it has had its effect and nobody has heard of it. */
export type CrashSide = 'before' | 'after';

export interface Lifeline {
  /** Calls of the database so far. */
  calls: () => number;
  isCut: () => boolean;
  /** Ends the process at its `n`th call of the database from now. */
  cutAfter: (n: number, side: CrashSide) => void;
  /** Ends it at once. */
  cut: () => void;
  /** Reads that are none of the process's own: they neither count nor end it. */
  uncounted: <T>(reading: () => Promise<T>) => Promise<T>;
  /** Runs one call of the database, unless the process has ended. @throws Crash */
  through: <T>(call: () => Promise<T>) => Promise<T>;
}

export function newLifeline(): Lifeline {
  let calls = 0;
  let cut = false;
  let counting = true;
  let at: { call: number; side: CrashSide } | null = null;
  return {
    calls: () => calls,
    isCut: () => cut,
    cutAfter: (n, side) => {
      at = { call: calls + n, side };
    },
    cut: () => {
      cut = true;
    },
    uncounted: async (reading) => {
      counting = false;
      try {
        return await reading();
      } finally {
        counting = true;
      }
    },
    through: async (call) => {
      if (cut) throw new Crash('the process has ended');
      if (!counting) return call();
      calls += 1;
      const ends = at !== null && calls >= at.call ? at.side : null;
      if (ends !== null) cut = true;
      if (ends === 'before') throw new Crash('the process ended before the call');
      const done = await call();
      if (ends === 'after') throw new Crash('the process ended after the call');
      return done;
    },
  };
}

/** The clock of a process: when it has ended, every outside call it would still make is stopped before its first byte. */
export function clockOf(life: Lifeline, clock: Clock): Clock {
  return { ...clock, timeout: (ms) => (life.isCut() ? AbortSignal.abort() : clock.timeout(ms)) };
}

/** Opens the database of a process. What its end interrupts is rolled back, as SQLite does for a process that is gone. */
export function storeOf(life: Lifeline): (place: StorePlace) => Db {
  return (place) => {
    if (!('sqlite' in place)) throw new TypeError('a simulation runs on SQLite');
    const inner = sqliteDialect(place.sqlite, 'process');
    const dialect: Dialect = {
      createAdapter: () => inner.createAdapter(),
      createIntrospector: (db) => inner.createIntrospector(db),
      createQueryCompiler: () => inner.createQueryCompiler(),
      createDriver: () => mortalDriver(inner.createDriver(), life),
    };
    return new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin(), withoutRowLocks] });
  };
}

function mortalDriver(driver: Driver, life: Lifeline): Driver {
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const of = (connection: DatabaseConnection) => inner.get(connection) ?? connection;
  return {
    init: () => driver.init(),
    acquireConnection: async () => {
      const connection = await driver.acquireConnection();
      const mortal: DatabaseConnection = {
        executeQuery: (query) => life.through(() => connection.executeQuery(query)),
        streamQuery: (query, size) => connection.streamQuery(query, size),
      };
      inner.set(mortal, connection);
      return mortal;
    },
    beginTransaction: (connection, settings: TransactionSettings) =>
      life.through(() => driver.beginTransaction(of(connection), settings)),
    commitTransaction: (connection) => life.through(() => driver.commitTransaction(of(connection))),
    rollbackTransaction: (connection) => driver.rollbackTransaction(of(connection)),
    releaseConnection: (connection) => driver.releaseConnection(of(connection)),
    destroy: () => driver.destroy(),
  };
}
