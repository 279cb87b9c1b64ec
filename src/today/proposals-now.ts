/** What could be published on accounts whose clock asks and nothing is planned for. */
import { z } from 'zod';
import { type ProposalHouse, proposalDesk } from '../proposal-desk.ts';
import { clockStates } from '../schedule/cadence/clock-reading.ts';
import { listProposals, type Proposal, proposalText } from '../schedule/proposals/list-proposals.ts';
import { domainOf } from './bearing-acts.ts';
import { type ClocksNow, clocksNow } from './clocks-now.ts';
import { type Kept, keptAnswer } from './kept-answer.ts';
import { channelName } from './names.ts';

const proposal = z.object({
  /** `item:01…`: what taking is given. */
  id: z.string(),
  channel: z.string(),
  channelName: z.string(),
  title: z.string(),
  /** In Chinese: which clock, and what speaks for it. */
  reason: z.string(),
  /** A post that is there already, and its state. */
  post: z.string().nullable(),
  state: z.string().nullable(),
});
export const askingSchema = z.object({
  channel: z.string(),
  channelName: z.string(),
  proposals: z.array(proposal),
});
export type Asking = z.infer<typeof askingSchema>;

/** Working proposals out reads titles and texts: beside a list only the most urgent accounts are looked at. */
const MOST_CHANNELS = 6;
const TEN_MINUTES_MS = 10 * 60_000;
/** Placing something needs no new look: it takes its account off the list by the clock. */
const bearing = new Set(['proposal', 'config']);
/** What takes the ground from a proposal that was shown: its item is left or is a post now, its post was withdrawn. */
const bearingActs = new Set([
  ...['bundle.archive', 'bundle.compose', 'item.compose', 'item.leave', 'item.return', 'item.take-up', 'item.withdraw'],
  ...['post.discard', 'post.take-up', 'post.withdraw'],
]);

interface Looked {
  channels: readonly string[];
  asking: Asking[];
}
const kept = new WeakMap<ProposalHouse['acting'], Kept<Looked>>();

/**
 * The most urgent accounts that ask now, with what is proposed, best first. What is proposed is looked up anew every ten
 * minutes, and when somebody takes or refuses one, an item or post that may be proposed is left, taken up, composed or
 * withdrawn, or an account begins to ask that was not looked at.
 */
export async function proposalsNow(house: ProposalHouse): Promise<Asking[]> {
  const wanted = askingNow(house, await clocksNow(house));
  const known = await (kept.get(house.acting) ?? look(house))();
  const isLooked = wanted.every((channel) => known.channels.includes(channel));
  const { asking } = isLooked ? known : await look(house)();
  return asking.filter(({ channel }) => wanted.includes(channel));
}

function look(house: ProposalHouse): Kept<Looked> {
  const ask = keptAnswer(
    house,
    async () => {
      const channels = askingNow(house, await clocksNow(house, 'of-this-period'));
      return { channels, asking: await proposalsOf(house, channels) };
    },
    (act) => bearing.has(domainOf(act)) || bearingActs.has(act),
    TEN_MINUTES_MS,
  );
  kept.set(house.acting, ask);
  return ask;
}

/** Everything that is proposed for one account, or for several. */
export async function proposalsOf(house: ProposalHouse, channels: readonly string[]): Promise<Asking[]> {
  if (channels.length === 0) return [];
  const desk = await proposalDesk(house);
  const listed = await listProposals(desk, house.clock.now(), (id) => channels.includes(id));
  return listed
    .map(({ channel, proposals }) => ({
      ...{ channel, channelName: channelName(house.config, channel) },
      proposals: proposals.map((each) => shown(house, each, proposalText(desk, each))),
    }))
    .sort((a, b) => channels.indexOf(a.channel) - channels.indexOf(b.channel));
}

function shown({ config }: ProposalHouse, { id, channel, candidate }: Proposal, reason: string) {
  const { title, post } = candidate;
  const name = channelName(config, channel);
  return { id, channel, channelName: name, title, reason, post: post?.id ?? null, state: post?.state ?? null };
}

/** By the clocks they were read from. */
const askingBy = new WeakMap<ClocksNow, string[]>();

function askingNow(house: ProposalHouse, clocks: ClocksNow): string[] {
  const asking = askingBy.get(clocks) ?? mostUrgent(house, clocks);
  askingBy.set(clocks, asking);
  return asking;
}

/** Accounts whose clock is as near as the settings say, with nothing that carries it on; the most urgent first. */
function mostUrgent({ config }: ProposalHouse, { channels }: ClocksNow): string[] {
  const from = clockStates.indexOf(config.settings.proposals.from);
  return channels
    .flatMap(({ channel, clocks }) =>
      clocks
        .filter(
          ({ state, coveredBy }) => state !== 'paused' && clockStates.indexOf(state) >= from && coveredBy === null,
        )
        .map(({ dueAt }) => ({ channel, dueAt: dueAt ?? 0 })),
    )
    .sort((a, b) => a.dueAt - b.dueAt)
    .map(({ channel }) => channel)
    .filter((channel, i, list) => list.indexOf(channel) === i)
    .slice(0, MOST_CHANNELS);
}
