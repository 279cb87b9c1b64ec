import type { Db, Tx } from '../store/database.ts';
import type { DecisionEntryTable, MajorDecisionTable } from '../store/tables/bundles.ts';

export async function findDecision(db: Db, id: string): Promise<MajorDecisionTable | null> {
  return (await db.selectFrom('majorDecision').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function insertDecision(tx: Tx, row: MajorDecisionTable): Promise<void> {
  await tx.insertInto('majorDecision').values(row).execute();
}

/** Decisions of a year in the order of their making. */
export async function decisionsOfYear(db: Db, year: number): Promise<MajorDecisionTable[]> {
  return db.selectFrom('majorDecision').selectAll().where('year', '=', year).orderBy('id').execute();
}

/** What stands under these decisions, with the titles of the pages. */
export async function entriesOf(db: Db, decisions: readonly string[]) {
  if (decisions.length === 0) return [];
  return db
    .selectFrom('decisionEntry')
    .innerJoin('item', 'item.id', 'decisionEntry.item')
    .selectAll('decisionEntry')
    .select(['item.title', 'item.url'])
    .where('decision', 'in', [...decisions])
    .orderBy('onDay')
    .orderBy('item')
    .execute();
}

export async function entryOf(db: Db, decision: string, item: string): Promise<DecisionEntryTable | null> {
  const query = db.selectFrom('decisionEntry').selectAll().where('decision', '=', decision).where('item', '=', item);
  return (await query.executeTakeFirst()) ?? null;
}

export async function putEntry(tx: Tx, row: DecisionEntryTable): Promise<void> {
  const { decision: _, item: __, ...set } = row;
  await tx
    .insertInto('decisionEntry')
    .values(row)
    .onConflict((c) => c.columns(['decision', 'item']).doUpdateSet(set))
    .execute();
}
