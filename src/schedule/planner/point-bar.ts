import type { BoardChannel } from './board.ts';
import { nearOpened } from './free-point.ts';
import type { Job, Lane } from './job.ts';
import { firstPoint } from './points.ts';

export type PointBar = 'full' | 'quotaMonth' | 'quotaDay' | 'gap';

/**
 * What keeps a further post from standing at a moment of a lane in the finished plan; null when nothing does. A full
 * message counts before quotas, because another message there is not what is missing.
 */
export function pointBar(lane: Lane, job: Job, at: number): PointBar | null {
  const point = firstPoint(lane.at, at);
  if (lane.at[point] !== at) return null;
  const placed = lane.placed[point] as number;
  const room = lane.room[point] as number;
  if (room > 0) return placed < room ? null : 'full';
  if (placed > 0) return placed < lane.postsPerMessage ? null : 'full';
  if (lane.openable[point] !== 1)
    return lane.fixed.some((message) => message.at === at) ? 'full' : barOfGap(lane, point);
  // The job's own message bars nothing: it would not stand there if the job stood here.
  const own = lane.openable[job.point] === 1 && lane.placed[job.point] === 1 ? job.point : -1;
  const opened = (starts: Int32Array, counts: Int32Array) =>
    (counts[starts[point] as number] as number) - (own >= 0 && starts[own] === starts[point] ? 1 : 0);
  if (opened(lane.monthStart, lane.monthOpened) >= (lane.monthCap[point] as number)) return 'quotaMonth';
  if (opened(lane.dayStart, lane.dayOpened) >= (lane.dayCap[point] as number)) return 'quotaDay';
  return nearOpened(lane, point, own) ? 'gap' : null;
}

/** Too near what is fixed or out already: the quota is named first when it is used up as well. */
function barOfGap(lane: Lane, point: number): PointBar {
  if ((lane.monthCap[point] as number) === 0) return 'quotaMonth';
  return (lane.dayCap[point] as number) === 0 ? 'quotaDay' : 'gap';
}

/** Every message of the lane: out already, fixed, or opened by this plan. */
export function messagesOf(lane: Lane, { settings, act }: Job): { at: number; count: number }[] {
  const used = (settings?.used ?? []).filter((each) => each.act === act && each.count > 0);
  const opened: { at: number; count: number }[] = [];
  for (let p = 0; p < lane.at.length; p += 1) {
    if ((lane.placed[p] as number) > 0 && lane.openable[p] === 1) opened.push({ at: lane.at[p] as number, count: 1 });
  }
  return [...used, ...lane.fixed.map(({ at }) => ({ at, count: 1 })), ...opened];
}

/** Why nothing new may stand at a moment whatever else stands there. */
export function momentBar(channel: BoardChannel, at: number): 'lead' | 'blackout' | 'quiet' | null {
  if (at < channel.leadFrom) return 'lead';
  return channel.barred(at)?.is ?? null;
}
