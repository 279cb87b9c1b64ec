import { beijingDay } from '../calendar/beijing-time.ts';
import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from './bundle-desk.ts';
import type { BundleFacts } from './bundle-facts.ts';
import { changeBundle } from './change-bundle.ts';
import type { InterpretationPlan, PlanLine } from './interpretation-plan.ts';

/** Gives a bundle its interpretation plan (解读方案, I-04), in place of the one it had. No lines take the plan away. */
export async function setPlan(
  desk: BundleDesk,
  actor: Actor,
  { bundle, lines }: { bundle: string; lines: PlanLine[] },
): Promise<BundleFacts> {
  const roles = ['editor', 'section-head', 'leader'] as const;
  return changeBundle(desk, actor, { bundle, act: 'bundle.plan', roles, what: 'set a plan' }, async (_tx, held, at) => {
    const before: InterpretationPlan | null = held.plan === null ? null : JSON.parse(held.plan);
    if (JSON.stringify(before?.lines ?? []) === JSON.stringify(lines)) return null;
    const plan: InterpretationPlan = { lines, setOn: beijingDay(at), setBy: actor.person };
    const set = { plan: lines.length === 0 ? null : JSON.stringify(plan) };
    return { set, before: { lines: before?.lines ?? [] }, after: { lines } };
  });
}
