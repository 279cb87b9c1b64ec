import { createHash } from 'node:crypto';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { type Choice, replan } from './placing/choose-places.ts';
import { laneGroups } from './placing/lane-groups.ts';
import { plannedChannels, readPlanFacts } from './placing/plan-fact-store.ts';
import { factsText, type PlanFacts } from './placing/plan-facts.ts';
import type { Planning } from './placing/planning.ts';
import { putPlaces } from './placing/put-places.ts';
import type { DeliveryHooks } from './placing/write-moves.ts';

/** How lanes stood when nothing was left to do there, by their channels: a hint that saves planning them again. */
export type PlanMemory = Map<string, string>;

const WORKER: Actor = { person: 'govcast', via: 'worker' };

/**
 * Plans anew what no longer holds: free places in a new black-out, on slots that are gone, beyond a quota that was used up
 * by hand, or passed before all had signed. What holds stays, so a second look moves nothing. What has no place any more
 * is marked (plan-concerns.ts tells people) and gets one as soon as there is one. Reads what stands from now on.
 */
export async function reconcilePlan(
  acting: Acting,
  planning: Planning,
  hooks: DeliveryHooks,
  memory: PlanMemory = new Map(),
): Promise<Pick<Choice, 'moves' | 'losses'>> {
  const now = acting.clock.now();
  const done: Pick<Choice, 'moves' | 'losses'> = { moves: [], losses: [] };
  const channels = await plannedChannels(acting.db, now);
  if (channels.length === 0) return done;
  for (const facts of laneGroups(await readPlanFacts(acting.db, planning, channels, null, now))) {
    const key = facts.channels.join(' ');
    const mark = markOf(facts);
    if (memory.get(key) === mark) continue;
    const { moves, losses } = replan(facts, planning);
    if (moves.length + losses.length > 0) {
      const deciding = { channels: facts.channels, asked: null, decide: (read: PlanFacts) => replan(read, planning) };
      const written = await putPlaces(acting, planning, deciding, WORKER, hooks, async (_tx, choice) => choice);
      done.moves.push(...written.moves);
      done.losses.push(...written.losses);
    } else {
      memory.set(key, mark);
    }
  }
  return done;
}

function markOf(facts: PlanFacts): string {
  return createHash('sha256')
    .update(factsText({ ...facts, now: 0 }))
    .digest('hex');
}
