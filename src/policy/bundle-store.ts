import type { Db, Tx } from '../store/database.ts';
import type { BundleTable, PairTable } from '../store/tables/policy.ts';

export async function findBundle(db: Db, id: string): Promise<BundleTable | null> {
  return (await db.selectFrom('bundle').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function bundleOfPolicy(db: Db, policy: string): Promise<BundleTable | null> {
  return (await db.selectFrom('bundle').selectAll().where('policy', '=', policy).executeTakeFirst()) ?? null;
}

/** Bundles in the order of their making, newest last; `after` is the id of the last one of the page before. */
export async function bundlesAfter(db: Db, after: string, limit: number): Promise<BundleTable[]> {
  return db.selectFrom('bundle').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute();
}

/** An interpretation of a bundle, with when the portal published it (ms UTC, null when the page gives no date). */
export type BundleInterpretation = Pick<PairTable, 'interpretation' | 'form' | 'stage' | 'score'> & {
  title: string;
  url: string;
  publishedAt: number | null;
};

/** The interpretations that were made (not merely offered), those of the text in force first, then by publication. */
export async function interpretationsOf(db: Db, policy: string): Promise<BundleInterpretation[]> {
  const rows = await db
    .selectFrom('pair')
    .innerJoin('item', 'item.id', 'pair.interpretation')
    .select([
      'pair.interpretation',
      'pair.form',
      'pair.stage',
      'pair.score',
      'item.title',
      'item.url',
      'item.publishedAt',
    ])
    .where('pair.policy', '=', policy)
    .where('pair.decision', '=', 'made')
    .where('item.withdrawnAt', 'is', null)
    .orderBy('item.publishedAt')
    .orderBy('item.id')
    .execute();
  return [...rows.filter(({ stage }) => stage !== 'draft'), ...rows.filter(({ stage }) => stage === 'draft')];
}

/** Writes a new bundle; its policy has none yet. */
export async function insertBundle(tx: Tx, row: BundleTable): Promise<void> {
  await tx.insertInto('bundle').values(row).execute();
}

/** Writes what a revision of the policy changed. */
export async function updateBundle(tx: Tx, { id, ...row }: Omit<BundleTable, 'policy' | 'createdAt'>): Promise<void> {
  await tx.updateTable('bundle').set(row).where('id', '=', id).execute();
}

/** Brings bundles to the due dates as they were last counted: the calendar may have changed since they were made. */
export async function followDueDates(db: Db): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('bundle')
    .from('openDueDate')
    .set((eb) => ({ dueOn: eb.ref('openDueDate.dueOn'), provisional: eb.ref('openDueDate.provisional') }))
    .where('openDueDate.objectKind', '=', 'bundle')
    .whereRef('openDueDate.objectId', '=', 'bundle.id')
    .where((eb) =>
      eb.or([
        eb('bundle.dueOn', '<>', eb.ref('openDueDate.dueOn')),
        eb('bundle.provisional', '<>', eb.ref('openDueDate.provisional')),
      ]),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
