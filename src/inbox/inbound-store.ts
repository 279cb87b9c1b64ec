/** All SQL of pushes as they came. */
import type { Db, Tx } from '../store/database.ts';
import type { InboundTable } from '../store/tables/inbox.ts';

/** @returns whether it is new; a push is known by channel and dedupe key */
export async function addInbound(db: Db, row: InboundTable): Promise<boolean> {
  const result = await db
    .insertInto('inbound')
    .values(row)
    .onConflict((c) => c.columns(['channel', 'dedupeKey']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Ids of what waits to be applied and has no problem, oldest first. */
export async function waitingInbound(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('inbound')
    .select('id')
    .where('appliedAt', 'is', null)
    .where('problem', 'is', null)
    .orderBy('receivedAt')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((r) => r.id);
}

/** The row, locked, if it still waits: another worker may have been faster. */
export async function lockWaiting(tx: Tx, id: string): Promise<InboundTable | undefined> {
  return tx
    .selectFrom('inbound')
    .selectAll()
    .where('id', '=', id)
    .where('appliedAt', 'is', null)
    .where('problem', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

export async function markApplied(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('inbound').set({ appliedAt: at }).where('id', '=', id).execute();
}

/** Keeps why a push could not be applied; it waits for a person and no longer for the worker. */
export async function keepProblem(db: Db, id: string, problem: string): Promise<void> {
  await db.updateTable('inbound').set({ problem }).where('id', '=', id).where('appliedAt', 'is', null).execute();
}

/** Lets everything with a problem be tried again, after the cause was removed. @returns how many */
export async function forgetProblems(tx: Tx, channel: string): Promise<number> {
  const result = await tx
    .updateTable('inbound')
    .set({ problem: null })
    .where('channel', '=', channel)
    .where('appliedAt', 'is', null)
    .where('problem', 'is not', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
