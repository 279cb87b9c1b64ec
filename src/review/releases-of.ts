import type { Db } from '../store/database.ts';

/** Where and when a post is to go out: its live places that are not lost, by their time (ms UTC). */
export function releasesOf(db: Db, post: string): Promise<{ channel: string; act: string; at: number }[]> {
  return db
    .selectFrom('placement')
    .select(['channel', 'act', 'at'])
    .where('post', '=', post)
    .where('cancelledAt', 'is', null)
    .where('obstacleAt', 'is', null)
    .orderBy('at')
    .orderBy('channel')
    .execute();
}
