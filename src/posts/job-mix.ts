import type { Db } from '../store/database.ts';
import { type PostJob, postJobs } from './post.ts';

/** M-01: how many posts did each of the four jobs, with shares in per cent that add up to 100. */
export interface JobMix {
  jobs: { job: PostJob; posts: number; share: number; wanted: number }[];
  /** Posts for which nobody has chosen a job yet; they are in no share. */
  unchosen: number;
}

/**
 * Whole per cents that add up to 100 by largest remainders, the first of equals first; all 0 when there is nothing.
 */
export function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total === 0) return counts.map(() => 0);
  const exact = counts.map((n) => (n * 100) / total);
  const shares = exact.map(Math.floor);
  const short = 100 - shares.reduce((sum, n) => sum + n, 0);
  const order = exact.map((e, i) => ({ i, rest: e - Math.floor(e) })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of order.slice(0, short)) shares[i] = (shares[i] ?? 0) + 1;
  return shares;
}

/**
 * The mix of the posts that came into being since a moment and were not withdrawn.
 * @param since ms UTC
 * @param wanted the office's setting `posts.mix`, per cent
 */
export async function jobMix(db: Db, since: number, wanted: Readonly<Record<PostJob, number>>): Promise<JobMix> {
  const rows = await db
    .selectFrom('post')
    .select((eb) => ['job', eb.fn.countAll<number>().as('posts')])
    .where('createdAt', '>=', since)
    .where('state', '!=', 'withdrawn')
    .groupBy('job')
    .execute();
  const countOf = (job: PostJob | null) => Number(rows.find((row) => row.job === job)?.posts ?? 0);
  const counts = postJobs.map(countOf);
  const shares = sharesOf(counts);
  const jobs = postJobs.map((job, i) => ({
    job,
    posts: counts[i] ?? 0,
    share: shares[i] ?? 0,
    wanted: wanted[job],
  }));
  return { jobs, unchosen: countOf(null) };
}
