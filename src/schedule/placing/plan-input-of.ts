/** The planner's input, made of what the rows say. Pure. */
import type { Quota } from '../../channels/quota.ts';
import type { PlanAct, PlanChannel, PlanInput, PlanPost } from '../planner/plan-input.ts';
import { hasPlace, type PlanFacts, placeKey, type Standing } from './plan-facts.ts';
import type { PlannedAccount, Planning } from './planning.ts';
import { dayBounds, type Fixed, hourBounds, windowOf, within } from './post-window.ts';
import { noWishes } from './post-wishes.ts';

/** One channel of the post that is asked for. Moments are ms UTC. */
export interface WantedPlace {
  channel: string;
  act: PlanAct;
  /** Fixed by a person; else the planner finds one. */
  pinnedAt: number | null;
  earliestAt: number | null;
  latestAt: number | null;
  /** A person only tries the time: the text does not ask for it. */
  isTried?: boolean;
}

export interface Wanted {
  post: string;
  places: readonly WantedPlace[];
}

/** Which of what stands is to stay, as one try of the search says. */
export interface Try {
  /** Free places that stay if they still hold. */
  kept: readonly Standing[];
  /** Announced places that an urgent post may move; the others stand like pins. */
  loosened: readonly Standing[];
  /** Where the wanted post stands by now, to see what has to move for it. */
  held: readonly { post: string; channel: string; at: number }[];
}

/** @param wanted its channels are left out of what stands: it is placed anew there */
export function planInputOf(facts: PlanFacts, planning: Planning, wanted: Wanted | null, each: Try): PlanInput {
  const standing = facts.standing.filter((s) => s.post !== wanted?.post || !asks(wanted, s.channel));
  const loosened = new Set(each.loosened);
  const fixed = standing.filter((s) => s.hold !== 'free' && !loosened.has(s));
  const pinned = (wanted?.places ?? []).flatMap(({ channel, pinnedAt }) =>
    pinnedAt === null || !wanted ? [] : [{ post: wanted.post, channel, at: pinnedAt }],
  );
  return {
    now: facts.now,
    calendar: {},
    settings: planning.settings,
    blackouts: facts.blackouts,
    channels: facts.channels.flatMap((id) => channelOf(facts, planning.accounts.get(id))),
    posts: postsOf(facts, planning, standing, loosened, wanted),
    pins: [...pinned, ...fixed.map(({ post, channel, at }) => ({ post, channel, at }))],
    announced: [
      ...each.held,
      ...[...each.kept, ...each.loosened].map(({ post, channel, at }) => ({ post, channel, at })),
    ],
  };
}

function asks({ places }: Wanted, channel: string): boolean {
  return places.some((place) => place.channel === channel);
}

function channelOf(facts: PlanFacts, account: PlannedAccount | undefined): PlanChannel[] {
  if (!account) return [];
  const { id, name, kind, acts, slots, quotas, quietHours, minGapMinutes, leadMinutes } = account;
  return [
    {
      ...{ id, name, kind, acts: [...acts], slots, quietHours, minGapMinutes },
      ...(leadMinutes === undefined ? {} : { leadMinutes }),
      quotas: Object.fromEntries(Object.entries(quotas).map(([act, limits]) => [act, quotaOf(limits ?? [])])),
      used: facts.used.filter(({ channel }) => channel === id).map(({ act, at, count }) => ({ act, at, count })),
      blackouts: [],
      postsPerMessage: 1,
      mergeWaitHours: 0,
    },
  ];
}

/** The quota of a minute is none of the planner's: begin waits for it. */
function quotaOf(limits: readonly Quota[]): { perDay?: number; perMonth?: number } {
  const least = (period: 'day' | 'month') =>
    limits.filter((each) => each.period === period).reduce((min, { limit }) => Math.min(min, limit), Infinity);
  const [perDay, perMonth] = [least('day'), least('month')];
  return { ...(perDay < Infinity ? { perDay } : {}), ...(perMonth < Infinity ? { perMonth } : {}) };
}

