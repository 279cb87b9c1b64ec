import { z } from 'zod';
import type { Platform } from '../platform.ts';
import { PlatformRefusal } from '../refusal.ts';
import { type AccountCall, type ApiCall, id, ok } from './api-call.ts';
import { finishJob } from './finish-job.ts';
import { findJob, type Job, saveJobState } from './job-store.ts';
import { allArticles, articlesOfJob, markDeleted } from './published-store.ts';

/** Mass sends that were accepted: asking for their state, deleting them (channel-apis 1.6). */
export const massJobCalls: ApiCall[] = [
  { path: '/cgi-bin/message/mass/get', method: 'POST', right: 'verified', run: status },
  { path: '/cgi-bin/message/mass/delete', method: 'POST', right: 'verified', run: remove },
];

function status({ platform, account, read }: AccountCall) {
  const { msg_id } = read(z.object({ msg_id: id }));
  const job = findJob(platform, 'mass', account.appid, msg_id);
  if (!job) throw new PlatformRefusal(40059, 'invalid msg_id');
  if (job.state === 'waiting') {
    throw new PlatformRefusal(89504, 'waiting for the confirmation of the administrator');
  }
  return { msg_id: BigInt(job.jobId), msg_status: statusWord(job) };
}

function statusWord(job: Job): string {
  if (job.outcome === null) return 'SENDING';
  if (job.outcome === 'deleted') return 'DELETE';
  return job.outcome === 'send success' ? 'SEND_SUCCESS' : 'SEND_FAIL';
}

function remove({ platform, account, now, read }: AccountCall) {
  const body = read(
    z.object({ msg_id: id.optional(), url: z.string().optional(), article_idx: z.number().int().default(0) }),
  );
  const byUrl = body.url && allArticles(platform).find((article) => article.url === body.url);
  const msgId = byUrl ? byUrl.jobId : body.msg_id;
  const job = msgId === undefined ? undefined : findJob(platform, 'mass', account.appid, msgId);
  if (!job) throw new PlatformRefusal(40059, 'invalid msg_id');
  if (job.outcome !== 'send success') throw new PlatformRefusal(40065, 'invalid article state');
  const articles = articlesOfJob(platform, job.jobId, account.appid);
  const idx = byUrl ? byUrl.idx : body.article_idx;
  const chosen = idx === 0 ? articles : articles.filter((article) => article.idx === idx);
  if (chosen.length === 0) throw new PlatformRefusal(40060, 'invalid article idx');
  for (const article of chosen) markDeleted(platform, article.pageId, now);
  const left = articlesOfJob(platform, job.jobId, account.appid).some((article) => article.deletedAt === null);
  if (!left) saveJobState(platform, { jobId: job.jobId, state: 'finished', outcome: 'deleted', dueAt: null });
  return ok;
}

/** The administrator answers on the phone: the send begins, or fails with err(40001). */
export function decideGate(platform: Platform, job: Job, decision: 'confirm' | 'refuse'): void {
  const now = platform.clock.now();
  if (decision === 'refuse') finishJob(platform, job, 'err(40001)', now);
  else
    saveJobState(platform, { jobId: job.jobId, state: 'running', outcome: null, dueAt: now + job.policy.durationMs });
}
