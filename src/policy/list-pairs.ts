import type { Db } from '../store/database.ts';
import type { PairTable } from '../store/tables/policy.ts';

/** One line of `govcast pair list`. */
export interface ListedPair {
  policy: string;
  policyTitle: string;
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
}

/** Pairs of policies and interpretations, the surest first; `decision` shows only those decided so. */
export async function listPairs(
  db: Db,
  filter: { decision?: PairTable['decision']; limit?: number } = {},
): Promise<{ pairs: ListedPair[] }> {
  let query = db
    .selectFrom('pair')
    .innerJoin('item as p', 'p.id', 'pair.policy')
    .innerJoin('item as i', 'i.id', 'pair.interpretation')
    .selectAll('pair')
    .select(['p.title as policyTitle', 'i.title as interpretationTitle']);
  if (filter.decision !== undefined) query = query.where('pair.decision', '=', filter.decision);
  const rows = await query
    .orderBy('pair.score', 'desc')
    .orderBy('pair.policy')
    .orderBy('pair.interpretation')
    .limit(filter.limit ?? 500)
    .execute();
  return { pairs: rows.map(({ at: _, ...row }) => ({ ...row, reasons: JSON.parse(row.reasons) })) };
}
