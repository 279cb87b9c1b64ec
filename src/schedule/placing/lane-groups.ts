/** Channels that hang together by posts that may move; each group is planned by itself. Pure. */
import { type Elsewhere, hasPlace, type PlanFacts, type Standing } from './plan-facts.ts';

/** The same facts, group by group; a channel that nothing couples is a group of its own. */
export function laneGroups(facts: PlanFacts): PlanFacts[] {
  const lots = lotsOf(facts);
  return groupsOf(facts).map((group) => partOf(facts, group, lots));
}

function groupsOf(facts: PlanFacts): Set<string>[] {
  const groupOf = new Map(facts.channels.map((channel) => [channel, new Set([channel])]));
  const join = (channels: readonly string[]) => {
    const joined = new Set(channels.flatMap((channel) => groupOf.get(channel) ?? []));
    if (joined.size < 2) return;
    const all = new Set([...joined].flatMap((group) => [...group]));
    for (const channel of all) groupOf.set(channel, all);
  };
  const byPost = lotted(
    facts.standing.filter(({ hold }) => hold === 'free'),
    ({ post }) => post,
  );
  for (const [post, places] of byPost) {
    const { sameDayAs = null, withinHours = null } = facts.wishes.get(post) ?? {};
    if (sameDayAs === null && withinHours === null) continue;
    const named = sameDayAs === null ? [] : (byPost.get(sameDayAs) ?? []);
    join([...places, ...named].map(({ channel }) => channel));
  }
  return [...new Set(groupOf.values())];
}

/** The facts in lots, made once: no group looks through what is another's. */
interface Lots {
  standing: ReadonlyMap<string, Standing[]>;
  used: ReadonlyMap<string, PlanFacts['used']>;
  /** By post. */
  elsewhere: ReadonlyMap<string, Elsewhere[]>;
  placed: ReadonlyMap<string, Standing[]>;
  /** Where each stands in the order of placing. */
  order: ReadonlyMap<Standing, number>;
}

function lotsOf({ standing, used, elsewhere }: PlanFacts): Lots {
  return {
    standing: lotted(standing, ({ channel }) => channel),
    used: lotted(used, ({ channel }) => channel),
    elsewhere: lotted(elsewhere, ({ post }) => post),
    placed: lotted(standing.filter(hasPlace), ({ post }) => post),
    order: new Map(standing.map((each, i) => [each, i])),
  };
}

function partOf(facts: PlanFacts, group: ReadonlySet<string>, lots: Lots): PlanFacts {
  const channels = [...group].sort();
  const place = (each: Standing) => lots.order.get(each) ?? 0;
  const standing = channels.flatMap((id) => lots.standing.get(id) ?? []).sort((a, b) => place(a) - place(b));
  const posts = new Set(standing.map(({ post }) => post));
  const wishes = only(facts.wishes, posts);
  const coupled = new Set(
    [...wishes].flatMap(([post, { sameDayAs, withinHours }]) =>
      [sameDayAs ?? [], withinHours === null ? [] : post].flat(),
    ),
  );
  const elsewhere = [...coupled].flatMap((post) => [
    ...(lots.elsewhere.get(post) ?? []),
    ...(lots.placed.get(post) ?? []).filter(({ channel }) => !group.has(channel)).map(placeOf),
  ]);
  return {
    now: facts.now,
    channels,
    standing,
    elsewhere,
    titles: only(facts.titles, new Set([...posts, ...coupled])),
    wishes,
    embargoes: only(facts.embargoes, posts),
    used: channels.flatMap((id) => lots.used.get(id) ?? []),
    blackouts: facts.blackouts.flatMap((each) => blackoutIn(each, group)),
  };
}

type Blackout = PlanFacts['blackouts'][number];

/** A black-out without channels is for all of them. */
function blackoutIn(blackout: Blackout, group: ReadonlySet<string>): Blackout[] {
  if (blackout.channels === undefined) return [blackout];
  const channels = blackout.channels.filter((channel) => group.has(channel));
  return channels.length === 0 ? [] : [{ ...blackout, channels }];
}

function lotted<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const lots = new Map<string, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    const lot = lots.get(key);
    if (lot) lot.push(each);
    else lots.set(key, [each]);
  }
  return lots;
}

function only<T>(all: ReadonlyMap<string, T>, keys: ReadonlySet<string>): Map<string, T> {
  return new Map(
    [...keys].flatMap((key): [string, T][] => {
      const value = all.get(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function placeOf({ post, channel, act, at }: Standing) {
  return { post, channel, act, at };
}
