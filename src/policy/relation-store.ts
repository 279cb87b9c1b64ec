import type { Db, Tx } from '../store/database.ts';
import type { PolicyRelationTable } from '../store/tables/policy.ts';
import type { Relation, RelationKind } from './relation.ts';

/** One relation, as a person names it. */
export interface RelationKey {
  from: string;
  to: string;
  kind: RelationKind;
}

/** The relations in which a policy is the draft or the newer document. */
export async function relationsFrom(db: Db, policy: string): Promise<PolicyRelationTable[]> {
  const query = db.selectFrom('policyRelation').selectAll().where('fromPolicy', '=', policy);
  return query.orderBy('toPolicy').orderBy('kind').execute();
}

/** The relations in which it is the final text or the older document. */
export async function relationsTo(db: Db, policy: string): Promise<PolicyRelationTable[]> {
  const query = db.selectFrom('policyRelation').selectAll().where('toPolicy', '=', policy);
  return query.orderBy('fromPolicy').orderBy('kind').execute();
}

/** The drafts of a policy that were made (not merely offered), so that their interpretations count as its stage 草案 (I-06). */
export async function draftsOf(db: Db, policy: string): Promise<string[]> {
  const rows = await db
    .selectFrom('policyRelation')
    .select('fromPolicy')
    .where('toPolicy', '=', policy)
    .where('kind', '=', 'draft-of')
    .where('decision', '=', 'made')
    .orderBy('fromPolicy')
    .execute();
  return rows.map(({ fromPolicy }) => fromPolicy);
}

export async function findRelation(db: Db, { from, to, kind }: RelationKey): Promise<PolicyRelationTable | null> {
  const query = db.selectFrom('policyRelation').selectAll().where('fromPolicy', '=', from).where('toPolicy', '=', to);
  return (await query.where('kind', '=', kind).executeTakeFirst()) ?? null;
}

/** Writes a relation as linking decided it. */
export async function saveRelation(tx: Tx, relation: Relation, at: number): Promise<void> {
  const { from, to, kind, score, decision, reasons } = relation;
  const row = { score, decision, reasons: JSON.stringify(reasons), decidedBy: null, note: null, at };
  await tx
    .insertInto('policyRelation')
    .values({ fromPolicy: from, toPolicy: to, kind, ...row })
    .onConflict((c) => c.columns(['fromPolicy', 'toPolicy', 'kind']).doUpdateSet(row))
    .execute();
}

/** Writes what a person decided (or, with `decidedBy` null, gives the relation back to linking). */
export async function writeRelationDecision(
  tx: Tx,
  { from, to, kind }: RelationKey,
  set: Pick<PolicyRelationTable, 'decision' | 'decidedBy' | 'note' | 'at'>,
): Promise<void> {
  const query = tx.updateTable('policyRelation').set(set).where('fromPolicy', '=', from).where('toPolicy', '=', to);
  await query.where('kind', '=', kind).execute();
}

export async function dropRelation(tx: Tx, { from, to, kind }: RelationKey): Promise<void> {
  const query = tx.deleteFrom('policyRelation').where('fromPolicy', '=', from).where('toPolicy', '=', to);
  await query.where('kind', '=', kind).execute();
}
