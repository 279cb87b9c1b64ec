import BetterSqlite3 from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type KyselyPlugin,
  OperationNodeTransformer,
  type RootOperationNode,
  type SelectQueryNode,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { CallPerson } from '../errors.ts';

/**
 * SQLite as the embedded profile needs it: WAL, synchronous=FULL (a begun delivery must survive a power cut) and
 * transactions that take the write lock at once, so that a read never turns into a write that fails half-way.
 * @param survives `power-cut`, or `process` alone for a database that is thrown away: nothing waits for the disk then
 */
export function sqliteDialect(file: string, survives: 'power-cut' | 'process' = 'power-cut'): SqliteDialect {
  return new ImmediateSqliteDialect(openSqliteFile(file, survives === 'power-cut' ? 'FULL' : 'OFF'));
}

function openSqliteFile(file: string, synchronous: 'FULL' | 'OFF'): BetterSqlite3.Database {
  try {
    const database = new BetterSqlite3(file, { timeout: 10_000 });
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${synchronous}`);
    database.pragma('foreign_keys = ON');
    return database;
  } catch (cause) {
    throw new CallPerson({
      code: 'store-open',
      message: `the database ${file} cannot be opened: ${cause instanceof Error ? cause.message : cause}`,
      place: file,
      remedy: 'Check that the folder exists, that govcast may write there and that the file is a SQLite database.',
      cause,
    });
  }
}

const MOST_STATEMENTS = 500;

/** Keeps prepared statements by their text: the same few hundred queries are asked again and again. */
function withPreparedStatements(database: BetterSqlite3.Database): SqliteDatabase {
  const prepared = new Map<string, BetterSqlite3.Statement>();
  return {
    prepare: (text) => {
      const known = prepared.get(text);
      if (known) return known;
      if (prepared.size >= MOST_STATEMENTS) prepared.clear();
      const statement = database.prepare(text);
      prepared.set(text, statement);
      return statement;
    },
    close: () => {
      prepared.clear();
      database.close();
    },
  };
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: BetterSqlite3.Database;
  constructor(database: BetterSqlite3.Database) {
    super({ database });
    this.#database = database;
  }
  override createDriver() {
    return new ImmediateSqliteDriver(this.#database);
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: BetterSqlite3.Database;
  constructor(database: BetterSqlite3.Database) {
    super({ database: withPreparedStatements(database) });
    this.#database = database;
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  /** A full disk makes SQLite roll back by itself; a second rollback would fail and hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Drops FOR UPDATE and FOR SHARE, which SQLite neither knows nor needs: BEGIN IMMEDIATE holds every lock. */
export const withoutRowLocks: KyselyPlugin = {
  transformQuery: ({ node }) => dropLocks.transformNode(node) as RootOperationNode,
  transformResult: async ({ result }) => result,
};

class DropLocks extends OperationNodeTransformer {
  protected override transformSelectQuery(node: SelectQueryNode): SelectQueryNode {
    const { endModifiers, ...rest } = super.transformSelectQuery(node);
    return rest;
  }
}
const dropLocks = new DropLocks();
