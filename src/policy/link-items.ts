import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { type LinkFacts, type LinkItem, readLinkFacts } from './link-facts.ts';
import { candidatesOf, markLinked, pairsOfInterpretation, pairsOfPolicy, saveLinkEntry } from './link-store.ts';
import type { LinkThresholds } from './score-pair.ts';
import { type PairChange, recordPairs, settlePairs } from './settle-pairs.ts';

/** An item's revision that is to be linked. */
export interface Linkable {
  item: LinkItem;
  revision: number;
  /** When the revision was read, ms UTC. */
  fetchedAt: number;
}

/**
 * Links one item: writes its keys, then decides anew the pairs of every interpretation that it touches. The keys are
 * committed before candidates are read, so of two items that arrive at once the second always sees the first; a crash
 * in between leaves the entry at revision 0 and the item is linked again. Doing it twice changes nothing.
 */
export async function linkItem(
  acting: Acting,
  actor: Actor,
  { item, revision, fetchedAt }: Linkable,
  thresholds: LinkThresholds,
): Promise<{ facts: LinkFacts; changes: PairChange[] }> {
  const { db, clock } = acting;
  const facts = readLinkFacts(item);
  const entry = { revision: 0, fetchedAt, at: clock.now() };
  const paired = await pairedInterpretations(db, facts);
  if (facts.role === 'other' && paired.length === 0) {
    await inTransaction(db, (tx) => saveLinkEntry(tx, facts, { ...entry, revision }));
    return { facts, changes: [] };
  }
  await inTransaction(db, (tx) => saveLinkEntry(tx, facts, entry));
  const touched = await touchedInterpretations(db, facts, paired);
  const changes = await inTransaction(db, async (tx) => {
    const at = clock.now();
    const made: PairChange[] = [];
    for (const interpretation of touched) made.push(...(await settlePairs(tx, interpretation, thresholds, at)));
    await markLinked(tx, item.id, revision);
    await recordPairs(tx, acting, actor, made, at);
    return made;
  });
  return { facts, changes };
}

/** The interpretations whose pairs name this item now, itself included. */
async function pairedInterpretations(db: Db, { id }: LinkFacts): Promise<string[]> {
  const asPolicy = (await pairsOfPolicy(db, id)).map((pair) => pair.interpretation);
  return (await pairsOfInterpretation(db, id)).length > 0 ? [...asPolicy, id] : asPolicy;
}

/** In the order of their ids, because each is locked. */
async function touchedInterpretations(db: Db, facts: LinkFacts, paired: string[]): Promise<string[]> {
  const touched = new Set(paired);
  if (facts.role === 'interpretation') touched.add(facts.id);
  if (facts.role === 'policy') for (const { id } of await candidatesOf(db, facts)) touched.add(id);
  return [...touched].sort();
}
