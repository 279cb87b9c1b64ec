import { requireRole } from '../config/acting-person.ts';
import type { People, Role } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { heldPost } from '../review/load-chain.ts';
import { cancelPlacement, placementsOf } from '../schedule/placement-store.ts';
import { inTransaction } from '../store/transaction.ts';
import { type Cancelled, cancelDelivery } from './cancel-delivery.ts';
import { findLiveDelivery, getDelivery } from './delivery-store.ts';
import { dropUntaken } from './drop-untaken.ts';

/** Stopping is for everybody who may publish, and for the desk; administrators and auditors keep out (三员分立). */
const mayCancel: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];

export type Queueing = { delivery: string } | { post: string; channel: string };

/** `unplaced`: it waited for signatures only; its place is gone. */
export interface CancelledQueueing {
  outcome: Cancelled | 'unplaced';
  delivery: string | null;
}

/**
 * Takes a post off a channel: its place first, so that a later approval brings nothing back, then its delivery. What
 * nobody has taken yet to publish by hand goes with its place; what else a person has to answer, and what is final, stays.
 * @throws Refused for a person of another role, when there is no such delivery, or neither place nor delivery of the post on this channel
 */
export async function cancelQueued(
  acting: Acting & { people: People },
  what: Queueing,
  actor: Actor,
): Promise<CancelledQueueing> {
  requireRole(acting.people, actor.person, mayCancel, 'take a post off a channel');
  const { db } = acting;
  const delivery =
    'delivery' in what ? await getDelivery(db, what.delivery) : await findLiveDelivery(db, what.post, what.channel);
  if ('delivery' in what && !delivery) throw nothingThere(`delivery ${what.delivery}`);
  if (delivery?.state === 'asking') {
    const dropped = await dropUntaken(acting, delivery, actor);
    return { outcome: dropped ? 'stopped' : 'asking', delivery: delivery.id };
  }
  if (delivery?.state === 'published' || delivery?.state === 'dropped') {
    return { outcome: 'already-final', delivery: delivery.id };
  }
  const place = 'post' in what ? what : { post: delivery?.subjectId ?? '', channel: delivery?.channel ?? '' };
  const unplaced = await unplace(acting, place, actor);
  if (delivery) return { outcome: await cancelDelivery(acting, delivery.id, actor), delivery: delivery.id };
  if (!unplaced) throw nothingThere(`post ${place.post} on ${place.channel}`);
  return { outcome: 'unplaced', delivery: null };
}

function unplace(acting: Acting, { post, channel }: { post: string; channel: string }, actor: Actor): Promise<boolean> {
  return inTransaction(acting.db, async (tx) => {
    await heldPost(tx, post);
    if (!(await placementsOf(tx, post)).some((p) => p.channel === channel)) return false;
    const at = acting.clock.now();
    await cancelPlacement(tx, post, channel, at);
    await acting.record(tx, { at, actor, act: 'placement.cancel', object: `post:${post}`, before: { channel } });
    return true;
  });
}

function nothingThere(what: string): Refused {
  return new Refused({
    code: 'queue-unknown',
    message: `the queue has no ${what}`,
    place: what,
    remedy: 'Take the id from `govcast queue list`, or the post and channel from `govcast post show ID`.',
  });
}
