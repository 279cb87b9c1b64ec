import type { PolicySettings } from '../config/policy-settings.ts';
import { FixContent } from '../errors.ts';

/** One page that belongs to a major decision, at its stage (C-15). */
export interface DecisionEntry {
  item: string;
  title: string;
  url: string;
  /** Code of a stage. */
  stage: string;
  /** Name of the stage, as the office calls it. */
  stageName: string;
  /** YYYY-MM-DD. */
  on: string;
}

/** Entries in the order of the stages, within one by day: the life of a decision reads from top to bottom. */
export function inStageOrder(
  { decisionStages }: Pick<PolicySettings, 'decisionStages'>,
  entries: readonly Omit<DecisionEntry, 'stageName'>[],
): DecisionEntry[] {
  const order = new Map(decisionStages.stages.map(({ code, name }, i) => [code, { i, name }]));
  const rank = (stage: string) => order.get(stage)?.i ?? order.size;
  return entries
    .map((entry) => ({ ...entry, stageName: order.get(entry.stage)?.name ?? entry.stage }))
    .sort((a, b) => rank(a.stage) - rank(b.stage) || (a.on < b.on ? -1 : a.on > b.on ? 1 : a.item < b.item ? -1 : 1));
}

/** How far a decision has come: its last stage in order, with the latest day on which a page of that stage came out. */
export function latestStage(
  entries: readonly DecisionEntry[],
): { stage: string; stageName: string; on: string } | null {
  const last = entries.at(-1);
  return last === undefined ? null : { stage: last.stage, stageName: last.stageName, on: last.on };
}

/** @throws FixContent with the list, for a stage that is not on it */
export function stageByCode({ decisionStages }: Pick<PolicySettings, 'decisionStages'>, code: string): string {
  if (decisionStages.stages.some((stage) => stage.code === code)) return code;
  const known = decisionStages.stages.map((stage) => `${stage.code} (${stage.name})`).join(', ');
  throw new FixContent({
    code: 'decision-stage',
    message: `"${code}" is no stage of a decision`,
    remedy: `Use one of ${known}, or change policy.decisionStages.`,
  });
}
