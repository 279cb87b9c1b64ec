/** Where proposals would stand on the calendar: at the first free slot of each account whose clock asks. */
import type { Govcast } from './govcast.ts';
import { proposalDesk } from './proposal-desk.ts';
import { choosePlaces } from './schedule/placing/choose-places.ts';
import { readPlanFacts } from './schedule/placing/plan-fact-store.ts';
import { noWishes } from './schedule/placing/post-wishes.ts';
import { listProposals, proposalText } from './schedule/proposals/list-proposals.ts';

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

/** So many accounts are drawn with a proposal, the most urgent first; the rest is on the matrix. */
const MOST = 30;

/** The best proposal of each account that asks for one, at the moment it could go out. Nothing is written. */
export async function placeProposals(govcast: Govcast, now: number): Promise<PlacedProposal[]> {
  const { acting, config, planning } = govcast;
  const desk = await proposalDesk(govcast);
  const listed = await listProposals(desk, now);
  const first = listed.flatMap(({ proposals: [best] }) => best ?? []).sort((a, b) => dueOf(a) - dueOf(b));
  const placed: PlacedProposal[] = [];
  for (const proposal of first.slice(0, MOST)) {
    const { id, channel, candidate } = proposal;
    const act = config.channels.find((each) => each.id === channel)?.defaultAct;
    if (act === undefined) continue;
    const post = candidate.post?.id ?? id;
    const facts = await readPlanFacts(acting.db, planning, [channel], { post, wishes: noWishes }, now);
    const places = [{ channel, act, pinnedAt: null, earliestAt: null, latestAt: null }];
    const [found] = choosePlaces(facts, planning, { post, places }).placed;
    if (!found) continue;
    const { title } = candidate;
    const reason = proposalText(desk, proposal);
    placed.push({ id, channel, title, post: candidate.post?.id ?? null, at: found.at, act, reason });
  }
  return placed;
}

function dueOf({ gap }: { gap: { clock: { dueAt: number | null } } }): number {
  return gap.clock.dueAt ?? Number.POSITIVE_INFINITY;
}
