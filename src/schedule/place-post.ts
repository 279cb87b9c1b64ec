import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { ChannelConfig } from '../config/channels.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { lockPost } from '../posts/post-store.ts';
import type { Tx } from '../store/database.ts';
import type { PlacementTable } from '../store/tables/channels.ts';
import { inTransaction } from '../store/transaction.ts';
import { nextSlot } from './next-slot.ts';
import { addPlacement, type Placement, placementsOf } from './placement-store.ts';

export interface PlaceWish {
  post: string;
  channel: ChannelConfig;
  /** The account's default act when left out. */
  act?: PlacementTable['act'];
  /** A moment fixed by a person (ms UTC), which never moves; else the next slot from `earliest` on. */
  pinnedAt?: number;
  earliest: number;
}

/**
 * Puts a post onto a channel at a time, before or after its approval (decisions 2). The delivery is made of it when the
 * post is approved.
 * @param onPlaced runs in the same transaction with the post held: delivers a post that is approved already
 * @throws Refused when the post has a place there already, or when no slot comes within 60 days
 */
export function placePost(
  acting: Acting,
  calendar: Calendar,
  wish: PlaceWish,
  actor: Actor,
  onPlaced: (tx: Tx) => Promise<void> = async () => {},
): Promise<Placement> {
  const act = wish.act ?? wish.channel.defaultAct;
  const slot =
    wish.pinnedAt === undefined ? nextSlot(calendar, wish.channel.slots, act, wish.earliest) : pinned(wish.pinnedAt);
  if (!slot) throw noSlot(wish.channel.id);
  const now = acting.clock.now();
  const placement: Placement = {
    id: acting.newId(),
    post: wish.post,
    channel: wish.channel.id,
    act,
    at: slot.at,
    pinned: wish.pinnedAt === undefined ? 0 : 1,
    announcedAt: null,
    reason: slot.reason,
    createdBy: actor.person,
    createdAt: now,
    cancelledAt: null,
  };
  return inTransaction(acting.db, async (tx) => {
    await lockPost(tx, wish.post);
    if (!(await addPlacement(tx, placement))) {
      const there = (await placementsOf(tx, wish.post)).find((p) => p.channel === wish.channel.id);
      throw placedAlready(wish, there);
    }
    await acting.record(tx, {
      at: now,
      actor,
      act: 'placement.add',
      object: `post:${wish.post}`,
      after: { channel: wish.channel.id, act, at: isoBeijing(slot.at), reason: slot.reason },
    });
    await onPlaced(tx);
    return placement;
  });
}

function pinned(at: number) {
  return { at, reason: '人工锁定在此时间，不作调整' };
}

function noSlot(channel: string): Refused {
  return new Refused({
    code: 'placement-slot',
    message: `the channel ${channel} has no slot within 60 days`,
    place: channel,
    remedy: 'Add slots to the account in config/channels.yaml, or give a time with --at.',
  });
}

function placedAlready(wish: PlaceWish, there: Placement | undefined): Refused {
  const at = there ? ` at ${isoBeijing(there.at)}` : '';
  return new Refused({
    code: 'placement-exists',
    message: `post ${wish.post} is on ${wish.channel.id} already${at}`,
    place: wish.channel.id,
    remedy: 'Cancel that place first with `govcast queue cancel`.',
  });
}
