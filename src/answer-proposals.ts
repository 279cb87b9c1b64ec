/** What `govcast proposal` and its token routes answer. */
import { z } from 'zod';
import { isoBeijing, parseBeijing } from './calendar/beijing-time.ts';
import { actorOf } from './config/acting-person.ts';
import { AskedWrongly } from './errors.ts';
import type { Actor } from './ledger/append.ts';
import type { FetchBytes } from './posts/fetch-images.ts';
import { type ProposalHouse, proposalDesk, takeParts } from './proposal-desk.ts';
import { showPost } from './review/show-post.ts';
import { type Ref, refOf, refText } from './schedule/proposals/candidate.ts';
import { listProposals, proposalText } from './schedule/proposals/list-proposals.ts';
import { refuseProposal } from './schedule/proposals/refuse-proposal.ts';
import { takeProposal } from './schedule/proposals/take-proposal.ts';

/** Every proposal, best first by account, and the accounts whose clocks ask, with or without one. */
export async function answerProposals(govcast: ProposalHouse, channel?: string) {
  const desk = await proposalDesk(govcast);
  const listed = await listProposals(desk, govcast.clock.now(), (id) => channel === undefined || id === channel);
  return {
    asking: listed.map(({ channel, gap: { clock, rule }, proposals }) => ({
      ...{ channel, rule: rule.id, state: clock.state, dueAt: clock.dueAt === null ? null : isoBeijing(clock.dueAt) },
      proposals: proposals.length,
    })),
    proposals: listed.flatMap(({ proposals }) =>
      proposals.map((proposal) => {
        const { id, channel, points, candidate, gap } = proposal;
        const { title, sort, kind, job, post } = candidate;
        return {
          ...{ id, channel, title, sort, kind, job, post: post?.id ?? null, state: post?.state ?? null, points },
          ...{ rule: gap.rule.id, reason: proposalText(desk, proposal), remedy: takeCommand(id, channel) },
        };
      }),
    ),
  };
}

/** The command that takes a proposal. */
export function takeCommand(id: string, channel: string): string {
  return `govcast proposal take ${id} --channel ${channel} --as ID`;
}

export interface Taking {
  id: string;
  channels: readonly string[];
  /** ms UTC; null takes the next slot. */
  at: number | null;
}

/** Takes one: the post, its places, and who must sign. */
export async function answerTake(govcast: ProposalHouse, fetchBytes: FetchBytes, taking: Taking, actor: Actor) {
  const ref = refAsked(taking.id);
  const channels = channelsAsked(govcast, taking.channels);
  const proposedFor = channels.length > 0 ? [] : await proposedOn(govcast, ref);
  const wish = { ref, channels, proposedFor, pinnedAt: taking.at };
  const { post, queued } = await takeProposal(takeParts(govcast, fetchBytes), wish, actor);
  const { title, state, revision, contentHash, chain } = await showPost(govcast.acting.db, govcast.reviewing, post);
  const { ok, deliveries, findings } = queued;
  const placements = queued.placements.map((placed) => ({ ...placed, at: isoBeijing(placed.at) }));
  return { ok, id: refText(ref), post, title, state, revision, contentHash, placements, deliveries, findings, chain };
}

/** Refuses one for the accounts that are named, else for those for which it is proposed. */
export async function answerRefuse(
  govcast: ProposalHouse,
  refusing: { id: string; channels: readonly string[]; reason: string },
  actor: Actor,
) {
  const { acting, config } = govcast;
  const ref = refAsked(refusing.id);
  const named = channelsAsked(govcast, refusing.channels);
  const channels = named.length > 0 ? named : await proposedOn(govcast, ref);
  const { reason } = refusing;
  const refused = await refuseProposal({ ...acting, people: config.people }, { ref, channels, reason }, actor);
  return { id: refText(ref), channels, refused, reason };
}

const channelList = z.array(z.string().min(1)).default([]);
const body = z.strictObject({ id: z.string().min(1), as: z.string().min(1), channels: channelList });
const takeBody = body.extend({ at: z.string().optional() });
const refuseBody = body.extend({ reason: z.string().min(1) });

/** `POST /api/proposals/take` and `/api/proposals/refuse`. */
export function proposalActs(govcast: ProposalHouse, fetchBytes: FetchBytes) {
  const actor = (person: string) => actorOf(govcast.config, person, 'api');
  return {
    'proposals/take': async (sent: unknown) => {
      const { id, channels, at, as } = readBody(takeBody, sent);
      const pinned = at === undefined ? null : parseBeijing(at);
      if (at !== undefined && pinned === null) throw wrongBody(`at: ${at} is not a moment`);
      return answerTake(govcast, fetchBytes, { id, channels, at: pinned }, actor(as));
    },
    'proposals/refuse': async (sent: unknown) => {
      const { as, ...refusing } = readBody(refuseBody, sent);
      return answerRefuse(govcast, refusing, actor(as));
    },
  };
}

function readBody<S extends z.ZodType>(schema: S, sent: unknown): z.output<S> {
  const read = schema.safeParse(sent ?? {});
  if (read.success) return read.data;
  throw wrongBody(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}

function wrongBody(message: string): AskedWrongly {
  const remedy = 'Send {"id", "as", "channels"?, "at"?} to take, and "reason" to refuse, as JSON.';
  return new AskedWrongly({ code: 'body', message, remedy });
}

function refAsked(text: string): Ref {
  const ref = refOf(text);
  if (ref) return ref;
  throw new AskedWrongly({
    code: 'proposal-id',
    message: `${text} is no proposal`,
    place: text,
    remedy: 'Take the id from `govcast proposal list`: item:…, bundle:…, season:… or post:….',
  });
}

function channelsAsked({ channelConfig }: ProposalHouse, names: readonly string[]): string[] {
  return [...new Set(names.map((name) => channelConfig(name).id))];
}

async function proposedOn(govcast: ProposalHouse, ref: Ref): Promise<string[]> {
  const listed = await listProposals(await proposalDesk(govcast), govcast.clock.now());
  return listed.flatMap(({ channel, proposals }) => (proposals.some(({ id }) => id === refText(ref)) ? [channel] : []));
}
