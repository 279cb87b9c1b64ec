/** Where proposals would stand on the calendar: at the first free slot of each account whose clock asks. */
import type { ProposalHouse } from './proposal-desk.ts';
import { choosePlaces } from './schedule/placing/choose-places.ts';
import { readPlanFacts } from './schedule/placing/plan-fact-store.ts';
import { noWishes } from './schedule/placing/post-wishes.ts';
import { proposalsNow } from './today/proposals-now.ts';

export interface PlacedProposal {
  /** `item:01…`: what taking is given. */
  id: string;
  channel: string;
  title: string;
  /** The post it has already. */
  post: string | null;
  /** Where the planner would put it, ms UTC. */
  at: number;
  act: 'draft' | 'publish' | 'massSend' | 'message';
  /** Why it is proposed, in Chinese. */
  reason: string;
}

/** The best proposal of each of the most urgent accounts, at the moment it could go out. Nothing is written. */
export async function placeProposals(house: ProposalHouse): Promise<PlacedProposal[]> {
  const { acting, clock, config, planning } = house;
  const now = clock.now();
  const placed: PlacedProposal[] = [];
  for (const { channel, proposals } of await proposalsNow(house)) {
    const [best] = proposals;
    const act = config.channels.find((each) => each.id === channel)?.defaultAct;
    if (!best || act === undefined) continue;
    const { id, title, reason } = best;
    const post = best.post ?? id;
    const facts = await readPlanFacts(acting.db, planning, [channel], { post, wishes: noWishes }, now);
    const places = [{ channel, act, pinnedAt: null, earliestAt: null, latestAt: null }];
    const [found] = choosePlaces(facts, planning, { post, places }).placed;
    if (found) placed.push({ id, channel, title, post: best.post, at: found.at, act, reason });
  }
  return placed;
}
