import { releaseOf } from '../posts/release-store.ts';
import type { Db } from '../store/database.ts';

/** What becomes of a post whose last signature was given; moments are ms UTC. */
export type Follows =
  | { is: 'planned' | 'at-once' | 'embargo'; at: number }
  /** `lost`: its time went by without room for it; `unplaced`: nobody has given it a time. */
  | { is: 'held' | 'lost' | 'unplaced'; at: null };

/**
 * What a signer is told after the last signature: when it goes out, or what somebody has to do first. A time that has
 * passed while it waited is no loss: it goes out at once (deliverApproved).
 */
export async function whatFollows(db: Db, post: string, now: number): Promise<Follows> {
  const { heldAt, embargoUntil } = await releaseOf(db, post);
  if (heldAt !== null) return { is: 'held', at: null };
  const places = await db
    .selectFrom('placement')
    .select(['at', 'obstacleAt'])
    .where('post', '=', post)
    .where('cancelledAt', 'is', null)
    .orderBy('at')
    .execute();
  const first = places.find(({ obstacleAt }) => obstacleAt === null);
  if (!first) return { is: places.length > 0 ? 'lost' : 'unplaced', at: null };
  if (embargoUntil !== null && embargoUntil > Math.max(now, first.at)) return { is: 'embargo', at: embargoUntil };
  return { is: first.at > now ? 'planned' : 'at-once', at: first.at };
}
