import { type Board, type BoardChannel, titleOf } from './board.ts';
import { dayOf } from './day-number.ts';
import type { Job, Lane } from './job.ts';
import { hoursApart } from './job-bounds.ts';
import { dayAndTime, dayText, fullMoment, longMoment, monthNumber, timeBeside, timeText } from './moment-text.ts';
import { pinWarnings } from './pin-warnings.ts';
import type { PlacementCode } from './placement-codes.ts';
import { messagesOf, momentBar, pointBar } from './point-bar.ts';
import { firstPoint } from './points.ts';
import { filled, type PlanWording } from './wording.ts';

const MINUTE_MS = 60_000;

export interface PlacementReason {
  code: PlacementCode;
  reason: string;
  warning: string | null;
}

/** Why a placed job stands where it does: what bars its nominal slot in the finished plan (planner A.4). */
export function explainPlacement(board: Board, job: Job, wording: PlanWording): PlacementReason {
  const channel = board.channels.get(job.channel);
  const at = job.at ?? 0;
  const nominal = nominalOf(job);
  const warnings = job.fixed === 'pinned' && channel ? pinWarnings(channel, job) : [];
  const code = codeOf(channel, job, at, nominal);
  const values = valuesOf(board, channel, job, code, nominal ?? at, wording);
  const reason = filled(wording.placements[code].zh, values);
  if (warnings.length === 0) return { code, reason, warning: null };
  const warning = `注意：${warnings.map((each) => wording.warnings[each].zh).join('；')}`;
  return { code, reason: `${reason}（${warning}）`, warning };
}

/** The first slot of the lane from the job's earliest on; a draft's first minute. */
function nominalOf({ lane, earliest }: Job): number | null {
  if (!lane) return Math.ceil(earliest / MINUTE_MS) * MINUTE_MS;
  return lane.slots[firstPoint(lane.slots, earliest)] ?? null;
}

function codeOf(channel: BoardChannel | undefined, job: Job, at: number, nominal: number | null): PlacementCode {
  if (job.fixed === 'pinned') return 'pinned';
  if (job.fixed === 'announced' || job.was === at) return 'kept';
  if (job.was !== null) return job.by === null ? 'replanned' : 'displaced';
  if (nominal === null || nominal === at || !channel) return 'onTime';
  const { lane } = job;
  const barred = lane ? momentBar(channel, nominal) : nominal < channel.leadFrom ? 'lead' : null;
  if (barred) return barred;
  if (leaderBehind(job, nominal)) return 'after';
  const full = lane ? pointBar(lane, job, nominal) : null;
  if (full) return full;
  if (job.named && dayOf(nominal) !== dayOf(at)) return 'sameDay';
  if (hoursApart(job) !== null) return 'withinHours';
  return lane && sharesMessage(lane, at) ? 'merged' : 'arranged';
}

/** The post that bars a moment because it must come first; the one that stands latest. */
export function leaderBehind({ before, lane }: Job, moment: number): Job | null {
  const shares = lane !== null && lane.postsPerMessage > 1;
  const late = before.filter(
    (other) => other.at !== null && (other.lane === lane && shares ? other.at > moment : other.at >= moment),
  );
  return late.sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0] ?? null;
}

function sharesMessage(lane: Lane, at: number): boolean {
  const point = firstPoint(lane.at, at);
  const fixed = lane.fixed.find((message) => message.at === at)?.posts ?? 0;
  return fixed + (lane.placed[point] ?? 0) > 1;
}

/** What fills the sentence of a code. */
function valuesOf(
  board: Board,
  channel: BoardChannel | undefined,
  job: Job,
  code: PlacementCode,
  nominal: number,
  wording: PlanWording,
): Record<string, string | number> {
  const moved = job.at ?? nominal;
  const at = timeBeside(moved, nominal);
  const act = wording.acts[job.act].zh;
  const hours = job.post.withinHours ?? 0;
  switch (code) {
    case 'onTime':
      return { at: fullMoment(moved) };
    case 'displaced':
      return { by: titleOf(board, job.by ?? ''), was: dayAndTime(job.was ?? moved), at: dayAndTime(moved) };
    case 'replanned':
      return { was: dayAndTime(job.was ?? moved), why: whyMoved(channel, job), at: dayAndTime(moved) };
    case 'quotaDay':
    case 'quiet':
      return { next: nextDay(moved, nominal), time: timeText(moved), at, act };
    case 'quotaMonth': {
      const quota = job.settings?.quotas[job.act]?.perMonth ?? 0;
      return { at: longMoment(moved), month: monthNumber(nominal), quota, act };
    }
    case 'gap':
      return { other: neighbour(job, nominal), minutes: job.settings?.minGapMinutes ?? 0, at };
    case 'blackout':
      return { day: dayText(nominal), why: blackoutAt(channel, nominal), at };
    case 'after':
      return { other: leaderBehind(job, nominal)?.post.title ?? '', at };
    case 'sameDay':
      return { other: titleOf(board, job.post.sameDayAs ?? '') };
    default: {
      const minutes = Math.round(((channel?.leadFrom ?? 0) - board.input.now) / MINUTE_MS);
      return { nominal: timeText(nominal), at, hours, act, minutes };
    }
  }
}

function nextDay(at: number, nominal: number): string {
  const days = dayOf(at) - dayOf(nominal);
  return days === 0 ? '当日' : days === 1 ? '次日' : ` ${dayAndTime(at).slice(0, 5)}`;
}

/** The reason of the black-out at a moment, as whoever set it worded it. */
export function blackoutAt(channel: BoardChannel | undefined, at: number): string {
  const bar = channel?.barred(at);
  return bar?.is === 'blackout' ? bar.blackout.reason : '';
}

function neighbour(job: Job, nominal: number): string {
  if (!job.lane) return '';
  const [nearest] = messagesOf(job.lane, job).sort((a, b) => Math.abs(a.at - nominal) - Math.abs(b.at - nominal));
  return nearest ? timeBeside(nearest.at, nominal) : '';
}

/** Why an announced moment could not be kept, to stand behind it in a sentence. */
function whyMoved(channel: BoardChannel | undefined, job: Job): string {
  const was = job.was ?? 0;
  const bar = channel?.barred(was);
  if (bar?.is === 'blackout') return `因停发（${bar.blackout.reason}）`;
  if (bar?.is === 'quiet') return '因静默时段';
  if (was < job.earliest || was > job.latest) return '不在起止时间内';
  return '与次数、间隔或先后次序不合';
}
