import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import type { PolicyRelationTable } from '../store/tables/policy.ts';
import { itemsOfKeys, lockLinkFacts } from './link-store.ts';
import { relatePolicies } from './relate-policies.ts';
import type { Relation } from './relation.ts';
import { olderKeys } from './relation-keys.ts';
import { dropRelation, type RelationKey, relationsFrom, saveRelation } from './relation-store.ts';
import type { LinkThresholds } from './score-pair.ts';

/** A change of a relation, written to the ledger by whoever settled it, after all other rows. */
export interface RelationChange extends RelationKey {
  before: string | null;
  after: string | null;
  score: number | null;
}

/**
 * Decides anew what one policy is the draft of, replaces, repeals or amends, under its row lock. What a person decided stays
 * as it is; what no longer holds is dropped.
 */
export async function settleRelations(
  tx: Tx,
  from: string,
  thresholds: LinkThresholds,
  at: number,
): Promise<RelationChange[]> {
  const facts = await lockLinkFacts(tx, from);
  const existing = await relationsFrom(tx, from);
  const fixed = existing.filter(({ decidedBy }) => decidedBy !== null);
  const open = existing.filter(({ decidedBy }) => decidedBy === null);
  const keys = facts?.role === 'policy' ? olderKeys(facts) : [];
  const found = facts && keys.length > 0 ? (await itemsOfKeys(tx, keys, 'policy', from)).items : [];
  const others = found.filter((other) => !other.isStub && !fixed.some(({ toPolicy }) => toPolicy === other.id));
  const wanted = facts ? relatePolicies(facts, others, thresholds) : [];
  const relations = fixed.some(isFinalText) ? wanted.filter(({ kind }) => kind !== 'draft-of') : wanted;
  for (const relation of relations) if (differs(open, relation)) await saveRelation(tx, relation, at);
  const gone = open.filter((row) => !relations.some((relation) => same(row, relation)));
  for (const row of gone) await dropRelation(tx, { from, to: row.toPolicy, kind: row.kind });
  return [
    ...relations.flatMap((relation) => {
      const before = open.find((row) => same(row, relation))?.decision ?? null;
      const { to, kind, score, decision: after } = relation;
      return before === after ? [] : [{ from, to, kind, before, after, score }];
    }),
    ...gone.map(({ toPolicy: to, kind, decision: before }) => ({ from, to, kind, before, after: null, score: null })),
  ];
}

/** One ledger line for every relation that was made, offered or dropped. */
export async function recordRelations(
  tx: Tx,
  acting: Acting,
  actor: Actor,
  changes: RelationChange[],
  at: number,
): Promise<void> {
  for (const { from, to, kind, before, after, score } of changes) {
    const act = after === 'made' ? 'relation.make' : after === 'offered' ? 'relation.offer' : 'relation.drop';
    const object = `relation:${from}:${kind}:${to}`;
    await acting.record(tx, {
      at,
      actor,
      act,
      object,
      before: { decision: before },
      after: { decision: after, score },
    });
  }
}

/** A person said which final text came of the draft: linking looks for no other. */
function isFinalText({ kind, decision }: PolicyRelationTable): boolean {
  return kind === 'draft-of' && decision === 'made';
}

function same(row: PolicyRelationTable, { to, kind }: Relation): boolean {
  return row.toPolicy === to && row.kind === kind;
}

function differs(open: PolicyRelationTable[], relation: Relation): boolean {
  const row = open.find((one) => same(one, relation));
  return (
    row === undefined ||
    row.score !== relation.score ||
    row.decision !== relation.decision ||
    row.reasons !== JSON.stringify(relation.reasons)
  );
}
