import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../store/database.ts';
import type { BundleTable, ConsultationTable, GivenInterpretationTable } from '../store/tables/bundles.ts';
import type { PairTable } from '../store/tables/policy.ts';

/** A row of the table `bundle`. */
export type Bundle = Selectable<BundleTable>;

export async function findBundle(db: Db, id: string): Promise<Bundle | null> {
  return (await db.selectFrom('bundle').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function bundleOfPolicy(db: Db, policy: string): Promise<Bundle | null> {
  return (await db.selectFrom('bundle').selectAll().where('policy', '=', policy).executeTakeFirst()) ?? null;
}

/** The bundle of an id, or of a policy's item, under a row lock. */
export async function lockBundle(tx: Tx, id: string): Promise<Bundle | null> {
  return (await tx.selectFrom('bundle').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

/** The bundles of the drafts that became this text. */
export async function draftBundlesOf(db: Db, bundle: string): Promise<Bundle[]> {
  return db.selectFrom('bundle').selectAll().where('became', '=', bundle).orderBy('id').execute();
}

/** An interpretation page of a bundle, with when the portal published it (ms UTC, null when the page gives no date). */
export type JoinedInterpretation = Pick<PairTable, 'interpretation' | 'form' | 'stage' | 'score'> & {
  title: string;
  url: string;
  publishedAt: number | null;
  revision: number;
};

/** The interpretations that were made (not merely offered), those of the text in force first, then by publication. */
export async function interpretationsOf(db: Db, policy: string): Promise<JoinedInterpretation[]> {
  const rows = await db
    .selectFrom('pair')
    .innerJoin('item', 'item.id', 'pair.interpretation')
    .select(['pair.interpretation', 'pair.form', 'pair.stage', 'pair.score'])
    .select(['item.title', 'item.url', 'item.publishedAt', 'item.revision'])
    .where('pair.policy', '=', policy)
    .where('pair.decision', '=', 'made')
    .where('item.withdrawnAt', 'is', null)
    .orderBy('item.publishedAt')
    .orderBy('item.id')
    .execute();
  return [...rows.filter(({ stage }) => stage !== 'draft'), ...rows.filter(({ stage }) => stage === 'draft')];
}

/** The newest text of these items by their ids: portal/article.ts as JSON. */
export async function bodiesOf(db: Db, items: readonly string[]): Promise<Map<string, string>> {
  if (items.length === 0) return new Map();
  const rows = await db
    .selectFrom('item')
    .innerJoin('itemRevision as r', (j) => j.onRef('r.item', '=', 'item.id').onRef('r.revision', '=', 'item.revision'))
    .select(['item.id', 'r.body'])
    .where('item.id', 'in', [...items])
    .execute();
  return new Map(rows.map(({ id, body }) => [id, body]));
}

/** Interpretations that were given without a page, the earliest first. */
export async function givenOf(db: Db, bundle: string): Promise<GivenInterpretationTable[]> {
  return db
    .selectFrom('givenInterpretation')
    .selectAll()
    .where('bundle', '=', bundle)
    .orderBy('givenOn')
    .orderBy('id')
    .execute();
}

/** Heads that people ticked, by interpretation. */
export async function ticksOf(db: Db, interpretations: readonly string[]): Promise<Map<string, string[]>> {
  if (interpretations.length === 0) return new Map();
  const rows = await db
    .selectFrom('headTick')
    .select(['interpretation', 'head'])
    .where('interpretation', 'in', [...interpretations])
    .orderBy('head')
    .execute();
  const ticks = new Map<string, string[]>();
  for (const { interpretation, head } of rows) {
    ticks.set(interpretation, [...(ticks.get(interpretation) ?? []), head]);
  }
  return ticks;
}

/** Consultations of these bundles, the oldest first. */
export async function consultationsOf(db: Db, bundles: readonly string[]): Promise<ConsultationTable[]> {
  return db
    .selectFrom('consultation')
    .selectAll()
    .where('bundle', 'in', [...bundles])
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
}

/** Writes a new bundle; its policy has none yet. */
export async function insertBundle(tx: Tx, row: Insertable<BundleTable>): Promise<void> {
  await tx.insertInto('bundle').values(row).execute();
}

export async function updateBundle(tx: Tx, id: string, set: Updateable<BundleTable>): Promise<void> {
  await tx.updateTable('bundle').set(set).where('id', '=', id).execute();
}
