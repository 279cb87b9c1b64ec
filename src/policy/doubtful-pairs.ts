import type { Db } from '../store/database.ts';
import { linkFactsOf } from './link-store.ts';
import { pairSigns } from './score-pair.ts';

/** A pair that linking offers to a person, with what speaks for it and against it. */
export interface DoubtfulPair {
  policy: string;
  interpretation: string;
  title: string;
  url: string;
  source: string;
  /** ms UTC; null when its page gives no date. */
  publishedAt: number | null;
  form: string;
  stage: string;
  /** 0 to 1. */
  score: number;
  /** In Chinese. */
  signs: { speaks: 'for' | 'against'; reason: string }[];
}

/** What may belong to a policy and waits for a person's word, the likeliest first. */
export async function doubtfulPairs(db: Db, policy: string): Promise<DoubtfulPair[]> {
  const rows = await db
    .selectFrom('pair')
    .innerJoin('item as i', 'i.id', 'pair.interpretation')
    .select(['pair.interpretation', 'pair.score', 'pair.form', 'pair.stage', 'pair.reasons'])
    .select(['i.title', 'i.url', 'i.source', 'i.publishedAt'])
    .where('pair.policy', '=', policy)
    .where('pair.decision', '=', 'offered')
    .where('i.withdrawnAt', 'is', null)
    .orderBy('pair.score', 'desc')
    .orderBy('pair.interpretation')
    .execute();
  if (rows.length === 0) return [];
  const facts = new Map(
    (await linkFactsOf(db, [policy, ...rows.map(({ interpretation }) => interpretation)])).map((f) => [f.id, f]),
  );
  const own = facts.get(policy);
  return rows.map(({ reasons, ...row }) => {
    const other = facts.get(row.interpretation);
    const weights = new Map(own && other ? pairSigns(own, other).map((sign) => [sign.reason, sign.weight]) : []);
    const listed: string[] = JSON.parse(reasons);
    // What was added after scoring says why it was not simply made: it speaks against.
    const signs = listed
      .filter((reason) => reason !== '')
      .map((reason) => ({
        speaks: (weights.get(reason) ?? -1) >= 0 ? ('for' as const) : ('against' as const),
        reason,
      }));
    return {
      ...row,
      policy,
      signs: [...signs].sort((a, b) => (a.speaks < b.speaks ? 1 : a.speaks > b.speaks ? -1 : 0)),
    };
  });
}
