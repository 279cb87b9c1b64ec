import { takeLateCall } from './late-calls.ts';
import type { Platform } from './platform.ts';
import { callbacksOf } from './wechat/callbacks.ts';
import { finishJob, plannedOutcome } from './wechat/finish-job.ts';
import { nextDueJob } from './wechat/job-store.ts';
import { performCall } from './wechat/perform-call.ts';

/** Never wait longer than this for the next due moment, ms: timers cannot be set arbitrarily far ahead. */
const LONGEST_WAIT_MS = 3_600_000;

/** What happens by itself as time goes on: jobs finish, confirmations run out, late effects come, events go out. */
export interface DueWork {
  /** Does what is due by now, starts on the pushes that are due, and sets a timer for what comes next. */
  catchUp(): void;
  /** The same, and waits until no push is under way. */
  settle(): Promise<void>;
  /** When something falls due next, ms UTC; null when nothing is to come. */
  nextAt(): number | null;
  stop(): void;
}

export function dueWorkOf(platform: Platform): DueWork {
  const callbacks = callbacksOf(platform);
  let cancel = () => {};
  let stopped = false;
  const advance = () => {
    platform.db.transaction(() => finishDueJobs(platform))();
    doLateCalls(platform);
    cancel();
    cancel = armTimer();
  };
  const armTimer = () => {
    const now = platform.clock.now();
    const next = nextDueMoment(platform, now);
    if (next === null || stopped) return () => {};
    return platform.clock.after(Math.min(next - now, LONGEST_WAIT_MS), catchUp);
  };
  const catchUp = () => {
    void settle();
  };
  const settle = async () => {
    if (stopped) return;
    advance();
    await callbacks.deliverDue();
  };
  return {
    catchUp,
    settle,
    nextAt: () => nextDueMoment(platform, platform.clock.now()),
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}

function finishDueJobs(platform: Platform): void {
  const now = platform.clock.now();
  for (let job = nextDueJob(platform, now); job; job = nextDueJob(platform, now)) {
    // Nobody answered on the phone in time.
    const outcome = job.state === 'waiting' ? 'err(40002)' : plannedOutcome(job);
    finishJob(platform, job, outcome, job.dueAt ?? now);
  }
}

function doLateCalls(platform: Platform): void {
  const now = platform.clock.now();
  for (let late = takeLateCall(platform, now); late; late = takeLateCall(platform, now)) {
    performCall(platform, late.request);
  }
}

function nextDueMoment(platform: Platform, now: number): number | null {
  const row = platform.db
    .prepare<[{ now: number }], { at: number | null }>(
      `select min(at) as at from (
         select due_at as at from job where due_at > @now union all
         select due_at from push where due_at > @now union all
         select due_at from late_call where due_at > @now)`,
    )
    .get({ now });
  return row?.at ?? null;
}
