import type { Db } from '../store/database.ts';

/** Pairs of one policy that wait for a person's word. */
export interface OfferedPairs {
  policy: string;
  policyTitle: string;
  /** Of its bundle; null while nobody has said which section drafted it. */
  section: string | null;
  /** Of the one offered last. */
  interpretationTitle: string;
  count: number;
  /** When the last one was offered, ms UTC. */
  offeredAt: number;
}

/** So many pairs are looked through; what is older waits on the pages of its policies. */
const LOOKED = 200;

/**
 * What linking offered since `since` (ms UTC) and nobody has decided, by policy, the newest first. Policies of a higher
 * level that no portal here has, and archived bundles, ask nobody. By the index of what is offered.
 */
export async function offeredPairs(db: Db, since: number, policies: number): Promise<OfferedPairs[]> {
  const rows = await db
    .selectFrom('pair')
    .innerJoin('bundle as b', 'b.policy', 'pair.policy')
    .innerJoin('item as p', 'p.id', 'pair.policy')
    .innerJoin('item as i', 'i.id', 'pair.interpretation')
    .select(['pair.policy', 'pair.at', 'p.title as policyTitle', 'i.title as interpretationTitle', 'b.section'])
    .where('pair.decision', '=', 'offered')
    .where('pair.at', '>=', since)
    .where('i.withdrawnAt', 'is', null)
    .where('b.archivedAt', 'is', null)
    .orderBy('pair.at', 'desc')
    .orderBy('pair.policy')
    .orderBy('pair.interpretation')
    .limit(LOOKED)
    .execute();
  const found = new Map<string, OfferedPairs>();
  for (const { policy, at: offeredAt, policyTitle, interpretationTitle, section } of rows) {
    const known = found.get(policy);
    if (known) known.count += 1;
    else found.set(policy, { policy, policyTitle, section, interpretationTitle, count: 1, offeredAt });
  }
  return [...found.values()].slice(0, policies);
}
