import { dayOf, startOfDayNumber } from './day-number.ts';
import { type Chain, findChain } from './find-chain.ts';
import { fitLane } from './fit-lane.ts';
import { directPoint } from './free-point.ts';
import { isOverfull } from './is-overfull.ts';
import type { Job, Lane } from './job.ts';
import { boundsOf, isLoose, pointsOf } from './job-bounds.ts';
import { seatsOf } from './seats.ts';

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

/** The lane with the job among what it carries, everything that is not fixed placed anew. */
function rearrange(lane: Lane, job: Job): boolean {
  const window = pointsOf(lane.at, job);
  const simple = isLoose(job);
  if (simple && lane.failed.some(({ from, to }) => from <= window.from && window.to <= to)) return false;
  const seats = seatsOf(lane);
  const chain = findChain(lane, seats, job);
  if (chain) {
    moveUp(lane, job, chain);
    return true;
  }
  const places = isOverfull(lane, seats, job) ? null : fitWith(lane, job);
  if (places === null) {
    if (simple) lane.failed.push(window);
    return false;
  }
  lane.jobs = inOrder(lane.jobs, job);
  settle(lane, places);
  return true;
}

/** Carries a chain out: the free point fills, and every other point keeps as many posts as it had. */
function moveUp(lane: Lane, job: Job, { free, movers }: Chain): void {
  let seat = free;
  for (const i of movers) {
    const mover = lane.jobs[i] as Job;
    const left = mover.point;
    sit(lane, mover, seat);
    seat = left;
  }
  sit(lane, job, seat);
  lane.jobs = inOrder(lane.jobs, job);
  count(lane, free);
}

function sit(lane: Lane, job: Job, point: number): void {
  job.point = point;
  job.at = lane.at[point] as number;
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
  sit(lane, job, point);
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
