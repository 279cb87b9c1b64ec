import { isoBeijing } from '../calendar/beijing-time.ts';
import { requireOpen } from '../channels/require-open.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { findPost } from '../posts/post-store.ts';
import { postWithdrawn } from '../review/load-chain.ts';
import { addPlacement, type Placement, placementsOf } from './placement-store.ts';
import { choosePlaces } from './placing/choose-places.ts';
import { keepThere } from './placing/keep-there.ts';
import { notPlaced } from './placing/not-placed.ts';
import { noteBounds, noteWishes } from './placing/note-wishes.ts';
import type { PlaceRequest, PlaceWish } from './placing/place-request.ts';
import type { PlanFacts } from './placing/plan-facts.ts';
import type { WantedPlace } from './placing/plan-input-of.ts';
import type { Planning } from './placing/planning.ts';
import { noWishes, wishesOf } from './placing/post-wishes.ts';
import { putPlaces } from './placing/put-places.ts';
import type { DeliveryHooks } from './placing/write-moves.ts';

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
 * @throws Refused when the post was put away, also at this very moment; when it is there at another time or by another act, when the time has passed, when the account is
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
    const there = await keepThere(acting, planning, request, actor, hooks);
    const open = request.on.filter(({ channel }) => !there.some((p) => p.channel === channel.id));
    try {
      const fresh = open.length === 0 ? [] : await placeOpen(acting, planning, request, open, actor, hooks);
      const all = [...there.map((p) => ({ ...p, isNew: false })), ...fresh];
      return request.on.flatMap(({ channel }) => all.find((p) => p.channel === channel.id) ?? []);
    } catch (error) {
      // Somebody put it there at the same moment.
      if (!(error instanceof TakenMeanwhile)) throw error;
    }
  }
}

class TakenMeanwhile extends Error {}

async function placeOpen(
  acting: Acting,
  planning: Planning,
  { post, on: everywhere, wishes: asked }: PlaceRequest,
  on: readonly PlaceWish[],
  actor: Actor,
  hooks: DeliveryHooks,
): Promise<Placed[]> {
  const before = acting.clock.now();
  for (const wish of on) {
    const moment = wish.pinnedAt ?? wish.wantedAt ?? before;
    if (moment < before - JUST_PASSED_MS) throw passed(wish, moment);
    await requireOpen(acting.db, wish.channel.id, moment);
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
    if ((await findPost(tx, post))?.state === 'withdrawn') throw postWithdrawn(`post:${post}`);
    if (asked) await noteWishes(tx, acting, post, asked, actor);
    for (const place of await placementsOf(tx, post)) {
      const wish = everywhere.find(({ channel }) => channel.id === place.channel);
      if (wish && !on.includes(wish)) await noteBounds(tx, acting, place, wish, actor);
    }
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

function passed({ channel, askedIn }: PlaceWish, at: number): Refused {
  return new Refused({
    code: 'placement-past',
    message: `${askedIn ? `${askedIn}: ` : ''}${isoBeijing(at)} has passed`,
    place: askedIn ?? channel.id,
    remedy: 'Change publish_at in the file, or give another time with --at.',
  });
}
