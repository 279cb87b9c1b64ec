import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AskedWrongly } from '../../errors.ts';
import type { Account } from '../account-store.ts';
import { baseUrlOf } from '../api-routes.ts';
import type { DueWork } from '../due-work.ts';
import type { Platform } from '../platform.ts';
import { nextSerial, opaqueId } from '../serial-numbers.ts';
import { articleSchema } from '../wechat/article-fields.ts';
import { cleanArticleHtml } from '../wechat/draft-cleaning.ts';
import { deleteDraft, findDraft, listDrafts } from '../wechat/draft-store.ts';
import { finishJob } from '../wechat/finish-job.ts';
import { addJob, type Job } from '../wechat/job-store.ts';
import { articleOfPage, articlesOfJob, markDeleted } from '../wechat/published-store.ts';
import { massLimits } from '../wechat/quota-limits.ts';
import { useQuota } from '../wechat/quotas.ts';
import { controlBody, namedAccount } from './control-body.ts';

const handSchema = z.object({
  account: z.string(),
  mediaId: z.string(),
  act: z.enum(['publish', 'mass']).default('publish'),
});

/** Pasted into the console's editor: nothing but what a person sees. */
const pasteSchema = z.object({
  account: z.string(),
  articles: z.array(articleSchema).min(1).max(8),
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
    useMassQuota(platform, account, body.act);
    deleteDraft(platform, account.appid, draft.mediaId);
    return publishNow(platform, dueWork, {
      account,
      act: body.act,
      articles: draft.articles,
      baseUrl: baseUrlOf(request),
    });
  });
  app.post('/paste-by-hand', async (request) => {
    const body = controlBody(request, pasteSchema);
    const account = namedAccount(platform, body.account);
    const articles = body.articles.map((each) => ({ ...each, content: cleanArticleHtml(each.content) }));
    useMassQuota(platform, account, body.act);
    return publishNow(platform, dueWork, { account, act: body.act, articles, baseUrl: baseUrlOf(request) });
  });
  app.post('/take-down', async (request) => {
    const { url } = controlBody(request, z.object({ url: z.string() }));
    const pageId = url.split('/').at(-1) ?? '';
    markDeleted(platform, pageId, platform.clock.now());
    return { taken: articleOfPage(platform, pageId) !== undefined };
  });
}

function useMassQuota(platform: Platform, account: Account, act: Job['act']): void {
  if (act !== 'mass') return;
  const { now } = platform.clock;
  useQuota(platform, account, { what: 'mass', per: massLimits[account.kind].per, now: now(), errcode: 45028 });
}

/** What a colleague publishes is public at once, and no client is told. */
function publishNow(
  platform: Platform,
  dueWork: DueWork,
  { account, act, articles, baseUrl }: { account: Account } & Pick<Job, 'act' | 'articles' | 'baseUrl'>,
): { articleId: string; msgDataId: string; urls: string[] } {
  const now = platform.clock.now();
  const isMass = act === 'mass';
  const job: Job = {
    jobId: nextSerial(platform, isMass ? 'msg' : 'publish'),
    act,
    appid: account.appid,
    msgDataId: nextSerial(platform, 'msgData'),
    state: 'running',
    outcome: null,
    policy: account.settings[act],
    articles,
    baseUrl,
    clientMsgId: null,
    scope: isMass ? 'all' : '',
    content: '',
    submittedAt: now,
    dueAt: now,
    articleId: opaqueId(platform, 64),
    via: 'hand',
  };
  addJob(platform, job);
  finishJob(platform, job, isMass ? 'send success' : '0', now);
  dueWork.catchUp();
  const urls = articlesOfJob(platform, job.jobId, account.appid).map(({ url }) => url);
  return { articleId: job.articleId, msgDataId: job.msgDataId, urls };
}
