import type { ExpressionBuilder } from 'kysely';
import type { Db, Tx } from '../store/database.ts';
import type { Schema } from '../store/schema.ts';
import type { LoginGuardTable, LoginTable } from '../store/tables/access.ts';
import { secretHash } from './secret-hash.ts';

/** Names are guarded whether or not they exist, so that a refusal does not tell which do. */
export function guardKey(name: string): string {
  return secretHash(name.trim().toLowerCase());
}

/**
 * Codes after the office's identity provider has named somebody have tries of their own: who guesses at his password keeps
 * him from nothing there. Names are guarded in small letters, so that none is taken for this key.
 */
export function namedGuardKey(person: string): string {
  return secretHash(`OIDC ${person}`);
}

/** The guards of a person at both doors: they are looked at and lifted together. */
export function guardKeysOf(person: string): string[] {
  return [guardKey(person), namedGuardKey(person)];
}

/** Who sits in a session has tries of its own: a stranger who locks the name at the login keeps nobody there from signing. */
export function sessionGuardKey(session: string): string {
  return secretHash(`session ${session}`);
}

/** The guard of a name, under a row lock; made in the same statement if there is none, so that no other comes between. */
export async function lockGuard(tx: Tx, key: string): Promise<LoginGuardTable> {
  return tx
    .insertInto('loginGuard')
    .values({ key, failures: 0, locks: 0, failedAt: 0, lockedUntil: null })
    .onConflict((oc) => oc.column('key').doUpdateSet({ key }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function writeGuard(tx: Tx, key: string, set: Omit<LoginGuardTable, 'key'>): Promise<void> {
  await tx.updateTable('loginGuard').set(set).where('key', '=', key).execute();
}

export async function clearGuards(db: Db, keys: readonly string[]): Promise<void> {
  await db.deleteFrom('loginGuard').where('key', 'in', keys).execute();
}

/** Until when names are locked, by their key. */
export async function locksOf(db: Db, keys: readonly string[], now: number): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('loginGuard')
    .select(['key', 'lockedUntil'])
    .where('key', 'in', keys)
    .where('lockedUntil', '>', now)
    .execute();
  return new Map(rows.map((r) => [r.key, r.lockedUntil ?? 0]));
}

export async function addLogin(db: Db, row: LoginTable): Promise<void> {
  await db.insertInto('login').values(row).execute();
}

/** Wrong tries from an address since a moment. What the office's identity provider refused guesses at no password here. */
export async function wrongTriesFrom(db: Db, address: string, since: number): Promise<number> {
  const { n } = await db
    .selectFrom('login')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('address', '=', address)
    .where('at', '>', since)
    .where('outcome', 'not in', ['in', 'refused'])
    .executeTakeFirstOrThrow();
  return Number(n);
}

/**
 * The oldest tries before a moment, at most `most`, go. Ids grow with time, so that no further row is looked at.
 * @returns how many
 */
export async function forgetLogins(db: Db, before: number, most: number): Promise<number> {
  const oldest = await db.selectFrom('login').select(['id', 'at']).orderBy('id').limit(most).execute();
  const ids = oldest.filter(({ at }) => at < before).map(({ id }) => id);
  if (ids.length === 0) return 0;
  const { numDeletedRows } = await db.deleteFrom('login').where('id', 'in', ids).executeTakeFirst();
  return Number(numDeletedRows);
}

/**
 * Guards without a wrong try since a moment and without a lock that still holds; at most `most`. Asked again of each row
 * when it goes: a try may have come in between.
 * @returns how many
 */
export async function forgetGuards(db: Db, before: number, now: number, most: number): Promise<number> {
  const isOld = (eb: ExpressionBuilder<Schema, 'loginGuard'>) =>
    eb.and([eb('failedAt', '<', before), eb.or([eb('lockedUntil', 'is', null), eb('lockedUntil', '<=', now)])]);
  const { numDeletedRows } = await db
    .deleteFrom('loginGuard')
    .where('key', 'in', (eb) => eb.selectFrom('loginGuard').select('key').where(isOld).orderBy('failedAt').limit(most))
    .where(isOld)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
