import type { Db, Tx } from '../store/database.ts';
import type { PairTable } from '../store/tables/policy.ts';
import type { LinkFacts } from './link-facts.ts';
import type { LinkRole } from './link-item.ts';
import { chooseCandidates, counterpartKeys, counterpartRole, keyLimit, linkKeys } from './link-keys.ts';
import type { Pair } from './resolve-pairs.ts';

/** Keys asked for in one statement. */
const KEYS_AT_ONCE = 100;

/**
 * Writes what linking knows of an item and the keys it is found by, in place of what stood there.
 * @param entry `revision` is 0 while its pairs are not decided yet
 */
export async function saveLinkEntry(
  tx: Tx,
  facts: LinkFacts,
  entry: { revision: number; fetchedAt: number; at: number },
): Promise<void> {
  const row = {
    role: facts.role,
    coreTitle: facts.core,
    documentNumber: facts.number,
    facts: JSON.stringify(facts),
    ...entry,
  };
  await tx
    .insertInto('linkEntry')
    .values({ item: facts.id, ...row })
    .onConflict((c) => c.column('item').doUpdateSet(row))
    .execute();
  await saveLinkKeys(tx, facts);
}

/** Writes the keys an item or a stub is found by, in place of what stood there. */
export async function saveLinkKeys(tx: Tx, facts: LinkFacts): Promise<void> {
  await tx.deleteFrom('linkKey').where('item', '=', facts.id).execute();
  const keys = linkKeys(facts).map((key) => ({ key, item: facts.id, role: facts.role }));
  for (let i = 0; i < keys.length; i += KEYS_AT_ONCE) {
    await tx
      .insertInto('linkKey')
      .values(keys.slice(i, i + KEYS_AT_ONCE))
      .execute();
  }
}

/** Says that the pairs of this revision were decided. */
export async function markLinked(tx: Tx, item: string, revision: number): Promise<void> {
  await tx.updateTable('linkEntry').set({ revision }).where('item', '=', item).execute();
}

/** Items worth comparing, with the keys of which only a part was looked at because too many share them. */
export interface FoundItems {
  items: LinkFacts[];
  cut: string[];
}

/** The items of the other role that share a key with this one. */
export async function candidatesOf(db: Db, facts: LinkFacts): Promise<FoundItems> {
  return itemsOfKeys(db, counterpartKeys(facts), counterpartRole(facts.role), facts.id);
}

/**
 * The items of a role that stand under these keys, `except` left out: one index range a key, each cut at its limit, so the
 * work does not grow with the number of items.
 */
export async function itemsOfKeys(db: Db, keys: string[], role: LinkRole, except: string): Promise<FoundItems> {
  const found = new Map<string, string[]>(keys.map((key) => [key, []]));
  for (let i = 0; i < keys.length; i += KEYS_AT_ONCE) {
    for (const { key, item } of await itemsByKeys(db, keys.slice(i, i + KEYS_AT_ONCE), role)) {
      if (item !== except) found.get(key)?.push(item);
    }
  }
  const { ids, cut } = chooseCandidates(found);
  return { items: await comparable(db, ids), cut };
}

/** The query behind `candidatesOf`, for one page of keys. */
export function itemsByKeysQuery(db: Db, keys: string[], role: LinkRole) {
  const parts = keys.map((key) =>
    db
      .selectFrom((e) =>
        e
          .selectFrom('linkKey')
          .select(['key', 'item'])
          .where('key', '=', key)
          .where('role', '=', role)
          .orderBy('item')
          .limit(keyLimit(key) + 1)
          .as('found'),
      )
      .select(['key', 'item']),
  );
  const [first, ...others] = parts;
  return first && others.reduce((all, part) => all.unionAll(part), first);
}

async function itemsByKeys(db: Db, keys: string[], role: LinkRole): Promise<{ key: string; item: string }[]> {
  return (await itemsByKeysQuery(db, keys, role)?.execute()) ?? [];
}

/** What linking knows of these items; unknown ones and stubs are left out. */
export async function linkFactsOf(db: Db, items: string[]): Promise<LinkFacts[]> {
  if (items.length === 0) return [];
  const rows = await db.selectFrom('linkEntry').select('facts').where('item', 'in', items).orderBy('item').execute();
  return rows.map(({ facts }) => storedFacts(facts));
}

/** The same, with the stubs among them. */
async function comparable(db: Db, items: string[]): Promise<LinkFacts[]> {
  const known = await linkFactsOf(db, items);
  if (known.length === items.length) return known;
  const rows = await db
    .selectFrom('policyStub')
    .select('facts')
    .where('id', 'in', items)
    .where('became', 'is', null)
    .orderBy('id')
    .execute();
  return [...known, ...rows.map(({ facts }) => storedFacts(facts))];
}

/** The same under a row lock, so that two workers never decide one item's pairs or relations at once. */
export async function lockLinkFacts(tx: Tx, item: string): Promise<LinkFacts | null> {
  const row = await tx.selectFrom('linkEntry').select('facts').where('item', '=', item).forUpdate().executeTakeFirst();
  return row ? storedFacts(row.facts) : null;
}

/** Entries written by an older release lack what was added since, until they are linked anew. */
function storedFacts(text: string): LinkFacts {
  const facts: LinkFacts = JSON.parse(text);
  const targets = facts.targets.map((target) => ({ ...blankTarget, ...target }));
  const marks = { ...blankMarks, ...facts.marks };
  return {
    ...blankFacts,
    ...facts,
    marks,
    targets: targets.map((t) => ({ ...t, marks: { ...blankMarks, ...t.marks } })),
  };
}

const blankMarks = { level: null };
const blankTarget = { subject: false, issuerPrinted: true, title: '', number: null };
const blankFacts = { isStub: false, grounds: [], speaker: null, acts: [], effectiveOn: null };

export async function pairsOfInterpretation(db: Db, interpretation: string): Promise<PairTable[]> {
  return db.selectFrom('pair').selectAll().where('interpretation', '=', interpretation).orderBy('policy').execute();
}

export async function pairsOfPolicy(db: Db, policy: string): Promise<PairTable[]> {
  return db.selectFrom('pair').selectAll().where('policy', '=', policy).orderBy('interpretation').execute();
}

export async function findPair(db: Db, policy: string, interpretation: string): Promise<PairTable | null> {
  const query = db.selectFrom('pair').selectAll().where('policy', '=', policy);
  return (await query.where('interpretation', '=', interpretation).executeTakeFirst()) ?? null;
}

/** Writes a pair as the machine decided it. */
export async function savePair(tx: Tx, pair: Pair, at: number): Promise<void> {
  const row = { ...pair, reasons: JSON.stringify(pair.reasons), decidedBy: null, note: null, at };
  await tx
    .insertInto('pair')
    .values(row)
    .onConflict((c) => c.columns(['policy', 'interpretation']).doUpdateSet(row))
    .execute();
}

/** A pair, as a person names it. */
export interface PairKey {
  policy: string;
  interpretation: string;
}

/** Writes what a person decided (linking never changes it again) or, with `decidedBy` null, gives the pair back to linking. */
export async function decidePair(
  tx: Tx,
  { policy, interpretation }: PairKey,
  set: Pick<PairTable, 'decision' | 'decidedBy' | 'note' | 'at'>,
): Promise<void> {
  await tx
    .updateTable('pair')
    .set(set)
    .where('policy', '=', policy)
    .where('interpretation', '=', interpretation)
    .execute();
}

export async function dropPair(tx: Tx, policy: string, interpretation: string): Promise<void> {
  await tx.deleteFrom('pair').where('policy', '=', policy).where('interpretation', '=', interpretation).execute();
}
