import { type PostJob, type PostKind, postJobs, postKinds } from '../../posts/post.ts';
import type { Db } from '../../store/database.ts';
import type { ReviewState } from '../../store/tables/posts.ts';

/** The posts of seasons by their subject ids. */
export async function seasonPosts(db: Db, subjectIds: readonly string[]): Promise<Map<string, SeasonPost>> {
  if (subjectIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('post')
    .select(['id', 'state', 'title', 'kind', 'job', 'subjectId'])
    .where('subjectKind', '=', 'season')
    .where('subjectId', 'in', [...subjectIds])
    .execute();
  return new Map(
    rows.map(({ id, state, title, kind, job, subjectId }) => [
      subjectId,
      {
        ...{ id, state, title },
        kind: postKinds.find((each) => each === kind) ?? 'other',
        job: postJobs.find((each) => each === job) ?? null,
      },
    ]),
  );
}

export interface SeasonPost {
  id: string;
  state: ReviewState;
  title: string;
  kind: PostKind;
  job: PostJob | null;
}
