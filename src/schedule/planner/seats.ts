import type { Job, Lane } from './job.ts';

/** Who stands where in a lane: indexes into its jobs. */
export interface Seats {
  /** The first job at each point, -1 where none stands. */
  first: Int32Array;
  /** The next job at the same point, -1 behind the last. */
  next: Int32Array;
}

export function seatsOf({ jobs, at }: Lane): Seats {
  const seats = {
    first: new Int32Array(at.length).fill(-1),
    next: new Int32Array(jobs.length).fill(-1),
  };
  for (let i = jobs.length - 1; i >= 0; i -= 1) {
    const { point } = jobs[i] as Job;
    seats.next[i] = seats.first[point] as number;
    seats.first[point] = i;
  }
  return seats;
}
