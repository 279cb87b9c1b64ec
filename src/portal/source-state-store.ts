import type { Db, Tx } from '../store/database.ts';
import type { SourceStateTable } from '../store/tables/portal.ts';

export async function sourceStateOf(db: Db, source: string): Promise<SourceStateTable | undefined> {
  return db.selectFrom('sourceState').selectAll().where('source', '=', source).executeTakeFirst();
}

/** How the last look at every source went. */
export async function sourceStates(db: Db): Promise<SourceStateTable[]> {
  return db.selectFrom('sourceState').selectAll().orderBy('source').execute();
}

export async function putSourceState(db: Db, state: SourceStateTable): Promise<void> {
  const { source, lastOkAt, ...rest } = state;
  await db
    .insertInto('sourceState')
    .values(state)
    .onConflict((conflict) => conflict.column('source').doUpdateSet(lastOkAt === null ? rest : { ...rest, lastOkAt }))
    .execute();
}

/**
 * Takes a source for a look, so that of several workers one goes: true when it was last taken `everyMs` ago or never.
 * A look that dies is repeated at the next turn.
 */
export async function claimSource(tx: Tx, source: string, everyMs: number, now: number): Promise<boolean> {
  const never = { source, checkedAt: now, lastOkAt: null, problem: null, listed: 0 };
  const first = await tx
    .insertInto('sourceState')
    .values(never)
    .onConflict((conflict) => conflict.column('source').doNothing())
    .executeTakeFirst();
  if (first.numInsertedOrUpdatedRows === 1n) return true;
  const taken = await tx
    .updateTable('sourceState')
    .set({ checkedAt: now })
    .where('source', '=', source)
    .where('checkedAt', '<=', now - everyMs)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}
