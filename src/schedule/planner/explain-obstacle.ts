import { type Board, type BoardChannel, titleOf } from './board.ts';
import { blackoutAt, leaderBehind } from './explain-placement.ts';
import { directPoint } from './free-point.ts';
import type { Job, Lane } from './job.ts';
import { boundsOf, dayOfNamed, hoursApart } from './job-bounds.ts';
import { longMoment, monthNumber } from './moment-text.ts';
import type { ObstacleCode } from './obstacle-codes.ts';
import { momentBar, pointBar } from './point-bar.ts';
import { filled, type PlanWording } from './wording.ts';

export interface Obstacle {
  code: ObstacleCode;
  obstacle: string;
  /** ms UTC. */
  nextPossible: number | null;
}

/** What keeps a job from having a place: the filter that took the last slot of its window (planner A.4). */
export function explainObstacle(board: Board, job: Job, wording: PlanWording): Obstacle {
  const channel = board.channels.get(job.channel);
  const { code, at } = tightest(board, channel, job);
  const nextPossible = channel ? nextPlace(board, job) : null;
  const leader = job.before.find((other) => other.at === null) ?? leaderBehind(job, job.latest) ?? job.before[0];
  const values = {
    act: wording.acts[job.act].zh,
    why: blackoutAt(channel, at),
    other: code === 'sameDay' ? titleOf(board, job.post.sameDayAs ?? '') : (leader?.post.title ?? ''),
    hours: job.post.withinHours ?? 0,
    month: monthNumber(at),
    quota: channel?.settings.quotas[job.act]?.perMonth ?? 0,
    minutes: channel?.settings.minGapMinutes ?? 0,
    next: nextWords(nextPossible),
  };
  return { code, obstacle: filled(wording.obstacles[code].zh, values), nextPossible };
}

/** How the sentence of an obstacle ends: when it would be possible after the window. @param nextPossible ms UTC */
export function nextWords(nextPossible: number | null): string {
  return nextPossible === null ? '' : `，最早 ${longMoment(nextPossible)}`;
}

interface Tightest {
  code: ObstacleCode;
  /** A moment that it bars, ms UTC. */
  at: number;
}

function tightest(board: Board, channel: BoardChannel | undefined, job: Job): Tightest {
  const { lane, latest } = job;
  const from = job.earliest;
  if (job.refused === 'noChannel' || job.refused === 'noAct' || job.refused === 'pinPast') {
    return { code: job.refused, at: from };
  }
  if (latest < board.input.now) return { code: 'past', at: latest };
  if (!lane || !channel) return { code: tightestOfDraft(job), at: from };
  let slots = [...lane.slots].filter((at) => from <= at && at <= latest);
  if (slots.length === 0) return { code: 'noSlot', at: from };
  for (const bar of ['lead', 'blackout', 'quiet'] as const) {
    const left = slots.filter((at) => momentBar(channel, at) !== bar);
    if (left.length === 0) return { code: bar, at: slots[0] ?? from };
    slots = left;
  }
  const inOrder = slots.filter((at) => leaderBehind(job, at) === null);
  if (job.refused === 'after' || inOrder.length === 0) return { code: 'after', at: slots[0] ?? from };
  if (job.named) return { code: 'sameDay', at: inOrder[0] ?? from };
  if (job.refused === 'withinHours') return { code: 'withinHours', at: inOrder[0] ?? from };
  return barOfMost(lane, job, inOrder);
}

function tightestOfDraft(job: Job): ObstacleCode {
  if (job.refused === 'after') return 'after';
  if (job.latest < job.leadFrom) return 'lead';
  if (job.named && dayOfNamed(job, job.named) === null) return 'sameDay';
  return job.before.length > 0 ? 'after' : job.named ? 'sameDay' : 'lead';
}

/** What bars most of the slots that are left; of equals the one that is named first here. */
function barOfMost(lane: Lane, job: Job, slots: readonly number[]): Tightest {
  const bars = slots.map((at) => ({ at, bar: pointBar(lane, job, at) ?? ('full' as const) }));
  let found: Tightest = { code: 'full', at: slots[0] ?? job.earliest };
  let most = 0;
  for (const code of ['quotaMonth', 'quotaDay', 'gap', 'full'] as const) {
    const barred = bars.filter(({ bar }) => bar === code);
    if (barred.length <= most) continue;
    most = barred.length;
    found = { code, at: barred[0]?.at ?? job.earliest };
  }
  return found;
}

/** The first place after its latest that it could take as the plan stands, inside the horizon. */
function nextPlace(board: Board, job: Job): number | null {
  const { lane } = job;
  if (!lane || job.refused === 'after') return null;
  if (hoursApart(job) !== null && job.refused === 'withinHours') return null;
  const later: Job = { ...job, earliest: Math.max(job.earliest, job.latest + 1), latest: board.horizon.end };
  const point = directPoint(lane, boundsOf(later, true));
  return lane.at[point] ?? null;
}
