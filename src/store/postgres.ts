import { PostgresDialect } from 'kysely';

/** int8 holds our instants and counters, all below 2^53: read as numbers, as SQLite gives them. */
const INT8 = 20;

/**
 * PostgreSQL by connection address. `synchronous_commit` is switched on for every session, because the begin of a
 * delivery must be on disk before the call, whatever an operator set for the server.
 */
export function postgresDialect(url: string, maxConnections = 10): PostgresDialect {
  return new PostgresDialect({ pool: () => openPool(url, maxConnections) });
}

/** The driver is loaded here: a server with SQLite has no use for it, nor memory to spare. */
async function openPool(url: string, maxConnections: number) {
  const { default: pg } = await import('pg');
  pg.types.setTypeParser(INT8, Number);
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, options: '-c synchronous_commit=on' });
  // A connection that dies while idle is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}
