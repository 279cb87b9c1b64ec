import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** A handle to the database, inside or outside a transaction. First argument of every store function. */
export type Db = Kysely<Schema>;

/** A handle that is inside a transaction: required where several writes must stand or fall together. */
export type Tx = Transaction<Schema>;
