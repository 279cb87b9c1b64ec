import { dayOf, startOfDayNumber } from './day-number.ts';
import type { Job } from './job.ts';
import { firstPoint, lastPoint } from './points.ts';

/** ms UTC, both inclusive. */
export interface Bounds {
  from: number;
  to: number;
}

const HOUR_MS = 3_600_000;

/**
 * When a job may stand as everything else stands now: its own window, the order on its channel, the shared day and the
 * hours between its channels (planner A.1).
 * @param beside whether jobs of the same lane that may move count too; while a lane is fitted they do not
 * @param as the lead time binds new places only, and the day that an announced one shares may still come to stand
 */
export function boundsOf(job: Job, beside: boolean, as: 'new' | 'announced' = 'new'): Bounds {
  const leadFrom = as === 'new' ? job.leadFrom : Number.NEGATIVE_INFINITY;
  const bounds = { from: Math.max(job.earliest, leadFrom, job.min), to: Math.min(job.latest, job.max) };
  if (isLoose(job)) return bounds;
  for (const other of job.before) {
    if (other.at === null || movesAlong(job, other, beside)) continue;
    bounds.from = Math.max(bounds.from, other.at + apart(job, other));
  }
  for (const other of job.behind) {
    if (other.at === null || movesAlong(job, other, beside)) continue;
    bounds.to = Math.min(bounds.to, other.at - apart(job, other));
  }
  const day = job.named === null ? null : dayOfNamed(job, job.named);
  if (day !== null) onDay(bounds, day);
  else if (job.named && as === 'new') bounds.from = Number.POSITIVE_INFINITY;
  for (const follower of job.followers) bindToFollower(bounds, job, follower);
  if (hoursApart(job) !== null) bindToSiblings(bounds, job);
  return bounds;
}

/** Nothing but its own window and its lane says where it may stand. */
export function isLoose(job: Job): boolean {
  return (
    job.before.length === 0 &&
    job.behind.length === 0 &&
    job.named === null &&
    job.followers.length === 0 &&
    job.post.withinHours === undefined
  );
}

/** The window as points of a lane; `from` is behind `to` when none is left. */
export function pointsOf(at: Float64Array, job: Job): Bounds {
  if (job.window?.at === at) return job.window;
  const { from, to } = boundsOf(job, false);
  const window = { at, from: firstPoint(at, from), to: lastPoint(at, to) };
  if (isLoose(job)) job.window = window;
  return window;
}

/** One behind the other in the same message only where a message takes several posts; otherwise strictly later, ms. */
function apart(job: Job, other: Job): number {
  return job.lane !== null && job.lane === other.lane && job.lane.postsPerMessage > 1 ? 0 : 1;
}

function movesAlong(job: Job, other: Job, beside: boolean): boolean {
  return !beside && other.fixed === null && other.lane === job.lane && job.lane !== null;
}

/** The day a job must stand on because of the post it names; null while that post stands nowhere. */
export function dayOfNamed(job: Job, named: readonly Job[]): number | null {
  const here = named.find((each) => each.channel === job.channel && each.at !== null);
  if (here?.at != null) return dayOf(here.at);
  const first = earliestOf(named);
  return first === null ? null : dayOf(first);
}

function earliestOf(jobs: readonly Job[]): number | null {
  const moments = jobs.flatMap(({ at }) => (at === null ? [] : [at]));
  return moments.length === 0 ? null : Math.min(...moments);
}

function onDay(bounds: Bounds, day: number): void {
  bounds.from = Math.max(bounds.from, startOfDayNumber(day));
  bounds.to = Math.min(bounds.to, startOfDayNumber(day + 1) - 1);
}

/** A follower on another channel, where the named post does not stand, keeps to the day of its first placement. */
function bindToFollower(bounds: Bounds, job: Job, follower: Job): void {
  if (follower.at === null || follower === job) return;
  const day = dayOf(follower.at);
  if (follower.channel === job.channel) {
    onDay(bounds, day);
    return;
  }
  const others = job.siblings.filter((each) => each !== job && each.at !== null);
  if (others.some((each) => each.channel === follower.channel)) return;
  bounds.from = Math.max(bounds.from, startOfDayNumber(day));
  const heldByAnother = others.some((each) => each.at !== null && dayOf(each.at) === day);
  if (!heldByAnother) bounds.to = Math.min(bounds.to, startOfDayNumber(day + 1) - 1);
}

/** The hours between the public placements of the job's post, ms; null when they may lie as far apart as they like. */
export function hoursApart(job: Job): number | null {
  return job.post.withinHours === undefined || job.act === 'draft' ? null : job.post.withinHours * HOUR_MS;
}

function bindToSiblings(bounds: Bounds, job: Job): void {
  const hours = hoursApart(job) ?? 0;
  for (const each of job.siblings) {
    if (each === job || each.at === null || each.act === 'draft') continue;
    bounds.from = Math.max(bounds.from, each.at - hours);
    bounds.to = Math.min(bounds.to, each.at + hours);
  }
}
