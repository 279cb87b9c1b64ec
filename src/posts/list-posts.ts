import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Db } from '../store/database.ts';
import type { ReviewState } from '../store/tables/posts.ts';

/** One line of `govcast post list`. */
export interface ListedPost {
  id: string;
  title: string;
  kind: string;
  /** `bundle:ID`, `item:ID` or `file:PATH`. */
  subject: string;
  state: ReviewState;
  revision: number;
  author: string;
  /** ISO 8601, +08:00. */
  updatedAt: string;
}

/** Posts, the newest last; `state` shows only those in it. */
export async function listPosts(
  db: Db,
  filter: { state?: ReviewState; limit?: number } = {},
): Promise<{ posts: ListedPost[] }> {
  let query = db.selectFrom('post').selectAll();
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(filter.limit ?? 500)
    .execute();
  const posts = rows.reverse().map((row) => ({
    id: row.id,
    title: row.title,
    kind: row.kind,
    subject: `${row.subjectKind}:${row.subjectId}`,
    state: row.state,
    revision: row.revision,
    author: row.author,
    updatedAt: isoBeijing(row.updatedAt),
  }));
  return { posts };
}
