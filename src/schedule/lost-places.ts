import type { Db } from '../store/database.ts';

/** A live place of a post that cannot be kept, with what is in the way. Moments are ms UTC. */
export interface LostPlace {
  post: string;
  title: string;
  author: string;
  channel: string;
  /** In Chinese. */
  obstacle: string;
  obstacleAt: number;
  nextPossibleAt: number | null;
}

const MOST = 100;

/** The oldest losses first. By the partial index of obstacles. */
export async function lostPlaces(db: Db): Promise<LostPlace[]> {
  const rows = await db
    .selectFrom('placement')
    .innerJoin('post', 'post.id', 'placement.post')
    .select(['placement.post', 'post.title', 'post.author', 'placement.channel', 'placement.obstacle'])
    .select(['placement.obstacleAt', 'placement.nextPossibleAt'])
    .where('placement.obstacleAt', 'is not', null)
    .where('placement.cancelledAt', 'is', null)
    .where('post.state', '<>', 'withdrawn')
    .orderBy('placement.obstacleAt')
    .orderBy('placement.id')
    .limit(MOST)
    .execute();
  return rows.map(({ obstacle, obstacleAt, ...row }) => ({
    ...row,
    obstacle: obstacle ?? '',
    obstacleAt: obstacleAt ?? 0,
  }));
}
