/** Channels that hang together by posts that may move; each group is planned by itself. Pure. */
import { hasPlace, type PlanFacts, type Standing } from './plan-facts.ts';

/** The same facts, group by group; a channel that nothing couples is a group of its own. */
export function laneGroups(facts: PlanFacts): PlanFacts[] {
  const groupOf = new Map(facts.channels.map((channel) => [channel, new Set([channel])]));
  const join = (channels: readonly string[]) => {
    const all = new Set(channels.flatMap((channel) => [...(groupOf.get(channel) ?? [])]));
    for (const channel of all) groupOf.set(channel, all);
  };
  const byPost = new Map<string, Standing[]>();
  for (const each of facts.standing.filter(({ hold }) => hold === 'free')) {
    byPost.set(each.post, [...(byPost.get(each.post) ?? []), each]);
  }
  for (const [post, places] of byPost) {
    const { sameDayAs = null, withinHours = null } = facts.wishes.get(post) ?? {};
    if (sameDayAs === null && withinHours === null) continue;
    const named = sameDayAs === null ? [] : (byPost.get(sameDayAs) ?? []);
    join([...places, ...named].map(({ channel }) => channel));
  }
  return [...new Set(groupOf.values())].map((group) => partOf(facts, group));
}

function partOf(facts: PlanFacts, group: ReadonlySet<string>): PlanFacts {
  const isHere = ({ channel }: { channel: string }) => group.has(channel);
  const outside = facts.standing.filter((each) => !isHere(each) && hasPlace(each));
  const standing = facts.standing.filter(isHere);
  const posts = new Set(standing.map(({ post }) => post));
  const wishes = new Map([...facts.wishes].filter(([post]) => posts.has(post)));
  const coupled = new Set(
    [...wishes].flatMap(([post, { sameDayAs, withinHours }]) =>
      [sameDayAs ?? [], withinHours === null ? [] : post].flat(),
    ),
  );
  const elsewhere = [...facts.elsewhere, ...outside.map(placeOf)].filter(({ post }) => coupled.has(post));
  return {
    now: facts.now,
    channels: [...group].sort(),
    standing,
    elsewhere,
    titles: new Map([...facts.titles].filter(([post]) => posts.has(post) || coupled.has(post))),
    wishes,
    embargoes: new Map([...facts.embargoes].filter(([post]) => posts.has(post))),
    used: facts.used.filter(isHere),
    blackouts: facts.blackouts,
  };
}

function placeOf({ post, channel, act, at }: Standing) {
  return { post, channel, act, at };
}
