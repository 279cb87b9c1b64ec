import type { PolicySettings } from '../config/policy-settings.ts';
import type { Db } from '../store/database.ts';
import { type DecisionEntry, inStageOrder, latestStage } from './decision.ts';
import { decisionsOfYear, entriesOf } from './decision-store.ts';

/** One decision of a yearly list, with how far it has come and everything under it. */
export interface YearlyDecision {
  decision: string;
  title: string;
  section: string | null;
  /** The latest stage and its day; null while nothing stands under it. */
  latest: { stage: string; stageName: string; on: string } | null;
  entries: DecisionEntry[];
}

/** The list of major decisions of a year (C-15): two queries, each over an index. */
export async function yearlyDecisions(
  db: Db,
  settings: Pick<PolicySettings, 'decisionStages'>,
  year: number,
): Promise<{ year: number; decisions: YearlyDecision[] }> {
  const decisions = await decisionsOfYear(db, year);
  const rows = await entriesOf(
    db,
    decisions.map(({ id }) => id),
  );
  return {
    year,
    decisions: decisions.map(({ id, title, section }) => {
      const own = rows.filter(({ decision }) => decision === id);
      const entries = inStageOrder(
        settings,
        own.map(({ item, title: page, url, stage, onDay }) => ({ item, title: page, url, stage, on: onDay })),
      );
      return { decision: id, title, section, latest: latestStage(entries), entries };
    }),
  };
}
