import { isFree } from './free-point.ts';
import type { Interval, Job, Lane } from './job.ts';
import { pointsOf } from './job-bounds.ts';
import type { Seats } from './seats.ts';
import { nextUnseen, noneSeen } from './unseen.ts';

/**
 * Whether no arrangement of a lane has room for a further job (Hall). From its window on, everything is looked at that its
 * room may depend on: the windows of those who stand there, and the whole day or month where a quota bars a point. When
 * all of it is full, the jobs in there are as many as the messages can carry.
 * @returns false when there may be room, or when a gap is in the way; fitting the lane then tells
 */
export function isOverfull(lane: Lane, seats: Seats, job: Job): boolean {
  const { at, jobs } = lane;
  const unseen = noneSeen(at.length);
  const open: Interval[] = [pointsOf(at, job)];
  for (let reach = open.pop(); reach; reach = open.pop()) {
    for (let p = nextUnseen(unseen, reach.from); p <= reach.to; p = nextUnseen(unseen, p)) {
      unseen[p] = p + 1;
      if (isFree(lane, p)) return false;
      if (lane.placed[p] === 0 && lane.openable[p] === 1) {
        const period = barringPeriod(lane, p);
        if (period === null) return false;
        open.push(period);
      }
      for (let i = seats.first[p] as number; i >= 0; i = seats.next[i] as number)
        open.push(pointsOf(at, jobs[i] as Job));
    }
  }
  return true;
}

/** The points that share the quota which bars this one; null when a gap bars it. */
function barringPeriod(lane: Lane, p: number): Interval | null {
  const { dayStart, dayOpened, dayCap, monthStart, monthOpened, monthCap } = lane;
  const isSpent = (starts: Int32Array, opened: Int32Array, caps: Int32Array) =>
    (opened[starts[p] as number] as number) >= (caps[p] as number);
  if (isSpent(monthStart, monthOpened, monthCap)) return pointsAlike(monthStart, p);
  return isSpent(dayStart, dayOpened, dayCap) ? pointsAlike(dayStart, p) : null;
}

function pointsAlike(starts: Int32Array, p: number): Interval {
  const from = starts[p] as number;
  let to = p;
  while (to + 1 < starts.length && starts[to + 1] === from) to += 1;
  return { from, to };
}
