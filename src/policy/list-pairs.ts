import type { Db } from '../store/database.ts';
import type { PairTable } from '../store/tables/policy.ts';

/** One line of `govcast pair list`. */
export interface ListedPair {
  policy: string;
  policyTitle: string;
  /** The policy is one of a higher level that no portal here has. */
  stub: boolean;
  interpretation: string;
  interpretationTitle: string;
  decision: PairTable['decision'];
  form: string;
  stage: string;
  score: number;
  /** In Chinese. */
  reasons: string[];
  /** Person who confirmed or refused it; null when linking decided. */
  decidedBy: string | null;
  /** Why that person decided so. */
  note: string | null;
}

export interface PairFilter {
  decision?: PairTable['decision'] | undefined;
  /** Only those of a policy, or of an interpretation. */
  policy?: string | undefined;
  interpretation?: string | undefined;
  limit?: number | undefined;
}

/** Pairs of policies and interpretations, the surest first. */
export async function listPairs(db: Db, filter: PairFilter = {}): Promise<{ pairs: ListedPair[] }> {
  let query = db
    .selectFrom('pair')
    .leftJoin('item as p', 'p.id', 'pair.policy')
    .leftJoin('policyStub as s', 's.id', 'pair.policy')
    .innerJoin('item as i', 'i.id', 'pair.interpretation')
    .selectAll('pair')
    .select(['p.title as policyTitle', 's.title as stubTitle', 'i.title as interpretationTitle']);
  if (filter.decision !== undefined) query = query.where('pair.decision', '=', filter.decision);
  if (filter.policy !== undefined) query = query.where('pair.policy', '=', filter.policy);
  if (filter.interpretation !== undefined) query = query.where('pair.interpretation', '=', filter.interpretation);
  const rows = await query
    .orderBy('pair.score', 'desc')
    .orderBy('pair.policy')
    .orderBy('pair.interpretation')
    .limit(filter.limit ?? 500)
    .execute();
  return {
    pairs: rows.map(({ at: _, stubTitle, policyTitle, ...row }) => ({
      ...row,
      policyTitle: policyTitle ?? stubTitle ?? '',
      stub: policyTitle === null,
      reasons: JSON.parse(row.reasons),
    })),
  };
}
