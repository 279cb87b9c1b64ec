import type { Db, Tx } from '../store/database.ts';
import type { PolicyStubTable } from '../store/tables/policy.ts';
import type { LinkFacts } from './link-facts.ts';
import { saveLinkKeys } from './link-store.ts';

/** The stubs that may be this policy: by name or by number, those that became nothing yet. */
export async function stubsLike(
  db: Db,
  { core, number }: Pick<LinkFacts, 'core' | 'number'>,
): Promise<PolicyStubTable[]> {
  return db
    .selectFrom('policyStub')
    .selectAll()
    .where('became', 'is', null)
    .where((e) => e.or([e('nameKey', '=', core), ...(number === null ? [] : [e('documentNumber', '=', number)])]))
    .orderBy('id')
    .execute();
}

/** The stubs of which no item is known, newest first. */
export async function openStubs(db: Db, limit: number): Promise<PolicyStubTable[]> {
  const query = db.selectFrom('policyStub').selectAll().where('became', 'is', null);
  return query.orderBy('madeAt', 'desc').orderBy('id').limit(limit).execute();
}

/** Writes a stub with the keys it is found by. @returns whether it is new; another worker may have been first */
export async function insertStub(tx: Tx, row: PolicyStubTable, facts: LinkFacts): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('policyStub')
    .values(row)
    .onConflict((c) => c.column('nameKey').doNothing())
    .executeTakeFirst();
  if (Number(numInsertedOrUpdatedRows ?? 0) === 0) return false;
  await saveLinkKeys(tx, facts);
  return true;
}

/** The item that a stub turned out to be; the stub is found by no key any more. */
export async function closeStub(tx: Tx, id: string, became: string, at: number): Promise<void> {
  await tx.deleteFrom('linkKey').where('item', '=', id).execute();
  await tx.updateTable('policyStub').set({ became, becameAt: at }).where('id', '=', id).execute();
}

/** Removes a stub that no interpretation explains any more. @returns whether there was such a one */
export async function removeStubIfIdle(tx: Tx, id: string): Promise<boolean> {
  const pair = await tx.selectFrom('pair').select('policy').where('policy', '=', id).limit(1).executeTakeFirst();
  if (pair !== undefined) return false;
  const { numDeletedRows } = await tx
    .deleteFrom('policyStub')
    .where('id', '=', id)
    .where('became', 'is', null)
    .executeTakeFirst();
  if (Number(numDeletedRows) === 0) return false;
  await tx.deleteFrom('linkKey').where('item', '=', id).execute();
  return true;
}

/** Moves the pairs of a stub to the item; where both have one, a person's word wins, else the item's own stays. */
export async function movePairs(tx: Tx, stub: string, item: string): Promise<string[]> {
  const rows = await tx.selectFrom('pair').selectAll().where('policy', '=', stub).orderBy('interpretation').execute();
  for (const row of rows) {
    const moved = { ...row, policy: item };
    const insert = tx.insertInto('pair').values(moved);
    await insert
      .onConflict((c) => {
        const keys = c.columns(['policy', 'interpretation']);
        return row.decidedBy === null ? keys.doNothing() : keys.doUpdateSet(moved);
      })
      .execute();
  }
  await tx.deleteFrom('pair').where('policy', '=', stub).execute();
  return rows.map(({ interpretation }) => interpretation);
}
