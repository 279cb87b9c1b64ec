import type { Calendar } from '../../calendar/calendar.ts';
import { placeJobs } from './attempt.ts';
import { type Board, inOrderOfWork, makeBoard, makeJobs, relate } from './board.ts';
import type { Job, Lane } from './job.ts';
import { rankPosts } from './order-posts.ts';
import { type Plan, planOf, solved } from './plan.ts';
import { type FixedPlacement, horizonOf, type PlanInput, type PlanPost } from './plan-input.ts';
import type { PlanWording } from './wording.ts';

/** A plan kept in memory, lanes and all, so that one post's own step costs what its lanes cost. */
export interface OpenPlan {
  /** Everything that stands, with its reasons. */
  plan: () => Plan;
  /**
   * Puts in a post, or another form of one that is there. What stood is announced and stays; the post's places are free
   * again. The same as planning the whole input anew with everything else announced.
   * @returns what this change placed, moved or found impossible
   * @throws AskedWrongly `plan-circle`; the plan stays as it was
   */
  put: (post: PlanPost) => Plan;
  /** Takes a post out; posts that found no place in its lanes are tried again. */
  remove: (post: string) => Plan;
}

/** @throws AskedWrongly `plan-circle` when posts wait for each other */
export function openPlan(input: PlanInput, calendar: Calendar, wording: PlanWording): OpenPlan {
  let board: Board;
  let jobsOf: JobsOfLane;
  const start = (from: PlanInput) => {
    board = solved(makeBoard(from, calendar));
    jobsOf = jobsByLane(board);
    const told = planOf(board, wording);
    announceAll(board, new Set(board.jobs.flatMap(({ lane }) => lane ?? [])), jobsOf);
    return told;
  };
  start(input);
  /** A horizon that ends elsewhere gives every lane other slots. */
  const startAgain = (posts: PlanPost[], changed: string): Plan => {
    const announced = standing(board).filter(({ post }) => post !== changed);
    return start({ ...board.input, posts, announced });
  };
  const change = (id: string, post: PlanPost | null): Plan => {
    const posts = withPost(board.input.posts, id, post);
    const ranks = rankPosts(posts);
    if (horizonOf({ ...board.input, posts }).last !== board.horizon.last) return startAgain(posts, id);
    const old = new Set(board.byPost.get(id));
    board = { ...board, input: { ...board.input, posts }, jobs: board.jobs.filter((job) => !old.has(job)) };
    const tied = untie(old);
    for (const { lane } of old) if (lane) for (const job of old) jobsOf(lane).delete(job);
    const fresh = post === null ? [] : makeJobs(board, post);
    if (post === null) board.byPost.delete(id);
    else board.byPost.set(id, fresh);
    board.jobs.push(...fresh);
    for (const job of fresh) if (job.lane) jobsOf(job.lane).add(job);
    tie(board, id, fresh);
    const lanes = new Set([...old, ...fresh].flatMap(({ lane }) => lane ?? []));
    const changed = settleChange(board, [...tied, ...fresh], lanes, ranks, jobsOf);
    const told = planOf(board, wording, changed);
    announceAll(board, lanes, jobsOf);
    return told;
  };
  return {
    plan: () => planOf(board, wording),
    put: (post) => change(post.id, post),
    remove: (post) => change(post, null),
  };
}

function standing({ jobs, input }: Board): FixedPlacement[] {
  const pinned = new Set(input.pins.map(({ post, channel }) => `${post} ${channel}`));
  return jobs.flatMap(({ post, channel, at }) =>
    at === null || pinned.has(`${post.id} ${channel}`) ? [] : [{ post: post.id, channel, at }],
  );
}

type JobsOfLane = (lane: Lane) => Set<Job>;

function jobsByLane(board: Board): JobsOfLane {
  const all = new Map<Lane, Set<Job>>();
  const of: JobsOfLane = (lane) => {
    const known = all.get(lane) ?? new Set<Job>();
    all.set(lane, known);
    return known;
  };
  for (const job of board.jobs) if (job.lane) of(job.lane).add(job);
  return of;
}

