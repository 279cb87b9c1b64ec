import type { Calendar } from '../../../src/calendar/calendar.ts';
import { makeBoard } from '../../../src/schedule/planner/board.ts';
import type { Job } from '../../../src/schedule/planner/job.ts';
import type { Plan } from '../../../src/schedule/planner/plan.ts';
import type { PlanInput } from '../../../src/schedule/planner/plan-input.ts';
import { brokenRules } from './broken-rules.ts';

/**
 * How many jobs a slow search places: in the order of work each job (all channels of a post with hours together) is taken
 * when it fits anyhow together with everything taken before. Tries every slot of every job; for small cases only.
 */
export function exhaustivelyPlaced(input: PlanInput, calendar: Calendar): Set<string> | null {
  const board = makeBoard(input, calendar);
  const taken: Job[] = [];
  const refused = new Set<Job>();
  const seen = new Set<string>();
  const effort = { left: 4_000 };
  const fits = (jobs: readonly Job[]) => place(input, board.jobs, jobs, 0, new Map(), effort);
  for (const job of board.jobs) {
    if (job.post.withinHours === undefined) {
      if (leadersTaken(job, taken) && fits([...taken, job])) taken.push(job);
      else refused.add(job);
    } else if (!seen.has(job.post.id)) {
      seen.add(job.post.id);
      const able = job.siblings.filter((each) => leadersTaken(each, taken) && fits([...taken, each]));
      if (able.length > 0 && fits([...taken, ...able])) taken.push(...able);
    }
    if (effort.left <= 0) return null;
  }
  return new Set(taken.map((job) => `${job.post.id} ${job.channel}`));
}

function leadersTaken(job: Job, taken: readonly Job[]): boolean {
  if (!job.before.every((other) => taken.includes(other))) return false;
  return job.named === null || job.named.some((other) => taken.includes(other));
}

function place(
  input: PlanInput,
  all: readonly Job[],
  jobs: readonly Job[],
  next: number,
  at: Map<Job, number>,
  effort: { left: number },
): boolean {
  const job = jobs[next];
  effort.left -= 1;
  if (effort.left <= 0) return false;
  if (!job) return holds(input, at, true);
  for (const moment of job.lane?.slots ?? []) {
    if (moment < job.earliest || moment > job.latest) continue;
    at.set(job, moment);
    if (holds(input, at, false) && place(input, all, jobs, next + 1, at, effort)) return true;
  }
  at.delete(job);
  return false;
}

/** Asks the rules themselves; order and coupling with jobs that have no place yet count only in the end. */
function holds(input: PlanInput, at: ReadonlyMap<Job, number>, whole: boolean): boolean {
  const placements = [...at].map(([job, moment]) => ({
    post: job.post.id,
    channel: job.channel,
    act: job.act,
    at: moment,
    code: 'onTime' as const,
    reason: '',
  }));
  const plan: Plan = { placements, impossible: [] };
  const wrong = brokenRules(input, plan).filter((rule) => !rule.startsWith('told'));
  if (whole) return wrong.length === 0;
  return wrong.every((rule) => rule.startsWith('after') || rule.startsWith('sameDay'));
}
