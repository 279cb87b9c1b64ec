import { isoBeijing } from '../calendar/beijing-time.ts';
import { requireOpen } from '../channels/require-open.ts';
import type { ChannelConfig } from '../config/channels.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { lockPost } from '../posts/post-store.ts';
import type { PlacementTable } from '../store/tables/channels.ts';
import { inTransaction } from '../store/transaction.ts';
import { addPlacement, type Placement, placementsOf } from './placement-store.ts';
import { choosePlaces } from './placing/choose-places.ts';
import { notPlaced } from './placing/not-placed.ts';
import { noteBounds, noteWishes } from './placing/note-wishes.ts';
import type { PlanFacts } from './placing/plan-facts.ts';
import type { WantedPlace } from './placing/plan-input-of.ts';
import type { Planning } from './placing/planning.ts';
import { noWishes, type PostWishes, wishesOf } from './placing/post-wishes.ts';
import { putPlaces } from './placing/put-places.ts';
import type { DeliveryHooks } from './placing/write-moves.ts';

/** One channel of a post. Moments are ms UTC. */
export interface PlaceWish {
  channel: ChannelConfig;
  /** The account's default act when left out. */
  act?: PlacementTable['act'];
  /** A moment fixed by a person, which never moves; else the planner finds one. */
  pinnedAt?: number;
  /** A moment that the text asks for: the first slot of the channel at or after it. */
  wantedAt?: number;
  /** Bounds on this channel alone, both inclusive; they go before those of the post. */
  earliest?: number;
  latest?: number;
  /** Where the time was asked for, a file and line: for errors. */
  askedIn?: string;
}

export interface PlaceRequest {
  post: string;
  on: readonly PlaceWish[];
  /** What the post wishes on all its channels; left out, what was wished before stays. */
  wishes?: PostWishes;
}

/** A place; `isNew` is false when the post had it already. */
export interface Placed extends Placement {
  isNew: boolean;
  /** What a pin breaks, in Chinese. */
  warning?: string;
}

/** A time that has only just passed is meant: a chain of signatures takes longer. */
const JUST_PASSED_MS = 10 * 60_000;

/**
 * Puts a post onto channels, before or after its approval (decisions 2), each where the planner finds the best moment
 * beside everything that stands there. All of them or none. The delivery is made of a place when the post is approved.
 * Asked twice, the post keeps the places it has.
 * @throws Refused when the post is there at another time or by another act, when the time has passed, when the account is
 * closed by then, or when there is no place: with the tightest obstacle and the next possible moment
 */
export async function placePost(
  acting: Acting,
  planning: Planning,
  request: PlaceRequest,
  actor: Actor,
  hooks: DeliveryHooks,
): Promise<Placed[]> {
  for (;;) {
    const there = await keepThere(acting, request, actor, hooks);
    const open = request.on.filter(({ channel }) => !there.some((p) => p.channel === channel.id));
    try {
      const fresh = open.length === 0 ? [] : await placeOpen(acting, planning, { ...request, on: open }, actor, hooks);
      const all = [...there.map((p) => ({ ...p, isNew: false })), ...fresh];
      return request.on.flatMap(({ channel }) => all.find((p) => p.channel === channel.id) ?? []);
    } catch (error) {
      // Somebody put it there at the same moment.
      if (!(error instanceof TakenMeanwhile)) throw error;
    }
  }
}

class TakenMeanwhile extends Error {}

/** Channels on which the post stands already: nothing moves, but an approved post is delivered from there. */
function keepThere(acting: Acting, request: PlaceRequest, actor: Actor, hooks: DeliveryHooks): Promise<Placement[]> {
  const { post, on, wishes } = request;
  return inTransaction(acting.db, async (tx) => {
    await lockPost(tx, post);
    const places = await placementsOf(tx, post);
    const there = on.flatMap((wish) => {
      const place = places.find((p) => p.channel === wish.channel.id);
      if (place && !isSame(place, wish)) throw placedAlready(post, wish, place);
      return place ?? [];
    });
    if (there.length < on.length) return there;
    if (wishes) await noteWishes(tx, acting, post, wishes, actor);
    for (const place of there) {
      await noteBounds(
        tx,
        acting,
        place,
        on.find(({ channel }) => channel.id === place.channel),
        actor,
      );
      await hooks.deliver(tx, post, place.channel);
    }
    return there;
  });
}

