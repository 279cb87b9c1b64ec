import { choosePlaces } from '../schedule/placing/choose-places.ts';
import { notPlaced } from '../schedule/placing/not-placed.ts';
import { readPlanFacts } from '../schedule/placing/plan-fact-store.ts';
import type { Planning } from '../schedule/placing/planning.ts';
import { noWishes, wishesOf } from '../schedule/placing/post-wishes.ts';
import type { Db } from '../store/database.ts';
import type { DeliveryRow } from './delivery-store.ts';

/**
 * The first slot of its account at or after `from` (ms UTC) that is free for a post, as the planner sees it: beside what
 * stands and what is used up, inside its wishes, outside quiet hours, black-outs and its embargo. An urgent post moves nothing that was
 * announced for it: nobody signed that.
 * @throws Refused when nothing is free
 */
export async function freeSlot(
  db: Db,
  planning: Planning,
  { subjectId: post, channel, act }: Pick<DeliveryRow, 'subjectId' | 'channel' | 'act'>,
  from: number,
  now: number,
): Promise<number> {
  const wishes = { ...((await wishesOf(db, [post])).get(post) ?? noWishes), urgent: false };
  const facts = await readPlanFacts(db, planning, [channel], { post, wishes }, now);
  const places = [{ channel, act, pinnedAt: null, earliestAt: from, latestAt: null }];
  const { placed, refused } = choosePlaces(facts, planning, { post, places });
  const [found] = placed;
  if (!found) throw notPlaced(refused, []);
  return found.at;
}
