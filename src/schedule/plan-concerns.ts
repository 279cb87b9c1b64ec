import type { Concern } from '../notify/concern.ts';
import type { Db } from '../store/database.ts';
import { longMoment } from './planner/moment-text.ts';

/** Posts that have no place any more on a channel: told to their author, with what is in the way and what comes next. */
export async function planConcerns(db: Db, nameOf: (channel: string) => string): Promise<Concern[]> {
  const rows = await db
    .selectFrom('placement')
    .innerJoin('post', 'post.id', 'placement.post')
    .select(['placement.id', 'placement.post', 'placement.channel', 'placement.obstacle', 'placement.obstacleAt'])
    .select(['placement.nextPossibleAt', 'post.title', 'post.author', 'post.state'])
    .where('placement.obstacleAt', 'is not', null)
    .where('placement.cancelledAt', 'is', null)
    .where('post.state', '<>', 'withdrawn')
    .orderBy('placement.obstacleAt')
    .orderBy('placement.id')
    .execute();
  return rows.map((row) => ({
    key: `plan:${row.id}:${row.obstacleAt}`,
    kind: 'plan.impossible',
    about: `post:${row.post}`,
    since: row.obstacleAt ?? 0,
    urgency: 'normal',
    to: [{ person: row.author }],
    fields: {
      post: row.post,
      title: row.title,
      channel: nameOf(row.channel),
      channelId: row.channel,
      obstacle: row.obstacle ?? '',
      next: row.nextPossibleAt === null ? '排期范围内没有' : longMoment(row.nextPossibleAt),
    },
  }));
}
