import { isFree } from './free-point.ts';
import type { Interval, Job, Lane } from './job.ts';
import { boundsOf, isLoose, pointsOf } from './job-bounds.ts';
import { firstPoint, lastPoint } from './points.ts';
import type { Seats } from './seats.ts';
import { nextUnseen, noneSeen } from './unseen.ts';

/** Where the chain ends, and who moves up: each takes the seat of the one before. */
export interface Chain {
  /** The free point. */
  free: number;
  /** Indexes of the jobs that move, the one that takes the free point first. */
  movers: number[];
}

/**
 * The shortest chain of jobs that can move up to make a seat for a further one: the last takes a free point, each before it
 * the seat that was left. Messages stay where they are, so quotas and gaps are asked at the free point only. Only jobs
 * that nothing but their window binds are moved.
 * @returns null when no chain leads to a free point; rearranging the whole lane may still find room
 */
export function findChain(lane: Lane, seats: Seats, job: Job): Chain | null {
  const { jobs, at } = lane;
  const cameFrom = new Int32Array(jobs.length).fill(-1);
  const unseen = noneSeen(at.length);
  const queue: number[] = [];
  const bounds = boundsOf(job, true);
  const window = { from: firstPoint(at, bounds.from), to: lastPoint(at, bounds.to) };
  lookAt(lane, seats, unseen, window, (i) => queue.push(i));
  for (let next = 0; next < queue.length; next += 1) {
    const i = queue[next] as number;
    const free = lookAt(lane, seats, unseen, pointsOf(at, jobs[i] as Job), (other) => {
      cameFrom[other] = i;
      queue.push(other);
    });
    if (free < 0) continue;
    const movers = [];
    for (let mover = i; mover >= 0; mover = cameFrom[mover] as number) movers.push(mover);
    return { free, movers };
  }
  return null;
}

/** Looks at the points of a window that nobody has looked at. @returns the first free one, -1 when there is none */
function lookAt(
  lane: Lane,
  seats: Seats,
  unseen: Int32Array,
  { from, to }: Interval,
  meet: (i: number) => void,
): number {
  for (let p = nextUnseen(unseen, from); p <= to; p = nextUnseen(unseen, p)) {
    unseen[p] = p + 1;
    if (isFree(lane, p)) return p;
    for (let i = seats.first[p] as number; i >= 0; i = seats.next[i] as number) {
      if (isLoose(lane.jobs[i] as Job)) meet(i);
    }
  }
  return -1;
}
