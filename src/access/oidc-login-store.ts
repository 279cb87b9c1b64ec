import type { Db, Tx } from '../store/database.ts';
import type { OidcLoginTable } from '../store/tables/access.ts';

export async function addOidcLogin(db: Db, row: OidcLoginTable): Promise<void> {
  await db.insertInto('oidcLogin').values(row).execute();
}

/** Sign-ins that were begun from an address since a moment and are not over; those inside a session are none. */
export async function openOidcLogins(db: Db, address: string, since: number): Promise<number> {
  const { n } = await db
    .selectFrom('oidcLogin')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('address', '=', address)
    .where('begunAt', '>', since)
    .where('session', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Takes a sign-in for its answer; of two at once one gets it. @returns null when there is none, or it was taken */
export async function takeOidcLogin(db: Db, state: string, usedAt: number): Promise<OidcLoginTable | null> {
  const row = await db
    .updateTable('oidcLogin')
    .set({ usedAt })
    .where('state', '=', state)
    .where('usedAt', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

export async function oidcLoginWith(db: Db, state: string): Promise<OidcLoginTable | null> {
  return (await db.selectFrom('oidcLogin').selectAll().where('state', '=', state).executeTakeFirst()) ?? null;
}

/** Whom the answer named: the code of his second factor is waited for. */
export async function nameOidcLogin(tx: Tx, state: string, person: string): Promise<void> {
  await tx.updateTable('oidcLogin').set({ person }).where('state', '=', state).execute();
}

/** @returns whether it was there: of two that finish at once, one is let in */
export async function dropOidcLogin(tx: Tx, state: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('oidcLogin').where('state', '=', state).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Sign-ins that were begun before a moment go, at most `most`. @returns how many */
export async function forgetOidcLogins(db: Db, before: number, most: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('oidcLogin')
    .where('state', 'in', (eb) =>
      eb.selectFrom('oidcLogin').select('state').where('begunAt', '<', before).orderBy('begunAt').limit(most),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
