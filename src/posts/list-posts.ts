import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Db } from '../store/database.ts';
import type { ReviewState } from '../store/tables/posts.ts';
import { type Manner, mannersOf } from './manner.ts';
import type { PostKind } from './post.ts';

/** One line of `govcast post list`. */
export interface ListedPost {
  id: string;
  title: string;
  kind: string;
  /** M-01; null while nobody has chosen. */
  job: string | null;
  /** O-17: the unit a good practice comes from. */
  unit: string | null;
  /** */
  manner: Manner[];
  /** `bundle:ID`, `item:ID` or `file:PATH`. */
  subject: string;
  state: ReviewState;
  revision: number;
  author: string;
  /** ISO 8601, +08:00. */
  updatedAt: string;
}

/** Posts, the newest last; `state` and `kind` show only those of it. */
export async function listPosts(
  db: Db,
  filter: { state?: ReviewState; kind?: PostKind; limit?: number } = {},
): Promise<{ posts: ListedPost[] }> {
  let query = db.selectFrom('post').selectAll();
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(filter.limit ?? 500)
    .execute();
  const posts = rows.reverse().map((row) => ({
    id: row.id,
    title: row.title,
    kind: row.kind,
    job: row.job,
    unit: row.unit,
    manner: mannersOf(row),
    subject: `${row.subjectKind}:${row.subjectId}`,
    state: row.state,
    revision: row.revision,
    author: row.author,
    updatedAt: isoBeijing(row.updatedAt),
  }));
  return { posts };
}
