/** Where a post goes beside everything that stands, and what moves for it. Pure. */
import type { ImpossiblePlacement, Plan, PlannedPlacement } from '../planner/plan.ts';
import { plan } from '../planner/plan.ts';
import { filled } from '../planner/wording.ts';
import { whyMoved, wordedPlace } from './move-reason.ts';
import { hasPlace, type PlanFacts, placeKey, type Standing } from './plan-facts.ts';
import { movable, planInputOf, type Try, type Wanted } from './plan-input-of.ts';
import { isSlot, type Planning } from './planning.ts';
import { noWishes } from './post-wishes.ts';

/** A place that moves, or gets back what it had lost. `at` and `was` are ms UTC. */
export interface Move {
  standing: Standing;
  at: number;
  reason: string;
}

/** A place that is lost: nothing is left inside its window. */
export interface Loss {
  standing: Standing;
  code: string;
  obstacle: string;
  nextPossibleAt: number | null;
}

export interface Choice {
  /** Of the wanted post, in the order asked for. */
  placed: PlannedPlacement[];
  /** Channels of the wanted post that have no place; then nothing is to be written. */
  refused: ImpossiblePlacement[];
  moves: Move[];
  losses: Loss[];
}

/**
 * Plans the lanes anew with everything kept that still holds: after a black-out, other slots, a used-up quota. What holds
 * stays, so a second look changes nothing.
 */
export function replan(facts: PlanFacts, planning: Planning): Choice {
  const kept = stillStanding(planning, movable(facts, null));
  return choiceOf(facts, planning, null, run(facts, planning, null, { kept, loosened: [], held: [] }));
}

/**
 * Places a post. What stands free and goes after it may move for it; what goes before it or beside it moves only when it
 * has another place. Announced places move only for an urgent post, and pinned ones never. Of two ways the one that costs
 * others no place is taken; a place is lost only to a post that goes before it, or to a pin.
 */
export function choosePlaces(facts: PlanFacts, planning: Planning, wanted: Wanted): Choice {
  const free = stillStanding(planning, movable(facts, wanted));
  const rank = (post: string) => facts.wishes.get(post) ?? noWishes;
  const own = rank(wanted.post);
  const goesAfter = (each: Standing) => rank(each.post).priority < own.priority;
  const rest = { loosened: [], held: [] };
  const tries: Try[] = [
    { kept: free.filter((each) => !goesAfter(each)), ...rest },
    { kept: [], ...rest },
  ];
  if (own.urgent) {
    const loosened = facts.standing.filter((s) => s.hold === 'announced' && goesAfter(s));
    tries.push({ ...rest, kept: [], loosened });
  }
  let best: Choice | null = null;
  let refused: Choice | null = null;
  for (const each of tries) {
    const choice = withLeastMoves(facts, planning, wanted, each, free);
    refused ??= choice;
    if (choice.refused.length > 0) continue;
    const isPinned = wanted.places.every(({ pinnedAt }) => pinnedAt !== null);
    const fair = isPinned || newLosses(choice).every((loss) => goesAfter(loss.standing));
    if (fair && (best === null || newLosses(choice).length < newLosses(best).length)) best = choice;
    if (best && newLosses(best).length === 0) break;
  }
  return best ?? unplaced(planning, refused, wanted);
}

/** Who would take the place of somebody who goes before it has none, although it could stand there. */
function unplaced({ wording }: Planning, choice: Choice | null, wanted: Wanted): Choice {
  const none = { placed: [], moves: [], losses: [] };
  if (choice && choice.refused.length > 0) return { ...none, refused: choice.refused };
  const refused = wanted.places.map(({ channel }) => ({
    ...{ post: wanted.post, channel, code: 'full' as const },
    obstacle: filled(wording.obstacles.full.zh, { next: '' }),
    nextPossible: null,
  }));
  return { ...none, refused };
}

