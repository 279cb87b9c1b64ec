import type { Db } from '../store/database.ts';
import type { OpenRun } from './waiting-reviews.ts';

/** When posts are to go out, by their live places and the latest moment that was wished, and on how many accounts. */
export async function duesOf(db: Db, runs: readonly OpenRun[]) {
  const posts = runs.map(({ post }) => post);
  if (posts.length === 0) return new Map<string, { dueAt: number | null; channels: number }>();
  const [places, wishes] = await Promise.all([
    db
      .selectFrom('placement')
      .select('post')
      .select((eb) => [
        eb.fn.countAll<number>().as('channels'),
        eb.fn.min(eb.case().when('obstacleAt', 'is', null).then(eb.ref('at')).end()).as('at'),
      ])
      .where('post', 'in', posts)
      .where('cancelledAt', 'is', null)
      .groupBy('post')
      .execute(),
    db
      .selectFrom('postWish')
      .select(['post', 'latestAt'])
      .where('post', 'in', posts)
      .where('latestAt', 'is not', null)
      .execute(),
  ]);
  const wished = new Map(wishes.map(({ post, latestAt }) => [post, latestAt]));
  const placed = new Map(places.map((row) => [row.post, row]));
  return new Map(
    posts.map((post) => {
      const moments = [placed.get(post)?.at ?? null, wished.get(post) ?? null].filter((at) => at !== null).map(Number);
      const dueAt = moments.length > 0 ? Math.min(...moments) : null;
      return [post, { dueAt, channels: Number(placed.get(post)?.channels ?? 0) }];
    }),
  );
}
