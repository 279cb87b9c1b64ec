import { anchors, type Budget, lanesOf, placeFrom, placeWithin } from './couple.ts';
import { dayOf, startOfDayNumber } from './day-number.ts';
import type { Job } from './job.ts';
import { hoursApart } from './job-bounds.ts';
import { keepLanes } from './keep-lanes.ts';
import { takeOut } from './place-job.ts';

/**
 * Step 7: takes everything that shares days or hours with these jobs off the lanes and puts it back together with them,
 * searching days and starts in order of time. Nobody who had a place loses it.
 * @param wanted jobs without a place, all of one post
 * @param onTrial puts everything back in any case
 * @returns whether all of them stand now; when not, everything stands as before
 */
export function regroup(wanted: readonly Job[], budget: Budget, onTrial = false): boolean {
  const placed = groupOf(wanted).filter((job) => job.point >= 0);
  if (placed.length === 0) return false;
  const jobs = [...placed, ...wanted].sort((a, b) => a.order - b.order);
  const lanes = lanesOf(jobs);
  const undo = keepLanes(lanes);
  const out = new Set(placed);
  for (const lane of lanes) takeOut(lane, out);
  const found = search(unitsOf(jobs), 0, budget);
  if (!found || onTrial) undo();
  return found;
}

/** Jobs of all posts that are bound to each other by days, directly or through others. */
function groupOf(wanted: readonly Job[]): Job[] {
  const found = new Set<Job>();
  const open = [...wanted];
  for (let job = open.pop(); job; job = open.pop()) {
    if (found.has(job)) continue;
    found.add(job);
    open.push(...job.followers, ...(job.named ?? []));
    if (hoursApart(job) !== null || job.followers.length > 0 || job.named) open.push(...job.siblings);
  }
  return [...found].filter((job) => !wanted.includes(job) && job.fixed === null && job.act !== 'draft');
}

/** What is put down in one go: all channels of a post with hours, or a single job. */
function unitsOf(jobs: readonly Job[]): Job[][] {
  const units: Job[][] = [];
  for (const job of jobs) {
    const unit = hoursApart(job) === null ? undefined : units.find(([first]) => first?.post === job.post);
    if (unit) unit.push(job);
    else units.push([job]);
  }
  return units;
}

function search(units: readonly Job[][], next: number, budget: Budget): boolean {
  const unit = units[next];
  if (!unit) return true;
  const lanes = lanesOf(units.flat());
  for (const place of waysToPlace(unit, budget)) {
    if (budget.left <= 0) return false;
    const undo = keepLanes(lanes);
    if (place() && search(units, next + 1, budget)) return true;
    undo();
  }
  return false;
}

function waysToPlace(unit: readonly Job[], budget: Budget): (() => boolean)[] {
  const [first] = unit;
  if (!first) return [];
  if (hoursApart(first) !== null) return anchors(unit).map((anchor) => () => placeFrom(unit, anchor, budget));
  const days = first.followers.length > 0 ? [...new Set(anchors(unit).map(dayOf))] : [];
  if (days.length > 0) {
    return days.map((day) => () => {
      const bounds = { from: startOfDayNumber(day), to: startOfDayNumber(day + 1) - 1 };
      return placeWithin(unit, bounds, budget);
    });
  }
  const anyTime = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  return [() => placeWithin(unit, anyTime, budget)];
}