async function placeOpen(
  acting: Acting,
  planning: Planning,
  { post, on, wishes: asked }: PlaceRequest,
  actor: Actor,
  hooks: DeliveryHooks,
): Promise<Placed[]> {
  const before = acting.clock.now();
  for (const wish of on) {
    const moment = wish.pinnedAt ?? wish.wantedAt ?? before;
    if (moment < before - JUST_PASSED_MS) throw passed(wish, moment);
  }
  const wishes = asked ?? (await wishesOf(acting.db, [post])).get(post) ?? noWishes;
  const deciding = {
    channels: on.map(({ channel }) => channel.id),
    asked: { post, wishes },
    decide: (facts: PlanFacts) => {
      const places = on.map((wish) => placeOf(wish, facts.now));
      const choice = choosePlaces(facts, planning, { post, places });
      if (choice.refused.length > 0) throw notPlaced(choice.refused, on);
      return choice;
    },
  };
  return putPlaces(acting, planning, deciding, actor, hooks, async (tx, choice, now) => {
    const placed: Placed[] = [];
    if (asked) await noteWishes(tx, acting, post, asked, actor);
    for (const wish of on) {
      const found = choice.placed.find(({ channel }) => channel === wish.channel.id);
      if (!found) continue;
      const { channel, act, reason, warning } = found;
      const { earliestAt, latestAt } = placeOf(wish, now);
      const at = wish.pinnedAt ?? found.at;
      await requireOpen(tx, channel, at);
      const pinned = wish.pinnedAt === undefined ? 0 : 1;
      const row = {
        ...{ id: acting.newId(), post, channel, act, at, pinned, announcedAt: null, reason },
        ...{ createdBy: actor.person, createdAt: now, cancelledAt: null, earliestAt, latestAt },
        ...{ obstacle: null, obstacleCode: null, obstacleAt: null, nextPossibleAt: null },
      };
      if (!(await addPlacement(tx, row))) throw new TakenMeanwhile();
      const after = { channel, act, at: isoBeijing(at), reason };
      await acting.record(tx, { at: now, actor, act: 'placement.add', object: `post:${post}`, after });
      await hooks.deliver(tx, post, channel);
      placed.push({ ...row, isNew: true, ...(warning === undefined ? {} : { warning }) });
    }
    return placed;
  });
}

/** A pin that has only just passed is planned as now. */
function placeOf({ channel, act, pinnedAt, wantedAt, earliest, latest }: PlaceWish, now: number): WantedPlace {
  return {
    channel: channel.id,
    act: act ?? channel.defaultAct,
    pinnedAt: pinnedAt === undefined ? null : Math.max(pinnedAt, now),
    earliestAt: wantedAt ?? earliest ?? null,
    latestAt: latest ?? null,
  };
}

/** Whether what is asked for is what the post has there; no time asked for means any. */
function isSame(there: Placement, { act, pinnedAt, wantedAt }: PlaceWish): boolean {
  if (act !== undefined && act !== there.act) return false;
  if (pinnedAt !== undefined) return there.at === pinnedAt;
  // A place from before wishes were kept says only where it stands.
  return wantedAt === undefined || (there.earliestAt === null ? there.at >= wantedAt : there.earliestAt === wantedAt);
}

function passed({ channel, askedIn }: PlaceWish, at: number): Refused {
  return new Refused({
    code: 'placement-past',
    message: `${askedIn ? `${askedIn}: ` : ''}${isoBeijing(at)} has passed`,
    place: askedIn ?? channel.id,
    remedy: 'Change publish_at in the file, or give another time with --at.',
  });
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
