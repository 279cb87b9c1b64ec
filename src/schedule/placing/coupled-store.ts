/** Which lanes hang together, because a post shares its day or its hours across accounts. */
import type { Db } from '../../store/database.ts';
import type { Asked, Elsewhere, Standing } from './plan-facts.ts';
import { followersOf, type PostWishes, wishesOf } from './post-wishes.ts';

/**
 * The channels and those coupled to them by posts that may still move. One that is fixed binds others by its moment alone
 * and couples nothing.
 */
export async function coupledChannels(
  db: Db,
  channels: readonly string[],
  asked: Asked | null,
  now: number,
): Promise<string[]> {
  const found = new Set(channels);
  let fresh = [...found];
  while (fresh.length > 0) {
    const posts = await freePosts(db, fresh, now);
    if (asked) posts.push(asked.post);
    const wishes = await wishesOf(db, posts);
    if (asked) wishes.set(asked.post, asked.wishes);
    const tied = [...wishes].flatMap(([post, { sameDayAs, withinHours }]) => [
      ...(sameDayAs !== null || withinHours !== null ? [post] : []),
      ...(sameDayAs === null ? [] : [sameDayAs]),
    ]);
    const following = (await followersOf(db, posts)).flatMap(({ post, named }) => [post, named]);
    const next = await channelsOf(db, [...new Set([...tied, ...following])], now);
    fresh = next.filter((channel) => !found.has(channel));
    for (const channel of fresh) found.add(channel);
  }
  return [...found].sort();
}

/** Posts on these channels that may move. */
async function freePosts(db: Db, channels: readonly string[], now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('placement')
    .select('post')
    .distinct()
    .where('channel', 'in', [...channels])
    .where('cancelledAt', 'is', null)
    .where('at', '>=', now)
    .where('pinned', '=', 0)
    .where('announcedAt', 'is', null)
    .orderBy('post')
    .execute();
  return rows.map(({ post }) => post);
}

/** Channels on which these posts may still move. */
async function channelsOf(db: Db, posts: readonly string[], now: number): Promise<string[]> {
  if (posts.length === 0) return [];
  const rows = await db
    .selectFrom('placement')
    .select('channel')
    .distinct()
    .where('post', 'in', [...posts])
    .where('cancelledAt', 'is', null)
    .where('at', '>=', now)
    .where('pinned', '=', 0)
    .where('announcedAt', 'is', null)
    .execute();
  return rows.map(({ channel }) => channel);
}

/** Places of posts that others are coupled to, which do not stand among what was read: in the past, or on other lanes. */
export async function elsewhereOf(
  db: Db,
  wishes: ReadonlyMap<string, PostWishes>,
  standing: readonly Standing[],
): Promise<Elsewhere[]> {
  const coupled = [...wishes].flatMap(([post, { sameDayAs, withinHours }]) => [
    ...(withinHours === null ? [] : [post]),
    ...(sameDayAs === null ? [] : [sameDayAs]),
  ]);
  if (coupled.length === 0) return [];
  const here = new Set(standing.map(({ id }) => id));
  const rows = await db
    .selectFrom('placement')
    .select(['id', 'post', 'channel', 'act', 'at'])
    .where('post', 'in', [...new Set(coupled)])
    .where('cancelledAt', 'is', null)
    .where('obstacleAt', 'is', null)
    .orderBy('post')
    .orderBy('channel')
    .execute();
  return rows.filter(({ id }) => !here.has(id)).map(({ post, channel, act, at }) => ({ post, channel, act, at }));
}
