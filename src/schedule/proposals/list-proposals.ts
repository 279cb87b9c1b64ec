import type { Cadence } from '../../config/cadence.ts';
import { rulesFor } from '../../config/cadence.ts';
import type { Db } from '../../store/database.ts';
import { placedAfter } from '../cadence-store.ts';
import { channelClocks } from '../channel-clocks.ts';
import type { ClockedChannel } from '../clocked-channel.ts';
import { type Candidate, refText } from './candidate.ts';
import { channelGap, type Gap } from './channel-gap.ts';
import { carriersOf, decidedAmong, titlesSince } from './decision-store.ts';
import { type CandidateSources, findCandidates } from './find-candidates.ts';
import { openCandidates } from './open-candidates.ts';
import { gapText, type Language, type ProposalWording, reasonText } from './proposal-wording.ts';
import { type Ranked, rankCandidates, type Surroundings } from './rank-candidates.ts';

/** What listing needs besides the moment. */
export interface ProposalDesk extends CandidateSources {
  cadence: Cadence;
  channels: readonly ClockedChannel[];
  /** The public name of an account. */
  nameOf: (channel: string) => string;
  wording: ProposalWording;
  /** How many findings block a post's newest text. */
  blockingOf: (db: Db, post: string) => Promise<number>;
}

/** One thing that could go out on one account whose clock asks for it. */
export interface Proposal extends Ranked {
  /** `item:01…`: what `proposal take` and `refuse` are given. */
  id: string;
  channel: string;
  gap: Gap;
}

/** An account whose clock asks, with what is proposed for it, best first; empty when there is nothing. */
export interface ChannelProposals {
  channel: string;
  gap: Gap;
  proposals: Proposal[];
}

const PLACED_READ = 200;
const DAY_MS = 86_400_000;
/** What went out up to so long before the oldest candidate is compared by its title. */
const TITLES_DAYS = 30;

/**
 * Reads what could go out on every account whose clock nears its end with nothing planned. Nothing of it is remembered:
 * it is computed from the rows, and ends when something is planned.
 */
export async function listProposals(
  desk: ProposalDesk,
  now: number,
  only: (channel: string) => boolean = () => true,
): Promise<ChannelProposals[]> {
  const asking = await channelsAsking(desk, now, only);
  if (asking.length === 0) return [];
  const { candidates, turns } = await findCandidates(desk, now);
  const posts = candidates.flatMap(({ post }) => (post ? [post.id] : []));
  const carriers = await carriersOf(desk.db, posts);
  const decided = await decidedAmong(
    desk.db,
    candidates.map(({ ref }) => ref),
  );
  const elsewhere = new Map(
    candidates.map(({ ref, post }) => [refText(ref), [...(carriers.get(post?.id ?? '') ?? [])].map(desk.nameOf)]),
  );
  const blocking = new Map<string, number>();
  const around: Surroundings = { now, seasons: turns, elsewhere, blocking };
  const since = now - (desk.settings.maxAgeDays + TITLES_DAYS) * DAY_MS;
  const listed: ChannelProposals[] = [];
  for (const { channel, gap } of asking) {
    const here = candidates.map(({ ref }) => refText(ref)).filter((id) => decided.has(`${id}@${channel}`));
    const standing = {
      channel,
      carried: new Set([...carriers].flatMap(([post, channels]) => (channels.has(channel) ? [post] : []))),
      decided: new Set(here),
      titles: await titlesSince(desk.db, channel, since),
    };
    const best = await bestOf(desk, gap, openCandidates(candidates, standing), around, blocking);
    const proposals = best.map((each) => ({ ...each, id: refText(each.candidate.ref), channel, gap }));
    listed.push({ channel, gap, proposals });
  }
  return listed;
}

/** Why it is proposed, in one sentence: the clock first, then what speaks for it. */
export function proposalText(
  { wording, cadence }: Pick<ProposalDesk, 'wording' | 'cadence'>,
  { gap, reasons }: Pick<Proposal, 'gap' | 'reasons'>,
  language: Language = 'zh',
): string {
  const comma = language === 'zh' ? '，' : ', ';
  const why = reasons.map((reason) => reasonText(wording, reason, language)).join(comma);
  const name = cadence.rules.find(({ rule }) => rule.id === gap.rule.id)?.name ?? gap.rule.id;
  return [gapText(wording, gap, name, language), why].filter(Boolean).join(language === 'zh' ? '；' : '; ');
}

async function channelsAsking(
  { db, calendar, cadence, channels, settings }: ProposalDesk,
  now: number,
  only: (channel: string) => boolean,
): Promise<{ channel: string; gap: Gap }[]> {
  const asking: { channel: string; gap: Gap }[] = [];
  for (const channel of channels.filter(({ id }) => only(id))) {
    const { clocks } = await channelClocks(db, calendar, cadence, channel, now);
    const plannedActs = (await placedAfter(db, channel.id, now, PLACED_READ)).map(({ act }) => act);
    const gap = channelGap(calendar, settings, { clocks, rules: rulesFor(cadence, channel), plannedActs, now });
    if (gap) asking.push({ channel: channel.id, gap });
  }
  return asking;
}

/** The best ones; those that have a post are checked, and what blocks sends them back, until the front stands. */
async function bestOf(
  { db, settings, blockingOf }: ProposalDesk,
  gap: Gap,
  open: readonly Candidate[],
  around: Surroundings,
  blocking: Map<string, number>,
): Promise<Ranked[]> {
  for (;;) {
    const front = rankCandidates(gap, open, around).slice(0, settings.perChannel);
    const unknown = front.filter(({ candidate: { ref, post } }) => post && !blocking.has(refText(ref)));
    if (unknown.length === 0) return front;
    for (const { candidate } of unknown) {
      const { ref, post } = candidate;
      if (post) blocking.set(refText(ref), post.state === 'approved' ? 0 : await blockingOf(db, post.id));
    }
  }
}
