import type { Calendar } from '../calendar/calendar.ts';
import type { Act, ChannelDescriptor } from '../channels/channel.ts';
import { requireRole } from '../config/acting-person.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { Role } from '../config/people.ts';
import { AskedWrongly } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Finding } from '../posts/finding.ts';
import { findPost } from '../posts/post-store.ts';
import { postUnknown, postWithdrawn } from '../review/load-chain.ts';
import { findingsOf, type Reviewing, submitPost } from '../review/submit-post.ts';
import { placePost } from '../schedule/place-post.ts';
import type { Placement } from '../schedule/placement-store.ts';
import { deliverApproved } from './deliver-approved.ts';

export interface QueueWish {
  post: string;
  channel: ChannelConfig;
  act?: Act;
  /** A moment fixed by a person, ms UTC; else the channel's next slot. */
  pinnedAt?: number;
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
  placement: Placement | null;
  /** Deliveries made at once, of a post that was approved already. */
  deliveries: string[];
  findings: Finding[];
}

/** Administrators and auditors keep out of what is published (三员分立). */
const mayQueue: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];

/**
 * Puts a post onto a channel and before its signers (decisions 2). A post in review keeps its chain; one that is
 * approved already is delivered from the new place.
 * @throws AskedWrongly for an act that the account does not do
 * @throws Refused for a person of another role, an unknown or withdrawn post, or one that has a place there
 */
export async function queuePost(
  { acting, calendar, reviewing, descriptorOf }: QueueParts,
  wish: QueueWish,
  actor: Actor,
): Promise<Queued> {
  const { post: id, channel } = wish;
  requireRole(reviewing.people, actor.person, mayQueue, 'put a post onto a channel');
  const acts: readonly Act[] = channel.acts;
  if (wish.act && !acts.includes(wish.act)) throw actUnknown(channel.id, wish.act, acts);
  const post = await findPost(acting.db, id);
  if (!post) throw postUnknown(id);
  const { findings, blocking } = await findingsOf(acting.db, reviewing, id);
  if (post.state === 'withdrawn') throw postWithdrawn(`post:${id}`);
  if (blocking.length > 0 && post.state !== 'approved') return { ok: false, placement: null, deliveries: [], findings };
  const deliveries: string[] = [];
  const placement = await placePost(acting, calendar, { ...wish, earliest: acting.clock.now() }, actor, async (tx) => {
    const { approvedHash } = (await findPost(tx, id)) ?? {};
    if (approvedHash)
      deliveries.push(...(await deliverApproved(tx, acting, descriptorOf, { id, approvedHash }, actor)));
  });
  if (post.state === 'draft' || post.state === 'returned') {
    await submitPost(acting, reviewing, { post: id, seenHash: post.contentHash }, actor);
  }
  return { ok: true, placement, deliveries, findings };
}

function actUnknown(channel: string, act: string, known: readonly string[]): AskedWrongly {
  return new AskedWrongly({
    code: 'act-unknown',
    message: `the channel ${channel} does not ${act}`,
    place: channel,
    remedy: `Use one of ${known.join(', ')}.`,
  });
}
