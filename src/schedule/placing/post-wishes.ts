/** What people wish of the times of a post, on all its channels. */
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../store/database.ts';
import type { PostWishTable } from '../../store/tables/planning.ts';

/** Moments are ms UTC, inclusive; posts go by their ids. */
export interface PostWishes {
  earliest: number | null;
  latest: number | null;
  /** 1 to 10, higher goes first. */
  priority: number;
  urgent: boolean;
  after: string[];
  sameDayAs: string | null;
  withinHours: number | null;
}

export const noWishes: PostWishes = {
  earliest: null,
  latest: null,
  priority: 5,
  urgent: false,
  after: [],
  sameDayAs: null,
  withinHours: null,
};

/** Wishes by post; who has no row wishes nothing. */
export async function wishesOf(db: Db, posts: readonly string[]): Promise<Map<string, PostWishes>> {
  if (posts.length === 0) return new Map();
  const rows = await db
    .selectFrom('postWish')
    .selectAll()
    .where('post', 'in', [...posts])
    .orderBy('post')
    .execute();
  return new Map(rows.map((row) => [row.post, wishesIn(row)]));
}

/** Posts that wish to share the day of one of these, each with the one it names. */
export async function followersOf(db: Db, posts: readonly string[]): Promise<{ post: string; named: string }[]> {
  if (posts.length === 0) return [];
  const rows = await db
    .selectFrom('postWish')
    .select(['post', 'sameDayAs'])
    .where('sameDayAs', 'is not', null)
    .where('sameDayAs', 'in', [...posts])
    .orderBy('post')
    .execute();
  return rows.map(({ post, sameDayAs }) => ({ post, named: sameDayAs ?? '' }));
}

export async function saveWishes(tx: Tx, post: string, wishes: PostWishes, at: number, by: string): Promise<void> {
  const row = {
    earliestAt: wishes.earliest,
    latestAt: wishes.latest,
    priority: wishes.priority,
    urgent: wishes.urgent ? 1 : 0,
    after: JSON.stringify(wishes.after),
    sameDayAs: wishes.sameDayAs,
    withinHours: wishes.withinHours,
    updatedAt: at,
    updatedBy: by,
  };
  await tx
    .insertInto('postWish')
    .values({ post, ...row })
    .onConflict((c) => c.column('post').doUpdateSet(row))
    .execute();
}

/** Wishes as two people would compare them. */
export function sameWishes(a: PostWishes, b: PostWishes): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

function inOrder({ earliest, latest, priority, urgent, after, sameDayAs, withinHours }: PostWishes) {
  return [earliest, latest, priority, urgent, after, sameDayAs, withinHours];
}

function wishesIn(row: Selectable<PostWishTable>): PostWishes {
  const after: unknown = JSON.parse(row.after);
  return {
    earliest: row.earliestAt,
    latest: row.latestAt,
    priority: row.priority,
    urgent: row.urgent === 1,
    after: Array.isArray(after) ? after.map(String) : [],
    sameDayAs: row.sameDayAs,
    withinHours: row.withinHours,
  };
}
