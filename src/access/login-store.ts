import type { Db, Tx } from '../store/database.ts';
import type { LoginGuardTable, LoginTable } from '../store/tables/access.ts';
import { secretHash } from './secret-hash.ts';

/** Names are guarded whether or not they exist, so that a refusal does not tell which do. */
export function guardKey(name: string): string {
  return secretHash(name.trim().toLowerCase());
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

export async function clearGuard(db: Db, key: string): Promise<void> {
  await db.deleteFrom('loginGuard').where('key', '=', key).execute();
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

/** Wrong tries from an address since a moment. */
export async function wrongTriesFrom(db: Db, address: string, since: number): Promise<number> {
  const { n } = await db
    .selectFrom('login')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('address', '=', address)
    .where('at', '>', since)
    .where('outcome', '<>', 'in')
    .executeTakeFirstOrThrow();
  return Number(n);
}
