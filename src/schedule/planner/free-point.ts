import type { Lane } from './job.ts';
import type { Bounds } from './job-bounds.ts';
import { firstPoint, lastPoint } from './points.ts';

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

/** Whether a point takes another post as things stand. */
export function isFree(lane: Lane, p: number): boolean {
  const placed = lane.placed[p] as number;
  const isOpen = placed > 0 && lane.openable[p] === 1;
  return (isOpen ? placed < lane.postsPerMessage : placed < (lane.room[p] as number)) || (!isOpen && opens(lane, p));
}

/** Whether a new message may be opened at a point beside those that stand. */
function opens(lane: Lane, p: number): boolean {
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
