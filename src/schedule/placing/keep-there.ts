import { isoBeijing } from '../../calendar/beijing-time.ts';
import { Refused } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { lockPost } from '../../posts/post-store.ts';
import type { Tx } from '../../store/database.ts';
import { inTransaction } from '../../store/transaction.ts';
import { type Placement, placementsOf } from '../placement-store.ts';
import { type Choice, replan } from './choose-places.ts';
import { noteBounds, noteWishes } from './note-wishes.ts';
import type { PlaceRequest, PlaceWish } from './place-request.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { Planning } from './planning.ts';
import { noWishes, sameWishes, wishesOf } from './post-wishes.ts';
import { putPlaces } from './put-places.ts';
import type { DeliveryHooks } from './write-moves.ts';

const NOTHING_MOVES: Choice = { placed: [], refused: [], moves: [], losses: [] };

/**
 * Channels of the request on which the post stands already: nothing moves. When it stands on all of them, what is wished
 * now is noted, and an approved post is delivered from there; else that is left to the placing of the others.
 * @throws Refused when the post is there at another time or by another act
 * @throws AskedWrongly `plan-circle` when other wishes would make posts wait for each other; nothing is noted then
 */
export async function keepThere(
  acting: Acting,
  planning: Planning,
  request: PlaceRequest,
  actor: Actor,
  hooks: DeliveryHooks,
): Promise<Placement[]> {
  const { post, on, wishes } = request;
  const there = thereOf(request, await placementsOf(acting.db, post));
  if (there.length < on.length) return there;
  const note = (tx: Tx) => noteAll(tx, acting, request, actor, hooks);
  const before = (await wishesOf(acting.db, [post])).get(post) ?? noWishes;
  if (!wishes || sameWishes(before, wishes)) {
    return inTransaction(acting.db, async (tx) => {
      await lockPost(tx, post);
      return note(tx);
    });
  }
  const decide = (facts: PlanFacts) => {
    replan(facts, planning);
    return NOTHING_MOVES;
  };
  const deciding = { channels: on.map(({ channel }) => channel.id), asked: { post, wishes }, decide };
  return putPlaces(acting, planning, deciding, actor, hooks, note);
}

/** The post is locked. One that was taken off meanwhile is left out. */
async function noteAll(
  tx: Tx,
  acting: Acting,
  request: PlaceRequest,
  actor: Actor,
  hooks: DeliveryHooks,
): Promise<Placement[]> {
  const { post, on, wishes } = request;
  const there = thereOf(request, await placementsOf(tx, post));
  if (there.length < on.length) return there;
  if (wishes) await noteWishes(tx, acting, post, wishes, actor);
  for (const place of there) {
    const wish = on.find(({ channel }) => channel.id === place.channel);
    await noteBounds(tx, acting, place, wish, actor);
    await hooks.deliver(tx, post, place.channel);
  }
  return there;
}

function thereOf({ post, on }: PlaceRequest, places: readonly Placement[]): Placement[] {
  return on.flatMap((wish) => {
    const place = places.find((p) => p.channel === wish.channel.id);
    if (place && !isSame(place, wish)) throw placedAlready(post, wish, place);
    return place ?? [];
  });
}

/** Whether what is asked for is what the post has there; no time asked for means any. */
function isSame(there: Placement, { act, pinnedAt, wantedAt }: PlaceWish): boolean {
  if (act !== undefined && act !== there.act) return false;
  if (pinnedAt !== undefined) return there.at === pinnedAt;
  // A place from before wishes were kept says only where it stands.
  return wantedAt === undefined || (there.earliestAt === null ? there.at >= wantedAt : there.earliestAt === wantedAt);
}

function placedAlready(post: string, wish: PlaceWish, there: Placement): Refused {
  const at = wish.pinnedAt ?? wish.wantedAt;
  const asked = `${wish.act ?? there.act}${at === undefined ? '' : ` at ${isoBeijing(at)}`}`;
  const channel = wish.channel.id;
  return new Refused({
    code: 'placement-exists',
    message: `post ${post} is on ${channel} already (${there.act} at ${isoBeijing(there.at)}), not ${asked}`,
    place: wish.askedIn ?? channel,
    remedy: `Move it: govcast queue move post:${post} --channel ${channel} --at …; or take it off first with queue cancel.`,
  });
}
