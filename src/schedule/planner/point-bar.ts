import type { BoardChannel } from './board.ts';
import { dayOf } from './day-number.ts';
import type { Job, Lane } from './job.ts';
import { monthOf } from './month.ts';
import { firstPoint } from './points.ts';

export type PointBar = 'full' | 'quotaMonth' | 'quotaDay' | 'gap';

/**
 * What keeps a further post from standing at a moment of a lane in the finished plan; null when nothing does. A full
 * message counts before quotas, because another message there is not what is missing.
 */
export function pointBar(lane: Lane, job: Job, at: number): PointBar | null {
  const point = firstPoint(lane.at, at);
  const there = lane.at[point] === at ? point : -1;
  const fixed = lane.fixed.find((message) => message.at === at);
  if (fixed) return there >= 0 && (lane.placed[there] as number) < (lane.room[there] as number) ? null : 'full';
  const placed = there >= 0 ? (lane.placed[there] as number) : 0;
  if (placed > 0) return placed < lane.postsPerMessage ? null : 'full';
  const { perDay, perMonth } = job.settings?.quotas[job.act] ?? {};
  const messages = messagesOf(lane, job).filter((each) => !isOwnAlone(lane, job, each.at));
  const month = messages.filter((each) => monthOf(each.at) === monthOf(at));
  if (perMonth !== undefined && sum(month) >= perMonth) return 'quotaMonth';
  if (perDay !== undefined && sum(month.filter((each) => dayOf(each.at) === dayOf(at))) >= perDay) return 'quotaDay';
  return messages.some((each) => Math.abs(each.at - at) < Math.max(lane.gapMs, 1)) ? 'gap' : null;
}

/** The job's own message bars nothing: it would not stand there if the job stood here. */
function isOwnAlone(lane: Lane, job: Job, at: number): boolean {
  return job.at === at && job.point >= 0 && lane.openable[job.point] === 1 && lane.placed[job.point] === 1;
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

function sum(messages: readonly { count: number }[]): number {
  return messages.reduce((total, { count }) => total + count, 0);
}

/** Why nothing new may stand at a moment whatever else stands there. */
export function momentBar(channel: BoardChannel, at: number): 'lead' | 'blackout' | 'quiet' | null {
  if (at < channel.leadFrom) return 'lead';
  return channel.barred(at)?.is ?? null;
}
