import type { Calendar } from '../../calendar/calendar.ts';
import { type Barred, barredOn } from './barred.ts';
import type { Job } from './job.ts';
import { laneSlots } from './lane-slots.ts';
import { makeLane } from './make-lane.ts';
import { type Rank, rankPosts } from './order-posts.ts';
import { horizonOf, type PlanAct, type PlanChannel, type PlanInput, type PlanPost, planActs } from './plan-input.ts';

const MINUTE_MS = 60_000;

/** Everything a plan is made on: the jobs in the order of work, and the lanes they stand in. */
export interface Board {
  input: PlanInput;
  /** Last moment of the horizon, for posts without a latest; and the last one that any slot is made for. */
  horizon: { end: number; last: number };
  jobs: Job[];
  byPost: Map<string, Job[]>;
  channels: ReadonlyMap<string, BoardChannel>;
}

export interface BoardChannel {
  settings: PlanChannel;
  barred: Barred;
  /** First moment that the lead time allows, ms UTC. */
  leadFrom: number;
  laneOf: (act: PlanAct) => BoardLane | null;
}

/** A lane, and how what is fixed there is set. */
export type BoardLane = ReturnType<typeof makeLane>;

/** The empty board of an input. @throws AskedWrongly when posts wait for each other */
export function makeBoard(input: PlanInput, calendar: Calendar): Board {
  const horizon = horizonOf(input);
  const board: Board = {
    input,
    horizon,
    jobs: [],
    byPost: new Map(),
    channels: makeChannels(input, calendar, horizon.last),
  };
  for (const post of input.posts) board.byPost.set(post.id, makeJobs(board, post));
  const jobs = [...board.byPost.values()].flat();
  for (const job of jobs) relate(job, board.byPost);
  board.jobs = inOrderOfWork(jobs, input, rankPosts(input.posts));
  return board;
}

/** The job of a post on a channel. */
export function jobOf({ byPost }: Board, post: string, channel: string): Job | undefined {
  return byPost.get(post)?.find((job) => job.channel === channel);
}

/** The title of a post, or its id when nobody knows it. */
export function titleOf({ byPost }: Board, post: string): string {
  return byPost.get(post)?.[0]?.post.title ?? post;
}

/** Sorts jobs by priority, depth, latest, earliest and position (planner A.1), and numbers them so. */
export function inOrderOfWork(jobs: readonly Job[], input: PlanInput, ranks: ReadonlyMap<string, Rank>): Job[] {
  const position = new Map(input.posts.map(({ id }, i) => [id, i]));
  const depth = ({ post }: Job) => ranks.get(post.id)?.depth ?? 0;
  const place = ({ post }: Job) => position.get(post.id) ?? 0;
  for (const job of jobs) job.priority = ranks.get(job.post.id)?.priority ?? job.post.priority;
  const sorted = [...jobs].sort(
    (a, b) =>
      b.priority - a.priority ||
      depth(a) - depth(b) ||
      a.latest - b.latest ||
      a.earliest - b.earliest ||
      place(a) - place(b) ||
      a.siblings.indexOf(a) - b.siblings.indexOf(b),
  );
  sorted.forEach((job, i) => {
    job.order = i;
  });
  return sorted;
}

/** Takes everything off the board again. */
export function clearBoard(board: Board): void {
  for (const job of board.jobs) {
    job.fixed = null;
    job.point = -1;
    job.at = null;
    job.refused = job.never;
    job.window = null;
    job.was = null;
    job.by = null;
  }
}

function makeChannels(input: PlanInput, calendar: Calendar, last: number): Map<string, BoardChannel> {
  const slotsOf = laneSlots(calendar, input.now, last);
  return new Map(
    input.channels.map((settings) => {
      const barred = barredOn(settings, input.blackouts);
      const leadFrom = input.now + (settings.leadMinutes ?? input.settings.leadMinutes) * MINUTE_MS;
      const lanes = new Map<PlanAct, BoardLane>();
      const laneOf = (act: PlanAct): BoardLane | null => {
        if (act === 'draft') return null;
        const known = lanes.get(act);
        if (known) return known;
        const slots = slotsOf(settings.slots, act);
        const made = makeLane({ channel: settings, act, slots, barred, leadFrom, now: input.now });
        lanes.set(act, made);
        return made;
      };
      return [settings.id, { settings, barred, leadFrom, laneOf }] as const;
    }),
  );
}

/** The jobs of a post, not yet related to others. */
export function makeJobs(board: Board, post: PlanPost): Job[] {
  return post.channels.map((target) => makeJob(board, post, target));
}

function makeJob({ input, horizon, channels }: Board, post: PlanPost, target: PlanPost['channels'][number]): Job {
  const { act = post.act, earliest = post.earliest, latest = post.latest } = target;
  const channel = channels.get(target.channel);
  const mayAct = channel !== undefined && (channel.settings.acts ?? planActs).includes(act);
  return {
    post,
    channel: target.channel,
    act,
    lane: mayAct ? (channel.laneOf(act)?.lane ?? null) : null,
    settings: channel?.settings ?? null,
    order: 0,
    priority: post.priority,
    earliest: Math.max(earliest ?? input.now, input.now),
    latest: latest ?? horizon.end,
    leadFrom: channel?.leadFrom ?? input.now,
    min: Number.NEGATIVE_INFINITY,
    max: Number.POSITIVE_INFINITY,
    before: [],
    behind: [],
    siblings: [],
    named: null,
    followers: [],
    fixed: null,
    point: -1,
    index: -1,
    window: null,
    at: null,
    refused: null,
    never: channel === undefined ? 'noChannel' : mayAct ? null : 'noAct',
    was: null,
    by: null,
  };
}

/** Ties a job to those it must follow, share its day with, or stand near. */
export function relate(job: Job, byPost: ReadonlyMap<string, Job[]>): void {
  job.siblings = byPost.get(job.post.id) ?? [];
  for (const id of new Set(job.post.after)) {
    const other = id === job.post.id ? undefined : byPost.get(id)?.find((each) => each.channel === job.channel);
    if (!other) continue;
    job.before.push(other);
    other.behind.push(job);
  }
  if (job.post.sameDayAs === undefined) return;
  job.named = byPost.get(job.post.sameDayAs) ?? [];
  for (const each of job.named) each.followers.push(job);
}
