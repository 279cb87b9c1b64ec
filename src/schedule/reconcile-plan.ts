import { createHash } from 'node:crypto';
import { beijingDay } from '../calendar/beijing-time.ts';
import { type Clock, turn } from '../clock.ts';
import { GovcastError } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Logger } from '../log.ts';
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
/** So long at most the lanes are worked on before others have a turn: a call under way has its own limit. */
const TURN_MS = 50;

/**
 * Plans anew what no longer holds: free places in a new black-out, on slots that are gone, beyond a quota that was used up
 * by hand, or passed before all had signed. What holds stays, so a second look moves nothing. What has no place any more
 * is marked (plan-concerns.ts tells people) and gets one as soon as there is one. Reads what stands from now on. Lanes
 * that cannot be planned are logged, and the others are looked at all the same.
 */
export async function reconcilePlan(
  acting: Acting,
  planning: Planning,
  hooks: DeliveryHooks,
  log: Pick<Logger, 'warn'>,
  memory: PlanMemory = new Map(),
): Promise<Pick<Choice, 'moves' | 'losses'>> {
  const { clock, db } = acting;
  const now = clock.now();
  const done: Pick<Choice, 'moves' | 'losses'> = { moves: [], losses: [] };
  const channels = await plannedChannels(db, now);
  if (channels.length === 0) return done;
  const rest = restBy(clock);
  const read = await readPlanFacts(db, planning, channels, null, now);
  await rest();
  for (const facts of laneGroups(read)) {
    await rest();
    try {
      const { moves, losses } = await lookAt(facts, { acting, planning, hooks, memory });
      done.moves.push(...moves);
      done.losses.push(...losses);
    } catch (error) {
      if (!(error instanceof GovcastError)) throw error;
      const { code, message, place, remedy } = error;
      log.warn(message, { code, place, remedy, channels: facts.channels });
    }
  }
  return done;
}

/** Gives others their turn when it is time for it. */
function restBy(clock: Clock): () => Promise<void> {
  let since = clock.monotonicMs();
  return async () => {
    if (clock.monotonicMs() - since <= TURN_MS) return;
    await turn();
    since = clock.monotonicMs();
  };
}

interface Looking {
  acting: Acting;
  planning: Planning;
  hooks: DeliveryHooks;
  memory: PlanMemory;
}

async function lookAt(facts: PlanFacts, { acting, planning, hooks, memory }: Looking) {
  const key = facts.channels.join(' ');
  const mark = markOf(facts);
  if (memory.get(key) === mark) return { moves: [], losses: [] };
  const found = replan(facts, planning);
  if (found.moves.length + found.losses.length === 0) {
    memory.set(key, mark);
    return found;
  }
  const deciding = { channels: facts.channels, asked: null, decide: (read: PlanFacts) => replan(read, planning) };
  return putPlaces(acting, planning, deciding, WORKER, hooks, async (_tx, choice) => choice);
}

/** The day belongs to it: the horizon goes on with it, and what was lost may have a place. */
function markOf(facts: PlanFacts): string {
  const text = `${beijingDay(facts.now)} ${factsText({ ...facts, now: 0 })}`;
  return createHash('sha256').update(text).digest('hex');
}
