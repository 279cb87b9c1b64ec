import { isoBeijing } from '../calendar/beijing-time.ts';
import { requireOpen } from '../channels/require-open.ts';
import { AskedWrongly, Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { changePlacement, type Placement, placementsOf } from './placement-store.ts';
import { type Choice, choosePlaces, type Loss, type Move } from './placing/choose-places.ts';
import { notPlaced } from './placing/not-placed.ts';
import type { PlanFacts } from './placing/plan-facts.ts';
import type { Planning } from './placing/planning.ts';
import { noWishes, wishesOf } from './placing/post-wishes.ts';
import { putPlaces } from './placing/put-places.ts';
import type { DeliveryHooks } from './placing/write-moves.ts';
import { noObstacle } from './placing/write-moves.ts';

export interface Moving {
  post: string;
  channel: string;
  /** ms UTC. */
  at: number;
  /** How it goes out from now on; left out, as before. The hooks see to a delivery that was planned for the other act. */
  act?: Placement['act'];
  /** Looks at what it comes to before anything is written, and throws when that is not what the person agreed to. */
  agree?: (choice: Choice, seen: Placement) => void;
}

/** What a person's move came to, and what made way for it. */
export interface Moved {
  placement: Placement;
  /** What the time breaks, in Chinese; it stands all the same. */
  warning: string | null;
  moves: Move[];
  losses: Loss[];
}

/**
 * A person gives a post another time on a channel: it is pinned there and never moves by itself. The delivery of an
 * approved post moves in the same transaction. What the time breaks is said at once.
 * @throws AskedWrongly for a time that has passed
 * @throws Refused when the post has no place there, when anything of its delivery has begun, or the account is closed
 */
export async function movePlacement(
  acting: Acting,
  planning: Planning,
  { post, channel, at, act: otherAct, agree }: Moving,
  actor: Actor,
  hooks: DeliveryHooks,
): Promise<Moved> {
  if (at <= acting.clock.now()) throw timePassed(at);
  const seen = await livePlace(acting, post, channel);
  const wishes = (await wishesOf(acting.db, [post])).get(post) ?? noWishes;
  const { earliestAt, latestAt } = seen;
  const act = otherAct ?? seen.act;
  const decide = (facts: PlanFacts) => {
    const places = [{ channel, act, pinnedAt: at, earliestAt, latestAt }];
    const choice = choosePlaces(facts, planning, { post, places });
    if (choice.refused.length > 0) throw notPlaced(choice.refused, []);
    agree?.(choice, seen);
    return choice;
  };
  const deciding = { channels: [channel], asked: { post, wishes }, decide };
  return putPlaces(acting, planning, deciding, actor, hooks, async (tx, { placed, moves, losses }, now) => {
    const place = (await placementsOf(tx, post)).find((p) => p.id === seen.id);
    const [found] = placed;
    if (!place || !found) throw noPlace(post, channel);
    await requireOpen(tx, channel, at);
    const change = { at, act, pinned: 1, reason: found.reason, ...noObstacle };
    await changePlacement(tx, place.id, change);
    await hooks.moveDue(tx, post, channel, at);
    await acting.record(tx, {
      ...{ at: now, actor, act: 'placement.move', object: `post:${post}` },
      before: { channel, at: isoBeijing(place.at), pinned: place.pinned === 1, act: place.act },
      after: { channel, at: isoBeijing(at), pinned: true, act, reason: found.reason },
    });
    await hooks.deliver(tx, post, channel);
    return { placement: { ...place, ...change }, warning: found.warning ?? null, moves, losses };
  });
}

async function livePlace({ db }: Acting, post: string, channel: string): Promise<Placement> {
  const place = (await placementsOf(db, post)).find((p) => p.channel === channel);
  if (!place) throw noPlace(post, channel);
  return place;
}

/** @throws Refused always */
export function noPlace(post: string, channel: string): Refused {
  return new Refused({
    code: 'placement-unknown',
    message: `post ${post} has no place on ${channel}`,
    place: `post:${post}`,
    remedy: `See where it stands with \`govcast post show ${post}\`, or put it there with \`govcast queue add\`.`,
  });
}

function timePassed(at: number): AskedWrongly {
  const message = `${isoBeijing(at)} has passed`;
  return new AskedWrongly({ code: 'placement-past', message, place: '--at', remedy: 'Give a time to come with --at.' });
}
