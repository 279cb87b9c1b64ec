import type { Interval, Job, Lane } from './job.ts';
import { pointsOf } from './job-bounds.ts';

/**
 * Whether all jobs fit into a lane together, and where (planner A.2, step 3). Exact, with merging, quotas and gaps: with x
 * telling which points open a message, windows fit iff every interval opens enough of them (Hall), and quotas and gaps
 * bound sums of neighbouring x from above; in prefix sums these are difference constraints, whose greatest solution opens
 * as early as can be. Jobs are then assigned by earliest deadline; one that misses its deadline names an overfull
 * interval, which becomes a further constraint, until all fit or the constraints contradict each other.
 * @param jobs in the order of work; what must come before another stands before it
 * @returns the point of each job, or null when they do not fit; nothing is changed but the lane's hints
 */
export function fitLane(lane: Lane, jobs: readonly Job[]): Int32Array | null {
  const n = jobs.length;
  const windows = windowsOf(lane, jobs);
  if (windows === null) return null;
  const points = lane.at.length;
  const opened = new Int32Array(points + 1).fill(points + 1);
  opened[0] = 0;
  const cuts = lane.cuts.map((cut) => demanded(lane, windows, cut)).filter(({ need }) => need > 0);
  cuts.sort((a, b) => b.to - a.to);
  const place = new Int32Array(n);
  for (;;) {
    if (!openEarly(lane, opened, cuts)) return null;
    const overfull = assign(lane, opened, windows, place);
    if (overfull === null) return place;
    lane.cuts.push(overfull);
    cuts.push(demanded(lane, windows, overfull));
    cuts.sort((a, b) => b.to - a.to);
  }
}

interface Windows {
  from: Int32Array;
  to: Int32Array;
}

/** Windows as points, tightened so that earliest deadline first keeps the order by itself. Null when one is empty. */
function windowsOf(lane: Lane, jobs: readonly Job[]): Windows | null {
  const n = jobs.length;
  const from = new Int32Array(n);
  const to = new Int32Array(n);
  const { at } = lane;
  let ordered = false;
  for (let i = 0; i < n; i += 1) {
    const job = jobs[i];
    if (!job) break;
    job.index = i;
    ordered ||= job.behind.length > 0;
    const window = pointsOf(at, job);
    let first = window.from;
    for (const each of job.before) {
      if (jobs[each.index] === each && each.index < i) first = Math.max(first, from[each.index] ?? 0);
    }
    from[i] = first;
    to[i] = window.to;
    if (first > window.to) return null;
  }
  for (let i = ordered ? n - 1 : -1; i >= 0; i -= 1) {
    const job = jobs[i];
    if (!job) break;
    for (const each of job.behind) {
      if (jobs[each.index] === each && each.index > i) to[i] = Math.min(to[i] ?? 0, to[each.index] ?? 0);
    }
    if ((from[i] ?? 0) > (to[i] ?? -1)) return null;
  }
  return { from, to };
}

interface Cut extends Interval {
  /** Messages that must be opened from `from` to `to`. */
  need: number;
}

function demanded(lane: Lane, { from, to }: Windows, cut: Interval): Cut {
  let inside = 0;
  for (let i = 0; i < from.length; i += 1) {
    if ((from[i] ?? 0) >= cut.from && (to[i] ?? 0) <= cut.to) inside += 1;
  }
  for (let p = cut.from; p <= cut.to; p += 1) inside -= lane.room[p] ?? 0;
  return { from: cut.from, to: cut.to, need: Math.ceil(inside / lane.postsPerMessage) };
}

/**
 * The greatest prefix sums of opened messages that keep every constraint, from those at hand downwards: shortest paths by
 * sweeps. `opened[i]` is how many messages points 0 to i − 1 open. False when the constraints contradict each other.
 */
function openEarly(lane: Lane, opened: Int32Array, cuts: readonly Cut[]): boolean {
  const { openable, dayStart, dayCap, monthStart, monthCap, gapStart } = lane;
  const points = lane.at.length;
  for (let changed = true; changed; ) {
    changed = false;
    for (let p = 0; p < points; p += 1) {
      let most = (opened[p] as number) + (openable[p] as number);
      const day = (opened[dayStart[p] as number] as number) + (dayCap[p] as number);
      if (day < most) most = day;
      const month = (opened[monthStart[p] as number] as number) + (monthCap[p] as number);
      if (month < most) most = month;
      const gap = (opened[gapStart[p] as number] as number) + 1;
      if (gap < most) most = gap;
      if (most < (opened[p + 1] as number)) {
        opened[p + 1] = most;
        changed = true;
      }
    }
    let next = 0;
    for (let i = points; i > 0; i -= 1) {
      for (let cut = cuts[next]; cut && cut.to + 1 >= i; cut = cuts[next]) {
        next += 1;
        const most = (opened[cut.to + 1] as number) - cut.need;
        if (most < (opened[cut.from] as number)) {
          opened[cut.from] = most;
          changed = true;
        }
      }
      if ((opened[i] as number) < (opened[i - 1] as number)) {
        opened[i - 1] = opened[i] as number;
        changed = true;
      }
    }
    if ((opened[0] as number) < 0) return false;
  }
  return true;
}

/**
 * Earliest deadline first into the messages that are open.
 * @returns null when every job has its place, else the interval that holds more windows than room
 */
function assign(lane: Lane, opened: Int32Array, { from, to }: Windows, place: Int32Array): Interval | null {
  const n = from.length;
  const points = lane.at.length;
  const nextOf = new Int32Array(n).fill(-1);
  const firstOf = new Int32Array(points).fill(-1);
  for (let i = n - 1; i >= 0; i -= 1) {
    const p = from[i] as number;
    nextOf[i] = firstOf[p] as number;
    firstOf[p] = i;
  }
  const heap: number[] = [];
  const latestServed = new Int32Array(points).fill(-1);
  for (let p = 0; p < points; p += 1) {
    for (let i = firstOf[p] as number; i >= 0; i = nextOf[i] as number) push(heap, (to[i] as number) * n + i);
    const opens = (opened[p + 1] as number) > (opened[p] as number);
    let capacity = opens ? lane.postsPerMessage : (lane.room[p] as number);
    for (; capacity > 0 && heap.length > 0; capacity -= 1) {
      const key = pop(heap);
      const i = key % n;
      place[i] = p;
      latestServed[p] = to[i] as number;
    }
    // Room left over: nobody was waiting, so what lies before has nothing to do with a later miss.
    if (capacity > 0) latestServed[p] = points;
    const first = heap[0];
    if (first !== undefined && Math.floor(first / n) <= p) {
      let start = p;
      while (start > 0 && (latestServed[start - 1] as number) <= p) start -= 1;
      return { from: start, to: p };
    }
  }
  return null;
}

function push(heap: number[], key: number): void {
  let i = heap.length;
  heap.push(key);
  while (i > 0) {
    const up = (i - 1) >> 1;
    if ((heap[up] as number) <= key) break;
    heap[i] = heap[up] as number;
    i = up;
  }
  heap[i] = key;
}

function pop(heap: number[]): number {
  const top = heap[0] as number;
  const key = heap.pop() as number;
  const size = heap.length;
  if (size === 0) return top;
  let i = 0;
  for (;;) {
    let down = 2 * i + 1;
    if (down >= size) break;
    if (down + 1 < size && (heap[down + 1] as number) < (heap[down] as number)) down += 1;
    if ((heap[down] as number) >= key) break;
    heap[i] = heap[down] as number;
    i = down;
  }
  heap[i] = key;
  return top;
}
