import type { Db, Tx } from '../store/database.ts';
import type { SessionTable } from '../store/tables/access.ts';

export async function sessionWith(db: Db, id: string): Promise<SessionTable | null> {
  return (await db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** A session and what the account of its person says of it, asked for with every call; null values where there is no account. */
export async function sessionAndAccount(
  db: Db,
  id: string,
): Promise<{ session: SessionTable; account: { endedAt: number | null; mustChange: number | null } } | null> {
  const row = await db
    .selectFrom('session')
    .leftJoin('credential', 'credential.person', 'session.person')
    .selectAll('session')
    .select(['credential.endedAt as accountEndedAt', 'credential.mustChange as accountMustChange'])
    .where('session.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { accountEndedAt, accountMustChange, ...session } = row;
  return { session, account: { endedAt: accountEndedAt, mustChange: accountMustChange } };
}

export async function addSession(tx: Tx, row: SessionTable): Promise<void> {
  await tx.insertInto('session').values(row).execute();
}

/** Sessions of a person that nobody has ended; some may have run out. */
export function openSessions(db: Db, person: string): Promise<SessionTable[]> {
  const query = db.selectFrom('session').selectAll().where('person', '=', person).where('endedAt', 'is', null);
  return query.orderBy('seenAt', 'desc').execute();
}

/** Moves `seenAt` forward only: two requests at once may come in either order. */
export async function touchSession(db: Db, id: string, at: number): Promise<void> {
  await db.updateTable('session').set({ seenAt: at }).where('id', '=', id).where('seenAt', '<', at).execute();
}

export async function confirmedSession(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('session').set({ confirmedAt: at }).where('id', '=', id).execute();
}

/** @returns how many were open */
export async function endSessions(
  tx: Tx,
  which: { person: string; id?: string; not?: string },
  endedAt: number,
  endReason: string,
): Promise<number> {
  let query = tx.updateTable('session').set({ endedAt, endReason }).where('person', '=', which.person);
  if (which.id !== undefined) query = query.where('id', '=', which.id);
  if (which.not !== undefined) query = query.where('id', '<>', which.not);
  const { numUpdatedRows } = await query.where('endedAt', 'is', null).executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Sessions that began before a moment go, the oldest first, at most `most`. @returns how many */
export async function forgetSessions(db: Db, before: number, most: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('id', 'in', (eb) =>
      eb.selectFrom('session').select('id').where('begunAt', '<', before).orderBy('begunAt').limit(most),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
