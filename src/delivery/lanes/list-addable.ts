import type { Db } from '../../store/database.ts';
import type { ReviewState } from '../../store/tables/posts.ts';

/** A post that could be put onto a channel. */
export interface AddablePost {
  post: string;
  title: string;
  state: ReviewState;
  /** ms UTC. */
  updatedAt: number;
}

const states: ReviewState[] = ['approved', 'in-review', 'draft'];
const DAY_MS = 86_400_000;
/** Older ones are found by their title. */
const SINCE_DAYS = 60;

/**
 * Posts that have no place on a channel and are not out there, the approved ones first, of each sort the newest first.
 * @param title a part of the title; empty shows what was written in the last 60 days
 */
export async function listAddable(
  db: Db,
  { channel, title, limit }: { channel: string; title: string; limit: number },
  now: number,
): Promise<AddablePost[]> {
  const found: AddablePost[] = [];
  for (const state of states) {
    const rows = await db
      .selectFrom('post')
      .select(['id as post', 'post.title', 'state', 'updatedAt'])
      .where('state', '=', state)
      .where('updatedAt', '>=', title === '' ? now - SINCE_DAYS * DAY_MS : 0)
      .$if(title !== '', (q) => q.where('post.title', 'like', `%${title.replace(/[%_\\]/g, '')}%`))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('placement')
              .select('placement.id')
              .whereRef('placement.post', '=', 'post.id')
              .where('placement.channel', '=', channel)
              .where('placement.cancelledAt', 'is', null),
          ),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('delivery')
              .select('delivery.id')
              .whereRef('delivery.subjectId', '=', 'post.id')
              .where('delivery.subjectKind', '=', 'post')
              .where('delivery.channel', '=', channel)
              .where('delivery.state', '<>', 'dropped'),
          ),
        ),
      )
      .orderBy('updatedAt', 'desc')
      .limit(limit - found.length)
      .execute();
    found.push(...rows);
    if (found.length >= limit) break;
  }
  return found;
}
