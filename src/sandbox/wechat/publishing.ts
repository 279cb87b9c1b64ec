import { z } from 'zod';
import { recordEffect } from '../effect-store.ts';
import { PlatformRefusal } from '../refusal.ts';
import { nextSerial, opaqueId } from '../serial-numbers.ts';
import { type AccountCall, type ApiCall, id, ok } from './api-call.ts';
import { deleteDraft, findDraft } from './draft-store.ts';
import { pageBody } from './drafts.ts';
import { finishJob, plannedOutcome } from './finish-job.ts';
import { addJob, findJob, type Job, jobOfArticle, saveJobState } from './job-store.ts';
import { articlesOfId, articlesOfJob, markDeleted, type Published, publishedIds } from './published-store.ts';

/** 发布 (channel-apis 1.5). Accepted at once, finished later. */
export const publishingCalls: ApiCall[] = [
  { path: '/cgi-bin/freepublish/submit', method: 'POST', right: 'verified', run: submit },
  { path: '/cgi-bin/freepublish/get', method: 'POST', right: 'verified', run: status },
  { path: '/cgi-bin/freepublish/delete', method: 'POST', right: 'verified', run: remove },
  { path: '/cgi-bin/freepublish/getarticle', method: 'POST', right: 'verified', run: getArticle },
  { path: '/cgi-bin/freepublish/batchget', method: 'POST', right: 'verified', run: batchGet },
];

function submit({ platform, account, now, request, read }: AccountCall) {
  const { media_id } = read(z.object({ media_id: z.string() }));
  const draft = findDraft(platform, account.appid, media_id);
  if (!draft) throw new PlatformRefusal(40007, 'invalid media_id');
  deleteDraft(platform, account.appid, media_id);
  const policy = account.settings.publish;
  const job: Job = {
    jobId: nextSerial(platform, 'publish'),
    act: 'publish',
    appid: account.appid,
    msgDataId: nextSerial(platform, 'msgData'),
    state: 'running',
    outcome: null,
    policy,
    articles: draft.articles,
    baseUrl: request.baseUrl,
    clientMsgId: null,
    scope: '',
    content: '',
    submittedAt: now,
    dueAt: now + policy.durationMs,
    articleId: opaqueId(platform, 64),
    via: 'api',
  };
  addJob(platform, job);
  const [first] = draft.articles;
  recordEffect(platform, now, {
    account: account.appid,
    kind: 'publishAccepted',
    text: first?.title ?? '',
    marker: first?.content_source_url ?? '',
    detail: { publishId: job.jobId, mediaId: media_id },
  });
  if (policy.event === 'early') finishJob(platform, job, plannedOutcome(job), now);
  return { ...ok, publish_id: job.jobId, ...(policy.msgDataId && { msg_data_id: job.msgDataId }) };
}

function status({ platform, account, read }: AccountCall) {
  const { publish_id } = read(z.object({ publish_id: id }));
  const job = findJob(platform, 'publish', account.appid, publish_id);
  if (!job) throw new PlatformRefusal(53502, 'publish id invalid');
  const head = { publish_id: BigInt(job.jobId), publish_status: job.outcome === null ? 1 : Number(job.outcome) };
  // The vendor's own sample carries fail_idx while the job runs.
  if (job.outcome === null) return { ...head, fail_idx: [1] };
  if (job.outcome !== '0') return { ...head, fail_idx: job.outcome === '2' || job.outcome === '4' ? [1] : [] };
  const item = articlesOfJob(platform, job.jobId, account.appid).map(({ idx, url }) => ({ idx, article_url: url }));
  return { ...head, article_id: job.articleId, article_detail: { count: item.length, item }, fail_idx: [] };
}

function remove({ platform, account, now, read }: AccountCall) {
  const { article_id, index } = read(z.object({ article_id: z.string(), index: z.number().int().default(0) }));
  const articles = articlesOfId(platform, account.appid, article_id);
  const chosen = index === 0 ? articles : articles.filter((article) => article.idx === index);
  if (chosen.length === 0) throw new PlatformRefusal(53600, 'article id invalid');
  for (const article of chosen) markDeleted(platform, article.pageId, now);
  const left = articlesOfId(platform, account.appid, article_id).some((article) => article.deletedAt === null);
  const job = jobOfArticle(platform, article_id);
  if (!left && job?.act === 'publish') {
    saveJobState(platform, { jobId: job.jobId, state: 'finished', outcome: '5', dueAt: null });
  }
  return ok;
}

function getArticle({ platform, account, read }: AccountCall) {
  const { article_id } = read(z.object({ article_id: z.string() }));
  const articles = articlesOfId(platform, account.appid, article_id);
  if (articles.length === 0) throw new PlatformRefusal(53600, 'article id invalid');
  return { news_item: articles.map((article) => newsItem(article, true)) };
}

function batchGet({ platform, account, read }: AccountCall) {
  const { offset, count, no_content } = read(pageBody);
  const ids = publishedIds(platform, account.appid);
  const page = ids.slice(offset, offset + count).map((articleId) => articlesOfId(platform, account.appid, articleId));
  const item = page.map((articles) => ({
    article_id: articles[0]?.articleId,
    content: { news_item: articles.map((article) => newsItem(article, no_content === 0)) },
    update_time: Math.floor((articles[0]?.publishedAt ?? 0) / 1000),
  }));
  return { item, total_count: ids.length, item_count: item.length };
}

function newsItem({ article, url, deletedAt }: Published, withContent: boolean) {
  const { content, ...fields } = article;
  const isDeleted = deletedAt !== null;
  return {
    ...fields,
    content: withContent ? content : '',
    thumb_url: '',
    show_cover_pic: 0,
    url,
    is_deleted: isDeleted,
  };
}
