import type { Act, ChannelDescriptor } from '../channels/channel.ts';
import { requireRole } from '../config/acting-person.ts';
import { AskedWrongly } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Finding } from '../posts/finding.ts';
import { findPost, type Post } from '../posts/post-store.ts';
import { foundPost, postWithdrawn, requireSeen } from '../review/load-chain.ts';
import { findingsOf, type Reviewing, submitPost } from '../review/submit-post.ts';
import { type Placed, placePost } from '../schedule/place-post.ts';
import type { PlaceWish } from '../schedule/placing/place-request.ts';
import type { Planning } from '../schedule/placing/planning.ts';
import type { PostWishes } from '../schedule/placing/post-wishes.ts';
import { whoQueues } from '../schedule/who-queues.ts';
import { deliveryHooks } from './delivery-hooks.ts';

export interface QueueParts {
  acting: Acting;
  planning: Planning;
  reviewing: Reviewing;
  descriptorOf: (channel: string) => ChannelDescriptor;
}

export interface QueuedEverywhere {
  /** False when findings block: the post is neither placed nor submitted. */
  ok: boolean;
  placements: Placed[];
  /** Deliveries made at once, of a post that was approved already. */
  deliveries: string[];
  findings: Finding[];
}

/**
 * Puts one post onto channels, onto all of them or none, and before its signers (decisions 2). A post in review keeps its
 * chain; one that is approved already is delivered from its places. Asked twice, it changes nothing the second time.
 * @param wishes of its times on all its channels; left out, what was wished before stays
 * @param seenHash the text that whoever asks has read, when nothing else may go out or before signers
 * @throws AskedWrongly for an act that the account does not do
 * @throws Refused for a person of another role, an unknown or withdrawn post, another text than the one that was seen, one
 * that is there at another time, a time that has passed, or when the planner finds no place
 */
export async function queueEverywhere(
  { acting, planning, reviewing, descriptorOf }: QueueParts,
  id: string,
  on: readonly PlaceWish[],
  actor: Actor,
  wishes?: PostWishes,
  seenHash?: string,
): Promise<QueuedEverywhere> {
  requireRole(reviewing.people, actor.person, whoQueues, 'put a post onto a channel');
  for (const wish of on) requireAct(wish);
  const post = await foundPost(acting.db, id);
  if (seenHash !== undefined) requireSeen(post, seenHash);
  const { findings, blocking } = await findingsOf(acting.db, reviewing, id);
  if (post.state === 'withdrawn') throw postWithdrawn(`post:${id}`);
  if (blocking.length > 0 && post.state !== 'approved') return { ok: false, placements: [], deliveries: [], findings };
  const { hooks, made } = deliveryHooks(acting, descriptorOf, actor);
  const request = { post: id, on, ...(wishes ? { wishes } : {}) };
  const placements = await placePost(acting, planning, request, actor, hooks);
  if (post.state === 'draft' || post.state === 'returned') await submit(acting, reviewing, post, actor);
  return { ok: true, placements, deliveries: await made(id), findings };
}

/** Somebody who asked at the same moment may have submitted this very text already. */
async function submit(acting: Acting, reviewing: Reviewing, { id, contentHash }: Post, actor: Actor): Promise<void> {
  try {
    await submitPost(acting, reviewing, { post: id, seenHash: contentHash }, actor);
  } catch (error) {
    const now = await findPost(acting.db, id);
    if (now?.state !== 'in-review' || now.contentHash !== contentHash) throw error;
  }
}

/** @throws AskedWrongly for an act that the account does not do */
function requireAct({ act, channel }: PlaceWish): void {
  const acts: readonly Act[] = channel.acts;
  if (act && !acts.includes(act)) throw actUnknown(channel.id, act, acts);
}

function actUnknown(channel: string, act: string, known: readonly string[]): AskedWrongly {
  return new AskedWrongly({
    code: 'act-unknown',
    message: `the channel ${channel} does not ${act}`,
    place: channel,
    remedy: `Use one of ${known.join(', ')}.`,
  });
}
