import { PostgresDialect } from 'kysely';
import pg from 'pg';

/** int8 holds our instants and counters, all below 2^53: read as numbers, as SQLite gives them. */
const INT8 = 20;
pg.types.setTypeParser(INT8, Number);

/**
 * PostgreSQL by connection address. `synchronous_commit` is switched on for every session, because the begin of a
 * delivery must be on disk before the call, whatever an operator set for the server.
 */
export function postgresDialect(url: string, maxConnections = 10): PostgresDialect {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, options: '-c synchronous_commit=on' });
  // A connection that dies while idle is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}
