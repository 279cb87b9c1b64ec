import { type Board, jobOf } from './board.ts';
import { dayOf } from './day-number.ts';
import type { Job } from './job.ts';
import { boundsOf } from './job-bounds.ts';
import { monthOf } from './moment-text.ts';

/** An announced placement that the plan cannot keep, by its job: whom it makes way for, or null. */
export type Released = ReadonlyMap<Job, { by: string | null }>;

/**
 * Step 1: puts pins, then what is announced and still holds, in the order of work, and gives every lane its fixed
 * messages. A pin stands whatever it breaks; an announced place is given up when its window, black-out, quiet hours,
 * quota, gap, order or coupling no longer allow it.
 */
export function putFixed(board: Board, released: Released): void {
  const { input } = board;
  for (const { post, channel, at } of input.pins) {
    const job = jobOf(board, post, channel);
    if (!job || job.refused) continue;
    if (at < input.now) job.refused = 'pinPast';
    else fix(job, 'pinned', at);
  }
  const taken = new Map<object, LaneTally>();
  for (const job of board.jobs) if (job.fixed) tallyOf(board, taken, job)?.put(job.at ?? 0);
  const wanted = new Map<Job, number>();
  for (const { post, channel, at } of input.announced) {
    const job = jobOf(board, post, channel);
    if (job && !job.fixed && !job.refused) wanted.set(job, at);
  }
  for (const job of board.jobs) {
    const at = wanted.get(job);
    if (at === undefined) continue;
    const tally = tallyOf(board, taken, job);
    const giveUp = released.get(job);
    if (giveUp === undefined && holds(board, job, at) && (tally === null || tally.allows(at))) {
      fix(job, 'announced', at);
      tally?.put(at);
    } else {
      job.was = at;
      job.by = giveUp?.by ?? null;
    }
  }
  const moments = new Map<object, number[]>();
  for (const { lane, fixed, at } of board.jobs) {
    if (!lane) continue;
    const own = moments.get(lane) ?? [];
    if (fixed && at !== null) own.push(at);
    moments.set(lane, own);
  }
  for (const { id } of input.channels) {
    for (const act of ['publish', 'massSend', 'message'] as const) {
      const made = board.channels.get(id)?.laneOf(act);
      const own = made && moments.get(made.lane);
      if (own) made.setFixed(own);
    }
  }
}

function fix(job: Job, as: 'pinned' | 'announced', at: number): void {
  job.fixed = as;
  job.at = at;
}

/** Whether an announced place still holds by itself and beside what is fixed already. */
function holds(board: Board, job: Job, at: number): boolean {
  if (at < board.input.now) return false;
  if (job.act !== 'draft' && board.channels.get(job.channel)?.barred(at)) return false;
  const { from, to } = boundsOf(job, true, 'announced');
  return from <= at && at <= to;
}

interface LaneTally {
  put: (at: number) => void;
  allows: (at: number) => boolean;
}

function tallyOf(board: Board, taken: Map<object, LaneTally>, job: Job): LaneTally | null {
  const { lane, settings } = job;
  if (!lane || !settings) return null;
  const known = taken.get(lane) ?? newTally(job, settings, board);
  taken.set(lane, known);
  return known;
}

/** Messages of a lane that stand or are out already, as quota, gap and merging count them. */
function newTally({ act }: Job, settings: NonNullable<Job['settings']>, { input }: Board): LaneTally {
  const { perDay = Number.POSITIVE_INFINITY, perMonth = Number.POSITIVE_INFINITY } = settings.quotas[act] ?? {};
  const gap = settings.minGapMinutes * 60_000;
  const out = settings.used.filter((each) => each.act === act && each.count > 0);
  const posts = new Map<number, number>();
  const spent = new Map<string, number>();
  const add = (at: number, n: number) => {
    for (const key of [`d${dayOf(at)}`, monthOf(at)]) spent.set(key, (spent.get(key) ?? 0) + n);
  };
  for (const { at, count } of out) add(at, count);
  const moments = out.map(({ at }) => at);
  return {
    put: (at) => {
      if (!posts.has(at)) {
        add(at, 1);
        moments.push(at);
      }
      posts.set(at, (posts.get(at) ?? 0) + 1);
    },
    allows: (at) => {
      const there = posts.get(at);
      if (there !== undefined) return there < settings.postsPerMessage;
      if ((spent.get(`d${dayOf(at)}`) ?? 0) >= perDay || (spent.get(monthOf(at)) ?? 0) >= perMonth) return false;
      return at >= input.now && moments.every((other) => Math.abs(other - at) >= Math.max(gap, 1));
    },
  };
}
