import { Refused } from '../errors.ts';
import type { Db } from '../store/database.ts';
import type { PolicyRelationTable } from '../store/tables/policy.ts';
import { type ListedPair, listPairs } from './list-pairs.ts';
import { relationKinds } from './relation.ts';
import { draftsOf, relationsFrom, relationsTo } from './relation-store.ts';

/** A relation as seen from one policy: `to` when the other is the final text or the older document. */
export interface ShownRelation {
  direction: 'to' | 'from';
  kind: PolicyRelationTable['kind'];
  /** 征求意见稿, 替代, 废止, 修改. */
  name: string;
  other: string;
  title: string;
  decision: PolicyRelationTable['decision'];
  score: number;
  reasons: string[];
  decidedBy: string | null;
  note: string | null;
}

/** What is known of a policy: its stages with their interpretations, and what it is to other policies. */
export interface ShownPolicy {
  policy: { id: string; title: string; number: string | null; stub: boolean };
  /** Interpretations by the stage they speak to (I-06), those of its drafts under `draft`. */
  stages: Record<'draft' | 'release' | 'in-force', ListedPair[]>;
  relations: ShownRelation[];
}

/** @throws Refused when neither an item nor a stub has this id */
export async function showPolicy(db: Db, id: string): Promise<ShownPolicy> {
  const policy = await namesOf(db, [id]).then((names) => names.get(id));
  if (policy === undefined) throw unknownPolicy(id);
  const own = (await listPairs(db, { policy: id })).pairs;
  const ofDrafts: ListedPair[] = [];
  for (const draft of await draftsOf(db, id)) ofDrafts.push(...(await listPairs(db, { policy: draft })).pairs);
  const shown = [...own, ...ofDrafts.map((pair) => ({ ...pair, stage: 'draft' }))];
  const at = (stage: string) => shown.filter((pair) => pair.stage === stage && pair.decision !== 'refused');
  return {
    policy: { id, ...policy },
    stages: { draft: at('draft'), release: at('release'), 'in-force': at('in-force') },
    relations: await relationsOf(db, id),
  };
}

async function relationsOf(db: Db, id: string): Promise<ShownRelation[]> {
  const to = await relationsFrom(db, id);
  const from = await relationsTo(db, id);
  const names = await namesOf(db, [...to.map((r) => r.toPolicy), ...from.map((r) => r.fromPolicy)]);
  const shown = (row: PolicyRelationTable, direction: 'to' | 'from'): ShownRelation => {
    const other = direction === 'to' ? row.toPolicy : row.fromPolicy;
    const { kind, decision, score, decidedBy, note } = row;
    const title = names.get(other)?.title ?? '';
    const reasons: string[] = JSON.parse(row.reasons);
    return { direction, kind, name: relationKinds[kind], other, title, decision, score, reasons, decidedBy, note };
  };
  return [...to.map((row) => shown(row, 'to')), ...from.map((row) => shown(row, 'from'))];
}

async function namesOf(db: Db, ids: string[]) {
  if (ids.length === 0) return new Map<string, { title: string; number: string | null; stub: boolean }>();
  const items = await db.selectFrom('item').select(['id', 'title', 'documentNumber']).where('id', 'in', ids).execute();
  const stubs = db.selectFrom('policyStub').select(['id', 'title', 'documentNumber']).where('id', 'in', ids);
  const named = (stub: boolean) => (row: { id: string; title: string; documentNumber: string | null }) =>
    [row.id, { title: row.title, number: row.documentNumber, stub }] as const;
  return new Map([...(await stubs.execute()).map(named(true)), ...items.map(named(false))]);
}

function unknownPolicy(id: string): Refused {
  return new Refused({
    code: 'policy-unknown',
    message: `there is no policy ${id}`,
    place: `policy:${id}`,
    remedy: 'Take the id from `govcast pair list`.',
  });
}