function postsOf(
  facts: PlanFacts,
  planning: Planning,
  standing: readonly Standing[],
  loosened: ReadonlySet<Standing>,
  wanted: Wanted | null,
): PlanPost[] {
  const byPost = new Map<string, WantedPlace[]>();
  const add = (post: string, place: WantedPlace) => {
    const places = byPost.get(post) ?? [];
    byPost.set(post, places);
    places.push(place);
  };
  for (const each of standing) {
    const { post, channel, act, earliestAt, latestAt } = each;
    const pinnedAt = each.hold === 'free' || loosened.has(each) ? null : each.at;
    add(post, { channel, act, earliestAt, latestAt, pinnedAt });
  }
  if (wanted) for (const place of wanted.places) add(wanted.post, place);
  const everywhere = placesOf(facts, wanted);
  return [...byPost].map(([id, places]) => postOf(facts, planning, id, places, everywhere));
}

/** Where each post stands anyhow, the wanted places and those without a place left out. */
function placesOf(facts: PlanFacts, wanted: Wanted | null): Map<string, Fixed[]> {
  const found = new Map<string, Fixed[]>();
  const mine = facts.standing.filter((s) => !(s.post === wanted?.post && asks(wanted, s.channel)));
  const fixed = mine.filter(hasPlace).map((s) => ({ ...s, isFree: s.hold === 'free' }));
  for (const each of [...fixed, ...facts.elsewhere.map((e) => ({ ...e, isFree: false }))]) {
    const places = found.get(each.post) ?? [];
    found.set(each.post, places);
    places.push(each);
  }
  for (const { channel, pinnedAt, act } of wanted?.places ?? []) {
    if (pinnedAt === null || !wanted) continue;
    const places = found.get(wanted.post) ?? [];
    found.set(wanted.post, places);
    places.push({ channel, act, at: pinnedAt, isFree: false });
  }
  return found;
}

function postOf(
  facts: PlanFacts,
  { settings }: Planning,
  id: string,
  places: readonly WantedPlace[],
  everywhere: ReadonlyMap<string, Fixed[]>,
): PlanPost {
  const wishes = facts.wishes.get(id) ?? noWishes;
  const embargo = facts.embargoes.get(id);
  const named = wishes.sameDayAs === null ? [] : (everywhere.get(wishes.sameDayAs) ?? []);
  // Whom it names may still move: the planner moves both. Else the day is known.
  const sharesDay = wishes.sameDayAs !== null && (named.length === 0 || named.some(({ isFree }) => isFree));
  const own = (everywhere.get(id) ?? []).filter(({ isFree, act }) => !isFree && act !== 'draft');
  return {
    id,
    title: facts.titles.get(id) ?? id,
    priority: wishes.priority,
    urgent: wishes.urgent,
    act: 'publish',
    channels: places.map(({ channel, act, pinnedAt, ...bounds }) => {
      if (pinnedAt !== null) return { channel, act, ...windowOf(wishes, bounds, pinnedAt, 0) };
      // The horizon begins after the embargo, as it does after an earliest moment that is asked for.
      const asked = bounds.earliestAt ?? wishes.earliest;
      const earliestAt = embargo === undefined ? asked : Math.max(asked ?? embargo, embargo);
      const window = windowOf(wishes, { ...bounds, earliestAt }, facts.now, settings.horizonDays);
      const onDay = sharesDay || named.length === 0 ? window : within(window, dayBounds(named, channel));
      return { channel, act, ...within(onDay, hourBounds(wishes, own)) };
    }),
    after: wishes.after,
    ...(sharesDay && wishes.sameDayAs !== null ? { sameDayAs: wishes.sameDayAs } : {}),
    ...(wishes.withinHours === null ? {} : { withinHours: wishes.withinHours }),
  };
}

/** What stands free and has a place, except on the channels that are asked for. */
export function movable(facts: PlanFacts, wanted: Wanted | null): Standing[] {
  const asked = new Set((wanted?.places ?? []).map(({ channel }) => placeKey({ post: wanted?.post ?? '', channel })));
  return facts.standing.filter((each) => each.hold === 'free' && !asked.has(placeKey(each)));
}