/** Everything that stands in these lanes is announced from now on. */
function announceAll(board: Board, lanes: ReadonlySet<Lane>, jobsOf: JobsOfLane): void {
  for (const lane of lanes) {
    const standing = [...jobsOf(lane)].filter(({ at }) => at !== null);
    for (const job of standing) {
      job.fixed ??= 'announced';
      job.point = -1;
      job.was = null;
      job.by = null;
    }
    setFixed(board, lane, standing);
  }
}

function setFixed(board: Board, lane: Lane, standing: readonly Job[]): void {
  board.channels
    .get(lane.channel)
    ?.laneOf(lane.act)
    ?.setFixed(standing.map(({ at }) => at ?? 0));
}

function withPost(posts: readonly PlanPost[], id: string, post: PlanPost | null): PlanPost[] {
  const i = posts.findIndex((each) => each.id === id);
  if (post === null) return posts.filter((each) => each.id !== id);
  return i < 0 ? [...posts, post] : posts.map((each, k) => (k === i ? post : each));
}

/** Takes jobs out of every tie. @returns the jobs of other posts that were tied to them */
function untie(old: ReadonlySet<Job>): Job[] {
  const tied = new Set<Job>();
  for (const job of old) {
    for (const each of [...job.before, ...job.behind, ...(job.named ?? []), ...job.followers]) tied.add(each);
  }
  for (const job of tied) {
    job.before = job.before.filter((each) => !old.has(each));
    job.behind = job.behind.filter((each) => !old.has(each));
    job.followers = job.followers.filter((each) => !old.has(each));
    job.named = job.named?.filter((each) => !old.has(each)) ?? null;
    job.window = null;
  }
  return [...tied].filter((job) => !old.has(job));
}

/** Ties the new jobs of a post to those they name and to those that name the post. */
function tie({ byPost, input }: Board, id: string, fresh: readonly Job[]): void {
  for (const job of fresh) relate(job, byPost);
  for (const post of input.posts) {
    if (post.id === id || !(post.after.includes(id) || post.sameDayAs === id)) continue;
    for (const job of byPost.get(post.id) ?? []) {
      const other = post.after.includes(id) ? fresh.find((each) => each.channel === job.channel) : undefined;
      if (other) {
        job.before.push(other);
        other.behind.push(job);
      }
      if (post.sameDayAs === id) {
        job.named = [...fresh];
        for (const each of fresh) each.followers.push(job);
      }
    }
  }
  for (const job of fresh) {
    for (const each of [...job.before, ...job.behind, ...(job.named ?? []), ...job.followers]) each.window = null;
  }
}

/** Places what has no place yet in the lanes that changed, giving up announced places that turn out to be contradicted. */
function settleChange(
  board: Board,
  changed: readonly Job[],
  lanes: Set<Lane>,
  ranks: ReturnType<typeof rankPosts>,
  jobsOf: JobsOfLane,
): Job[] {
  const released = new Map<Job, { by: string | null }>();
  for (;;) {
    const inLanes = [...lanes].flatMap((lane) => [...jobsOf(lane)]);
    const near = new Set([...inLanes, ...changed]);
    // A set that grows while it is walked: whoever is tied to a job without a place may gain or lose one with it.
    for (const job of near) {
      for (const each of job.siblings) near.add(each);
      if (job.fixed !== null) continue;
      for (const each of [...job.before, ...job.behind, ...(job.named ?? []), ...job.followers]) near.add(each);
    }
    const withoutPlace = [...near].filter(({ fixed }) => fixed === null);
    const open = inOrderOfWork(withoutPlace, board.input, ranks);
    for (const job of open) {
      job.at = null;
      job.point = -1;
      job.refused = job.never;
      if (job.lane) lanes.add(job.lane);
    }
    for (const lane of lanes) setFixed(board, lane, fixedOf(jobsOf(lane)));
    const lost = placeJobs(board, open, released, [...near]);
    const before = released.size;
    for (const [job, way] of lost) {
      if (released.has(job)) continue;
      released.set(job, way);
      job.was = job.at;
      job.by = way.by;
      job.fixed = null;
      if (job.lane) lanes.add(job.lane);
    }
    if (released.size === before) return open;
  }
}

function fixedOf(jobs: ReadonlySet<Job>): Job[] {
  return [...jobs].filter(({ fixed }) => fixed !== null);
}