/** The best place of the wanted post in this try, then everything else where it stands if it can stay there. */
function withLeastMoves(facts: PlanFacts, planning: Planning, wanted: Wanted, each: Try, free: Standing[]): Choice {
  const first = run(facts, planning, wanted, each);
  const choice = choiceOf(facts, planning, wanted, first);
  if (choice.refused.length > 0) return choice;
  const held = choice.placed.filter((p) => isFree(wanted, p)).map(({ post, channel, at }) => ({ post, channel, at }));
  const second = run(facts, planning, wanted, { kept: free, loosened: [], held });
  const calm = choiceOf(facts, planning, wanted, second);
  const stays = calm.placed.every(({ at }, i) => at === choice.placed[i]?.at) && calm.refused.length === 0;
  if (each.loosened.length > 0 || !stays || calm.losses.length > choice.losses.length) return choice;
  return { ...calm, placed: choice.placed };
}

function isFree({ places }: Wanted, { channel }: PlannedPlacement): boolean {
  return places.some((place) => place.channel === channel && place.pinnedAt === null);
}

/**
 * One run of the planner. An announced place that it would give up for any other reason than an urgent post stands like a
 * pin, and the run is made again.
 */
function run(facts: PlanFacts, planning: Planning, wanted: Wanted | null, each: Try): Plan {
  let { loosened } = each;
  for (;;) {
    const found = plan(
      planInputOf(facts, planning, wanted, { ...each, loosened }),
      planning.calendar,
      planning.wording,
    );
    const at = new Map(found.placements.map((p) => [placeKey(p), p]));
    const wrong = loosened.filter((s) => {
      const now = at.get(placeKey(s));
      return now?.at !== s.at && now?.by !== wanted?.post;
    });
    if (wrong.length === 0) return found;
    loosened = loosened.filter((s) => !wrong.includes(s));
  }
}

/** Free places whose moment is still a slot of the account; the others are placed anew. */
function stillStanding({ accounts, calendar }: Planning, free: readonly Standing[]): Standing[] {
  return free.filter((each) => {
    const account = accounts.get(each.channel);
    return each.obstacleCode === null && account !== undefined && isSlot(calendar, account, each.act, each.at);
  });
}

function choiceOf(facts: PlanFacts, planning: Planning, wanted: Wanted | null, found: Plan): Choice {
  const placements = new Map(found.placements.map((p) => [placeKey(p), p]));
  const impossible = new Map(found.impossible.map((p) => [placeKey(p), p]));
  const choice: Choice = { placed: [], refused: [], moves: [], losses: [] };
  for (const place of wanted?.places ?? []) {
    const key = placeKey({ post: wanted?.post ?? '', channel: place.channel });
    const [placed, refused] = [placements.get(key), impossible.get(key)];
    if (placed) choice.placed.push(wordedPlace(planning.wording, placed, place));
    else if (refused) choice.refused.push(refused);
  }
  const asked = new Set([...choice.placed, ...choice.refused].map(placeKey));
  for (const standing of facts.standing) {
    if (asked.has(placeKey(standing)) || standing.hold === 'pinned') continue;
    const placed = placements.get(placeKey(standing));
    const lost = impossible.get(placeKey(standing));
    if (placed && (placed.at !== standing.at || standing.obstacleCode !== null)) {
      const reason = whyMoved(facts, planning, { standing, placed, by: wanted?.post ?? null });
      choice.moves.push({ standing, at: placed.at, reason });
    } else if (lost && standing.hold === 'free' && isNews(standing, lost)) {
      const { code, obstacle, nextPossible } = lost;
      choice.losses.push({ standing, code, obstacle, nextPossibleAt: nextPossible });
    }
  }
  return choice;
}

function isNews({ obstacleCode, nextPossibleAt }: Standing, { code, nextPossible }: ImpossiblePlacement): boolean {
  return obstacleCode !== code || nextPossibleAt !== nextPossible;
}

/** Losses of those that had a place until now. */
export function newLosses({ losses }: Choice): Loss[] {
  return losses.filter(({ standing }) => hasPlace(standing));
}
