import { findAccount } from '../account-store.ts';
import { recordEffect } from '../effect-store.ts';
import type { Platform } from '../platform.ts';
import { massFinishEvent, publishFinishEvent } from './job-events.ts';
import { type Job, saveJobState } from './job-store.ts';
import { type Published, publishArticles } from './published-store.ts';
import { queuePush } from './push-store.ts';
import { massLimits } from './quota-limits.ts';
import { periodOf, setUsed, usedOf } from './quotas.ts';

const LATE_MS = 600_000;

/** What a job comes to, by the policy under which it was accepted. */
export function plannedOutcome(job: Job): string {
  const { finish } = job.policy;
  if (finish !== 'success') return String(finish);
  return job.act === 'publish' ? '0' : 'send success';
}

/**
 * Ends a job at `at` (ms UTC): what succeeded becomes visible, a failed mass send gives its place in the quota back,
 * and the event is put on its way as the policy says.
 */
export function finishJob(platform: Platform, job: Job, outcome: string, at: number): void {
  saveJobState(platform, { jobId: job.jobId, state: 'finished', outcome, dueAt: null });
  const succeeded = outcome === '0' || outcome === 'send success';
  const published = succeeded ? publishArticles(platform, job, at) : [];
  if (succeeded) noteEffect(platform, job, published, at);
  else if (job.act === 'mass') giveBackQuota(platform, job);
  if (job.via === 'api') queueEvents(platform, { ...job, outcome }, published, at);
}

function noteEffect(platform: Platform, job: Job, published: Published[], at: number): void {
  const [first] = job.articles;
  recordEffect(platform, at, {
    account: job.appid,
    kind: job.act === 'publish' ? 'published' : 'massSent',
    text: first?.title ?? job.content,
    marker: first?.content_source_url ?? job.clientMsgId ?? '',
    detail: {
      id: job.jobId,
      via: job.via,
      clientMsgId: job.clientMsgId,
      scope: job.scope,
      titles: job.articles.map((article) => article.title),
      urls: published.map((article) => article.url),
    },
  });
}

function giveBackQuota(platform: Platform, job: Job): void {
  const account = findAccount(platform, job.appid);
  if (!account) return;
  const period = periodOf(massLimits[account.kind].per, job.submittedAt);
  setUsed(platform, account, 'mass', period, usedOf(platform, account, 'mass', period) - 1);
}

function queueEvents(platform: Platform, job: Job, published: Published[], at: number): void {
  const account = findAccount(platform, job.appid);
  const { event, eventDelayMs } = job.policy;
  if (!account || event === 'never') return;
  const asMass = job.act === 'mass' || event === 'as-mass';
  const fields = asMass ? massFinishEvent(account, job, published) : publishFinishEvent(job, published);
  const early = event === 'early';
  const dueAt = at + (event === 'late' && eventDelayMs === 0 ? LATE_MS : early ? 0 : eventDelayMs);
  const openid = 'oR5Gjjl_eiZoUpGozMo7dbBJ362A';
  for (let times = event === 'twice' ? 2 : 1; times > 0; times--) {
    queuePush(platform, account, { label: `job ${job.jobId}`, fields, openid, at, dueAt, beforeAnswer: early });
  }
}
