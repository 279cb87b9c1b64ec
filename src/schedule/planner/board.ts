import type { Calendar } from '../../calendar/calendar.ts';
import { type Barred, barredOn } from './barred.ts';
import type { Job } from './job.ts';
import { laneSlots } from './lane-slots.ts';
import { makeLane } from './make-lane.ts';
import { rankPosts } from './order-posts.ts';
import { horizonOf, type PlanAct, type PlanChannel, type PlanInput, type PlanPost, planActs } from './plan-input.ts';

const MINUTE_MS = 60_000;

/** Everything a plan is made on: the jobs in the order of work, and the lanes they stand in. */
export interface Board {
  input: PlanInput;
  /** Last moment of the horizon, for posts without a latest. */
  horizonEnd: number;
  jobs: Job[];
  jobOf: (post: string, channel: string) => Job | undefined;
  channelOf: (id: string) => BoardChannel | undefined;
  /** The title of a post, or its id when nobody knows it. */
  titleOf: (post: string) => string;
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
  const channels = makeChannels(input, calendar, horizon.last);
  const ranks = rankPosts(input.posts);
  const titles = new Map(input.posts.map(({ id, title }) => [id, title]));
  const byPost = new Map<string, Job[]>();
  for (const post of input.posts) {
    byPost.set(
      post.id,
      post.channels.map((target) => makeJob(input, horizon.end, channels, post, target)),
    );
  }
  const jobs = [...byPost.values()].flat();
  for (const job of jobs) job.priority = ranks.get(job.post.id)?.priority ?? job.priority;
  for (const job of jobs) relate(job, byPost);
  const position = new Map(jobs.map((job, i) => [job, i]));
  const depth = (job: Job) => ranks.get(job.post.id)?.depth ?? 0;
  jobs.sort(
    (a, b) =>
      b.priority - a.priority ||
      depth(a) - depth(b) ||
      a.latest - b.latest ||
      a.earliest - b.earliest ||
      (position.get(a) ?? 0) - (position.get(b) ?? 0),
  );
  jobs.forEach((job, i) => {
    job.order = i;
  });
  return {
    input,
    horizonEnd: horizon.end,
    jobs,
    jobOf: (post, channel) => byPost.get(post)?.find((job) => job.channel === channel),
    channelOf: (id) => channels.get(id),
    titleOf: (post) => titles.get(post) ?? post,
  };
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

function makeJob(
  input: PlanInput,
  horizonEnd: number,
  channels: ReadonlyMap<string, BoardChannel>,
  post: PlanPost,
  target: PlanPost['channels'][number],
): Job {
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
    latest: latest ?? horizonEnd,
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

function relate(job: Job, byPost: ReadonlyMap<string, Job[]>): void {
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
