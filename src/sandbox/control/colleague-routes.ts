import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AskedWrongly } from '../../errors.ts';
import { baseUrlOf } from '../api-routes.ts';
import type { DueWork } from '../due-work.ts';
import type { Platform } from '../platform.ts';
import { nextSerial, opaqueId } from '../serial-numbers.ts';
import { deleteDraft, findDraft, listDrafts } from '../wechat/draft-store.ts';
import { finishJob } from '../wechat/finish-job.ts';
import { addJob, type Job } from '../wechat/job-store.ts';
import { massLimits } from '../wechat/quota-limits.ts';
import { useQuota } from '../wechat/quotas.ts';
import { controlBody, namedAccount } from './control-body.ts';

const handSchema = z.object({
  account: z.string(),
  mediaId: z.string(),
  act: z.enum(['publish', 'mass']).default('publish'),
});

/** What a colleague does by hand in the platform's own console, unknown to any client. */
export function colleagueRoutes(app: FastifyInstance, platform: Platform, dueWork: DueWork): void {
  app.get<{ Querystring: { account?: string } }>('/drafts', async (request) => {
    const { appid } = namedAccount(platform, request.query.account ?? '');
    return { drafts: listDrafts(platform, appid, 0, 1000) };
  });
  app.post('/delete-draft', async (request) => {
    const body = controlBody(request, z.object({ account: z.string(), mediaId: z.string() }));
    return { deleted: deleteDraft(platform, namedAccount(platform, body.account).appid, body.mediaId) };
  });
  app.post('/publish-by-hand', async (request) => {
    const body = controlBody(request, handSchema);
    const account = namedAccount(platform, body.account);
    const draft = findDraft(platform, account.appid, body.mediaId);
    if (!draft) {
      throw new AskedWrongly({
        code: 'control-draft',
        message: 'the account has no such draft',
        remedy: 'GET /_control/drafts?account= lists them.',
      });
    }
    const now = platform.clock.now();
    const isMass = body.act === 'mass';
    if (isMass) useQuota(platform, account, { what: 'mass', per: massLimits[account.kind].per, now, errcode: 45028 });
    deleteDraft(platform, account.appid, draft.mediaId);
    const job: Job = {
      jobId: nextSerial(platform, isMass ? 'msg' : 'publish'),
      act: body.act,
      appid: account.appid,
      msgDataId: nextSerial(platform, 'msgData'),
      state: 'running',
      outcome: null,
      policy: account.settings[body.act],
      articles: draft.articles,
      baseUrl: baseUrlOf(request),
      clientMsgId: null,
      scope: isMass ? 'all' : '',
      content: '',
      submittedAt: now,
      dueAt: now,
      articleId: opaqueId(64),
      via: 'hand',
    };
    addJob(platform, job);
    finishJob(platform, job, isMass ? 'send success' : '0', now);
    dueWork.catchUp();
    return { articleId: job.articleId, msgDataId: job.msgDataId };
  });
}
