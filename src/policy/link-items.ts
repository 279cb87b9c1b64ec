import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { becomePolicy, dropIdleStubs, makeStubs, recordStubs } from './keep-stubs.ts';
import { type LinkFacts, readLinkFacts } from './link-facts.ts';
import type { LinkItem } from './link-item.ts';
import { linkedKeys } from './link-keys.ts';
import {
  candidatesOf,
  itemsOfKeys,
  markLinked,
  pairsOfInterpretation,
  pairsOfPolicy,
  saveLinkEntry,
} from './link-store.ts';
import { newerKeys } from './relation-keys.ts';
import { relationsFrom, relationsTo } from './relation-store.ts';
import type { LinkThresholds } from './score-pair.ts';
import { type PairChange, recordPairs, settlePairs } from './settle-pairs.ts';
import { type RelationChange, recordRelations, settleRelations } from './settle-relations.ts';

/** An item's revision that is to be linked. */
export interface Linkable {
  item: LinkItem;
  revision: number;
  /** When the revision was read, ms UTC. */
  fetchedAt: number;
}

/** What linking an item came to. `cut` names the keys so common that only a part of what shares them was looked at. */
export interface Linked {
  facts: LinkFacts;
  changes: PairChange[];
  relations: RelationChange[];
  cut: string[];
}

/**
 * Links one item: writes its keys, then decides anew the pairs of every interpretation that it touches, and the relations of
 * every policy. The keys are committed before candidates are read, so of two items that arrive at once the second always
 * sees the first; a crash in between leaves the entry at revision 0 and the item is linked again. Doing it twice changes
 * nothing.
 */
export async function linkItem(
  acting: Acting,
  actor: Actor,
  { item, revision, fetchedAt }: Linkable,
  thresholds: LinkThresholds,
): Promise<Linked> {
  const { db, clock } = acting;
  const facts = readLinkFacts(item);
  const entry = { revision: 0, fetchedAt, at: clock.now() };
  const tied = await tiedItems(db, facts);
  await inTransaction(db, (tx) => saveLinkEntry(tx, facts, entry));
  const touched = await touchedItems(db, facts, tied);
  return inTransaction(db, async (tx) => {
    const at = clock.now();
    const stubs = await becomePolicy(tx, facts, at);
    const changes: PairChange[] = [];
    const relations: RelationChange[] = [];
    for (const one of touched.interpretations) changes.push(...(await settlePairs(tx, one, thresholds, at)));
    for (const one of touched.policies) relations.push(...(await settleRelations(tx, one, thresholds, at)));
    const made = await makeStubs(tx, acting, facts, touched.candidates, thresholds, at);
    if (made.length > 0) changes.push(...(await settlePairs(tx, facts.id, thresholds, at)));
    stubs.push(...made, ...(await dropIdleStubs(tx, changes)));
    await markLinked(tx, item.id, revision);
    await recordStubs(tx, acting, actor, stubs, at);
    await recordPairs(tx, acting, actor, changes, at);
    await recordRelations(tx, acting, actor, relations, at);
    return { facts, changes, relations, cut: touched.cut };
  });
}

interface Touched {
  interpretations: string[];
  policies: string[];
}

/** The interpretations whose pairs, and the policies whose relations name this item now, itself included. */
async function tiedItems(db: Db, { id }: LinkFacts): Promise<Touched> {
  const paired = (await pairsOfPolicy(db, id)).map((pair) => pair.interpretation);
  const related = (await relationsTo(db, id)).map(({ fromPolicy }) => fromPolicy);
  return {
    interpretations: (await pairsOfInterpretation(db, id)).length > 0 ? [...paired, id] : paired,
    policies: (await relationsFrom(db, id)).length > 0 ? [...related, id] : related,
  };
}

/** In the order of their ids, because each is locked. */
async function touchedItems(
  db: Db,
  facts: LinkFacts,
  tied: Touched,
): Promise<Touched & { candidates: LinkFacts[]; cut: string[] }> {
  const interpretations = new Set(tied.interpretations);
  const policies = new Set(tied.policies);
  const { items, cut: tooMany } = await candidatesOf(db, facts);
  const cut = facts.role === 'other' ? [] : [...tooMany];
  if (facts.role === 'interpretation' || (facts.role === 'other' && items.length > 0)) interpretations.add(facts.id);
  if (facts.role === 'policy') {
    for (const { id } of items) interpretations.add(id);
    const linked = await itemsOfKeys(db, linkedKeys(facts), 'other', facts.id);
    for (const { id } of linked.items) interpretations.add(id);
    policies.add(facts.id);
    const newer = await itemsOfKeys(db, newerKeys(facts), 'policy', facts.id);
    for (const { id, isStub } of newer.items) if (!isStub) policies.add(id);
    cut.push(...newer.cut);
  }
  return { interpretations: [...interpretations].sort(), policies: [...policies].sort(), candidates: items, cut };
}
