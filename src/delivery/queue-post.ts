import type { Calendar } from '../calendar/calendar.ts';
import type { Act, ChannelDescriptor } from '../channels/channel.ts';
import { requireRole } from '../config/acting-person.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { Role } from '../config/people.ts';
import { AskedWrongly } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Finding } from '../posts/finding.ts';
import { findPost, type Post } from '../posts/post-store.ts';
import { postUnknown, postWithdrawn } from '../review/load-chain.ts';
import { findingsOf, type Reviewing, submitPost } from '../review/submit-post.ts';
import { type Placed, placePost } from '../schedule/place-post.ts';
import { deliverApproved } from './deliver-approved.ts';

export interface QueueWish {
  post: string;
  channel: ChannelConfig;
  act?: Act;
  /** A moment fixed by a person, ms UTC; else the channel's next slot. */
  pinnedAt?: number;
  /** A moment that the text asks for, ms UTC: the channel's first slot at or after it. */
  wantedAt?: number;
  /** Where the time was asked for, a file and line. */
  askedIn?: string;
}

export interface QueueParts {
  acting: Acting;
  calendar: Calendar;
  reviewing: Reviewing;
  descriptorOf: (channel: string) => ChannelDescriptor;
}

export interface Queued {
  /** False when findings block: the post is neither placed nor submitted. */
  ok: boolean;
  placement: Placed | null;
  /** Deliveries made at once, of a post that was approved already. */
  deliveries: string[];
  findings: Finding[];
}

/** Administrators and auditors keep out of what is published (三员分立). */
const mayQueue: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];

/**
 * Puts a post onto a channel and before its signers (decisions 2). A post in review keeps its chain; one that is
 * approved already is delivered from its place. Asked twice, it changes nothing the second time.
 * @throws AskedWrongly for an act that the account does not do
 * @throws Refused for a person of another role, an unknown or withdrawn post, one that is there at another time, or a
 * time that has passed
 */
export async function queuePost(
  { acting, calendar, reviewing, descriptorOf }: QueueParts,
  wish: QueueWish,
  actor: Actor,
): Promise<Queued> {
  const { post: id, channel } = wish;
  requireRole(reviewing.people, actor.person, mayQueue, 'put a post onto a channel');
  requireAct(wish);
  const post = await findPost(acting.db, id);
  if (!post) throw postUnknown(id);
  const { findings, blocking } = await findingsOf(acting.db, reviewing, id);
  if (post.state === 'withdrawn') throw postWithdrawn(`post:${id}`);
  if (blocking.length > 0 && post.state !== 'approved') return { ok: false, placement: null, deliveries: [], findings };
  const deliveries: string[] = [];
  const placement = await placePost(acting, calendar, { ...wish, earliest: acting.clock.now() }, actor, async (tx) => {
    const { approvedHash } = (await findPost(tx, id)) ?? {};
    if (approvedHash)
      deliveries.push(...(await deliverApproved(tx, acting, descriptorOf, { id, approvedHash }, actor, channel.id)));
  });
  if (post.state === 'draft' || post.state === 'returned') await submit(acting, reviewing, post, actor);
  return { ok: true, placement, deliveries, findings };
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
export function requireAct({ act, channel }: Pick<QueueWish, 'act' | 'channel'>): void {
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
