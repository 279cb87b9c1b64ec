import { directPoint } from './free-point.ts';
import type { Job, Lane } from './job.ts';
import { type Bounds, boundsOf, hoursApart } from './job-bounds.ts';
import { keepLanes } from './keep-lanes.ts';
import { fitWith, placeJob, putAt } from './place-job.ts';
import { firstPoint } from './points.ts';

/** Attempts that one post may cost: the search stays bounded, and the same input still gives the same plan. */
export interface Budget {
  left: number;
}

/** Whether a job has a place by itself, were there no other channel. Changes nothing. */
export function fitsAlone(job: Job): boolean {
  const { lane } = job;
  if (!lane) return false;
  return directPoint(lane, boundsOf(job, true)) >= 0 || fitWith(lane, job) !== null;
}

/**
 * Step 6: all channels of a post within its hours, or none. First with nothing rearranged, then start by start with
 * lanes rearranged.
 */
export function placeTogether(jobs: readonly Job[], budget: Budget): boolean {
  return placeDirectly(jobs) || anchors(jobs).some((anchor) => placeFrom(jobs, anchor, budget));
}

/** Slides the start: every channel's first free point from it on, until all lie within the hours. */
function placeDirectly(jobs: readonly Job[]): boolean {
  const [first] = jobs;
  const hours = first ? (hoursApart(first) ?? 0) : 0;
  const bounds = jobs.map((job) => boundsOf(job, true));
  for (let start = Number.NEGATIVE_INFINITY; ; ) {
    const points: number[] = [];
    let earliest = Number.POSITIVE_INFINITY;
    let latest = Number.NEGATIVE_INFINITY;
    for (const [i, { lane }] of jobs.entries()) {
      const { from, to } = bounds[i] as Bounds;
      const point = lane ? directPoint(lane, { from: Math.max(from, start), to }) : -1;
      if (!lane || point < 0) return false;
      const at = lane.at[point] as number;
      points.push(point);
      earliest = Math.min(earliest, at);
      latest = Math.max(latest, at);
    }
    if (latest - earliest <= hours) {
      jobs.forEach((job, i) => {
        if (job.lane) putAt(job.lane, job, points[i] as number);
      });
      return true;
    }
    start = latest - hours;
  }
}

/** Every moment at which the first channel may stand, in order of time. */
export function anchors(jobs: readonly Job[]): number[] {
  const moments = new Set<number>();
  for (const job of jobs) {
    const { at } = job.lane ?? { at: new Float64Array() };
    const { from, to } = boundsOf(job, true);
    for (let p = firstPoint(at, from); (at[p] ?? Number.POSITIVE_INFINITY) <= to; p += 1) moments.add(at[p] as number);
  }
  return [...moments].sort((a, b) => a - b);
}

/** All jobs between an anchor and the hours behind it, lanes rearranged where needed; undone when one finds no place. */
export function placeFrom(jobs: readonly Job[], anchor: number, budget: Budget): boolean {
  const [first] = jobs;
  const hours = first ? (hoursApart(first) ?? 0) : 0;
  return placeWithin(jobs, { from: anchor, to: anchor + hours }, budget);
}

/** All jobs inside narrower bounds, or none. */
export function placeWithin(jobs: readonly Job[], bounds: Bounds, budget: Budget): boolean {
  const undo = keepLanes(jobs.flatMap(({ lane }) => lane ?? []));
  const placed = jobs.every((job) => {
    if (budget.left <= 0 || !job.lane) return false;
    budget.left -= 1;
    job.min = bounds.from;
    job.max = bounds.to;
    const found = placeJob(job.lane, job);
    job.min = Number.NEGATIVE_INFINITY;
    job.max = Number.POSITIVE_INFINITY;
    return found;
  });
  if (!placed) undo();
  return placed;
}

/** The lanes of some jobs, each once. */
export function lanesOf(jobs: readonly Job[]): Lane[] {
  return [...new Set(jobs.flatMap(({ lane }) => lane ?? []))];
}
