import { releaseOf } from '../posts/release-store.ts';
import { covers, isInside, keptBack } from '../schedule/blackout/blackout.ts';
import { blackoutsBetween } from '../schedule/blackout/blackout-store.ts';
import type { Db } from '../store/database.ts';
import type { DeliveryRow } from './delivery-store.ts';

/**
 * What keeps a delivery back although it is approved and due: a person holds the post, its embargo runs, a black-out is
 * open, or one was open when it was due, so that it goes out only by the word of a person.
 */
export type Kept =
  | { why: 'held'; until: null }
  | { why: 'embargo'; until: number }
  | { why: 'blackout'; until: number | null }
  | { why: 'after-blackout'; until: null };

/** A delivery whose call is not begun, or, in doubt, the time since which its first call may not have arrived. */
export type Waiting = Pick<DeliveryRow, 'subjectKind' | 'subjectId' | 'channel' | 'act' | 'dueAt'>;

/**
 * Why a delivery must not be begun at `now` (ms UTC), null when it may. Begin asks under the locks of post and channel,
 * which the acts that hold a post or start a black-out take for their change.
 */
export async function whyKept(db: Db, delivery: Waiting, now: number): Promise<Kept | null> {
  if (delivery.subjectKind === 'post') {
    const { heldAt, embargoUntil } = await releaseOf(db, delivery.subjectId);
    if (heldAt !== null) return { why: 'held', until: null };
    if (embargoUntil !== null && now < embargoUntil) return { why: 'embargo', until: embargoUntil };
  }
  const blackout = keptBack(await blackoutsBetween(db, Math.min(delivery.dueAt, now), now), delivery, now);
  if (!blackout) return null;
  return blackout.is === 'open' ? { why: 'blackout', until: blackout.by.toAt } : { why: 'after-blackout', until: null };
}

/** When a delivery was promised: its due moment, or the end of the post's embargo if that is later. ms UTC. */
export async function promisedAt(db: Db, { subjectKind, subjectId, dueAt }: Waiting): Promise<number> {
  const embargo = subjectKind === 'post' ? (await releaseOf(db, subjectId)).embargoUntil : null;
  return Math.max(dueAt, embargo ?? dueAt);
}

/**
 * When a delivery of a place is due: at its moment or, when that has passed, now. A moment inside a black-out that is over
 * stays, so that a late signature sends nothing by itself: a person is asked like for the rest of it. ms UTC.
 */
export async function dueFrom(
  db: Db,
  place: { channel: string; act: string; at: number },
  now: number,
): Promise<number> {
  if (place.at >= now) return place.at;
  const touching = await blackoutsBetween(db, place.at, place.at);
  return touching.some((each) => covers(each, place) && isInside(each, place.at)) ? place.at : now;
}
