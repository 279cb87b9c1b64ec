import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { shareChannel } from '../channels/channel-state-store.ts';
import { requireOpen } from '../channels/require-open.ts';
import type { ChannelConfig } from '../config/channels.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { lockPost } from '../posts/post-store.ts';
import type { Tx } from '../store/database.ts';
import type { PlacementTable } from '../store/tables/channels.ts';
import { inTransaction } from '../store/transaction.ts';
import { type FoundSlot, nextSlot } from './next-slot.ts';
import { addPlacement, type Placement, placementsOf } from './placement-store.ts';

export interface PlaceWish {
  post: string;
  channel: ChannelConfig;
  /** The account's default act when left out. */
  act?: PlacementTable['act'];
  /** A moment fixed by a person (ms UTC), which never moves; else the next slot from `earliest` on. */
  pinnedAt?: number;
  /** A moment that the text asks for (ms UTC): the first slot of the channel at or after it. */
  wantedAt?: number;
  /** Where the time was asked for, a file and line: for errors. */
  askedIn?: string;
  earliest: number;
}

/** A place; `isNew` is false when the post had it already. */
export interface Placed extends Placement {
  isNew: boolean;
}

/** A time that has only just passed is meant: a chain of signatures takes longer. */
const JUST_PASSED_MS = 10 * 60_000;

/**
 * Puts a post onto a channel at a time, before or after its approval (decisions 2). The delivery is made of it when the
 * post is approved. Asked twice, the post keeps the place it has.
 * @param onPlaced runs in the same transaction with the post held: delivers a post that is approved already
 * @throws Refused when the post is there at another time or by another act, when the time has passed, when the account is
 * closed by then, or when no slot comes within 60 days
 */
export function placePost(
  acting: Acting,
  calendar: Calendar,
  wish: PlaceWish,
  actor: Actor,
  onPlaced: (tx: Tx) => Promise<void> = async () => {},
): Promise<Placed> {
  const act = wish.act ?? wish.channel.defaultAct;
  const slot = slotFor(calendar, wish, act);
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
    earliestAt: null,
    latestAt: null,
    obstacle: null,
    obstacleCode: null,
    obstacleAt: null,
    nextPossibleAt: null,
  };
  return inTransaction(acting.db, async (tx) => {
    await lockPost(tx, wish.post);
    const there = (await placementsOf(tx, wish.post)).find((p) => p.channel === wish.channel.id);
    if (there) {
      if (!isSame(there, wish, slot.at)) throw placedAlready(wish, there, slot.at);
      await onPlaced(tx);
      return { ...there, isNew: false };
    }
    const asked = wish.pinnedAt ?? wish.wantedAt ?? now;
    if (asked < now - JUST_PASSED_MS) throw passed(wish, asked);
    await shareChannel(tx, wish.channel.id);
    await requireOpen(tx, wish.channel.id, slot.at);
    if (!(await addPlacement(tx, placement))) throw placedAlready(wish, placement, slot.at);
    await acting.record(tx, {
      at: now,
      actor,
      act: 'placement.add',
      object: `post:${wish.post}`,
      after: { channel: wish.channel.id, act, at: isoBeijing(slot.at), reason: slot.reason },
    });
    await onPlaced(tx);
    return { ...placement, isNew: true };
  });
}

function slotFor(calendar: Calendar, wish: PlaceWish, act: PlacementTable['act']): FoundSlot | null {
  const { pinnedAt, wantedAt, earliest, channel } = wish;
  if (pinnedAt !== undefined) return { at: pinnedAt, reason: '人工锁定在此时间，不作调整' };
  const slot = nextSlot(calendar, channel.slots, act, wantedAt ?? earliest);
  if (!slot || wantedAt === undefined || slot.at === wantedAt) return slot;
  const wanted = isoBeijing(wantedAt).slice(0, 16).replace('T', ' ');
  return { at: slot.at, reason: `稿件要求 ${wanted}，不在该渠道的时段内，排到其后第一个时段` };
}

/** Whether what is asked for is what the post has there; no time asked for means any. */
function isSame(there: Placement, wish: PlaceWish, at: number): boolean {
  const asksTime = wish.pinnedAt !== undefined || wish.wantedAt !== undefined;
  return (wish.act === undefined || wish.act === there.act) && (!asksTime || there.at === at);
}

function passed({ channel, askedIn }: PlaceWish, at: number): Refused {
  return new Refused({
    code: 'placement-past',
    message: `${askedIn ? `${askedIn}: ` : ''}${isoBeijing(at)} has passed`,
    place: askedIn ?? channel.id,
    remedy: 'Change publish_at in the file, or give another time with --at.',
  });
}

function noSlot(channel: string): Refused {
  return new Refused({
    code: 'placement-slot',
    message: `the channel ${channel} has no slot within 60 days`,
    place: channel,
    remedy: 'Add slots to the account in config/channels.yaml, or give a time with --at.',
  });
}

function placedAlready(wish: PlaceWish, there: Placement, at: number): Refused {
  const asked = `${wish.act ?? there.act} at ${isoBeijing(at)}`;
  return new Refused({
    code: 'placement-exists',
    message: `post ${wish.post} is on ${wish.channel.id} already (${there.act} at ${isoBeijing(there.at)}), not ${asked}`,
    place: wish.askedIn ?? wish.channel.id,
    remedy: `Take it off first: govcast queue cancel post:${wish.post} --channel ${wish.channel.id}; then add it again.`,
  });
}
