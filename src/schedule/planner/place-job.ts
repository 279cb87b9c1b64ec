import { dayOf, startOfDayNumber } from './day-number.ts';
import { fitLane } from './fit-lane.ts';
import type { Job, Lane } from './job.ts';
import { type Bounds, boundsOf, isLoose, pointsOf } from './job-bounds.ts';
import { firstPoint, lastPoint } from './points.ts';

/**
 * Puts a job into its lane: at the first point that is free, else by rearranging what this plan has put there (steps 2
 * to 4). Whoever was accepted stays accepted; fixed messages stand.
 * @returns whether it has a place now
 */
export function placeJob(lane: Lane, job: Job): boolean {
  const point = directPoint(lane, boundsOf(job, true));
  if (point < 0) return rearrange(lane, job);
  putAt(lane, job, point);
  return true;
}

/** The first point between two moments that takes another post as things stand, -1 when there is none. */
export function directPoint(lane: Lane, { from, to }: Bounds): number {
  const last = lastPoint(lane.at, to);
  let first = -1;
  for (let p = firstPoint(lane.at, from); p <= last; p += 1) {
    const placed = lane.placed[p] as number;
    const isOpen = placed > 0 && lane.openable[p] === 1;
    const joins = isOpen ? placed < lane.postsPerMessage : placed < (lane.room[p] as number);
    if (first >= 0) {
      if ((lane.at[p] as number) > (lane.at[first] as number) + lane.mergeWaitMs) break;
      if (joins) return p;
    } else if (joins) {
      return p;
    } else if (!isOpen && opens(lane, p)) {
      if (lane.mergeWaitMs === 0) return p;
      first = p;
    }
  }
  return first;
}

/** Whether a new message may be opened at a point beside those that stand. */
export function opens(lane: Lane, p: number): boolean {
  if (lane.openable[p] !== 1 || (lane.placed[p] as number) > 0) return false;
  if ((lane.dayOpened[lane.dayStart[p] as number] as number) >= (lane.dayCap[p] as number)) return false;
  if ((lane.monthOpened[lane.monthStart[p] as number] as number) >= (lane.monthCap[p] as number)) return false;
  return !nearOpened(lane, p);
}

/** Whether a message of this plan stands closer than the gap, one point left out. */
export function nearOpened(lane: Lane, p: number, except = -1): boolean {
  for (let i = lane.gapStart[p] as number; i < p; i += 1) if (i !== except && isOpened(lane, i)) return true;
  for (let i = p + 1; i < lane.at.length && (lane.gapStart[i] as number) <= p; i += 1) {
    if (i !== except && isOpened(lane, i)) return true;
  }
  return false;
}

function isOpened(lane: Lane, p: number): boolean {
  return lane.openable[p] === 1 && (lane.placed[p] as number) > 0;
}

/** The lane with the job among what it carries, everything that is not fixed placed anew. */
function rearrange(lane: Lane, job: Job): boolean {
  const window = pointsOf(lane.at, job);
  const simple = isLoose(job);
  if (simple && lane.failed.some(({ from, to }) => from <= window.from && window.to <= to)) return false;
  const jobs = inOrder(lane.jobs, job);
  const places = fitWith(lane, job, jobs);
  if (places === null) {
    if (simple) lane.failed.push(window);
    return false;
  }
  lane.jobs = jobs;
  settle(lane, places);
  return true;
}

/** Fits a job beside what stands in a lane; a post whose day it shares there keeps to that day. */
export function fitWith(lane: Lane, job: Job, jobs = inOrder(lane.jobs, job)): Int32Array | null {
  const named = job.named?.find((each) => each.lane === job.lane && each.point >= 0 && each.at !== null);
  if (!named || named.at === null) return fitLane(lane, jobs);
  const day = dayOf(named.at);
  named.min = startOfDayNumber(day);
  named.max = startOfDayNumber(day + 1) - 1;
  const places = fitLane(lane, jobs);
  named.min = Number.NEGATIVE_INFINITY;
  named.max = Number.POSITIVE_INFINITY;
  return places;
}

/** Puts the lane's jobs at these points and counts anew. */
export function settle(lane: Lane, places: ArrayLike<number>): void {
  lane.placed.fill(0);
  lane.dayOpened.fill(0);
  lane.monthOpened.fill(0);
  lane.jobs.forEach((job, i) => {
    const point = places[i] ?? -1;
    job.point = point;
    job.at = lane.at[point] ?? null;
    count(lane, point);
  });
}

export function putAt(lane: Lane, job: Job, point: number): void {
  lane.jobs = inOrder(lane.jobs, job);
  job.point = point;
  job.at = lane.at[point] ?? null;
  count(lane, point);
}

function count(lane: Lane, point: number): void {
  const opensOne = lane.placed[point] === 0 && lane.openable[point] === 1;
  lane.placed[point] = (lane.placed[point] as number) + 1;
  if (!opensOne) return;
  const day = lane.dayStart[point] as number;
  const month = lane.monthStart[point] as number;
  lane.dayOpened[day] = (lane.dayOpened[day] as number) + 1;
  lane.monthOpened[month] = (lane.monthOpened[month] as number) + 1;
}

export function inOrder(jobs: readonly Job[], job: Job): Job[] {
  let at = jobs.length;
  while (at > 0 && (jobs[at - 1]?.order ?? 0) > job.order) at -= 1;
  return [...jobs.slice(0, at), job, ...jobs.slice(at)];
}

/** Takes jobs out of a lane; hints that more was impossible are forgotten. */
export function takeOut(lane: Lane, jobs: ReadonlySet<Job>): void {
  if (!lane.jobs.some((job) => jobs.has(job))) return;
  lane.jobs = lane.jobs.filter((job) => {
    if (!jobs.has(job)) return true;
    job.point = -1;
    job.at = null;
    return false;
  });
  lane.failed = [];
  settle(
    lane,
    lane.jobs.map(({ point }) => point),
  );
}
