import type { Account } from '../account-store.ts';
import type { Job } from './job-store.ts';
import type { Published } from './published-store.ts';
import { blank, type XmlFields } from './push-xml.ts';

/** PUBLISHJOBFINISH (channel-apis 4.7). */
export function publishFinishEvent(job: Job, published: Published[]): XmlFields {
  const items = published.map((article) => ({ idx: article.idx, article_url: article.url }));
  return {
    MsgType: 'event',
    Event: 'PUBLISHJOBFINISH',
    PublishEventInfo: {
      publish_id: BigInt(job.jobId),
      publish_status: Number(job.outcome),
      ...(job.outcome === '0' && {
        article_id: job.articleId,
        article_detail: job.policy.lists === 'blank' ? blank : { count: items.length, item: items },
      }),
      ...((job.outcome === '2' || job.outcome === '4') && { fail_idx: [1] }),
    },
  };
}

/** MASSSENDJOBFINISH (channel-apis 4.6); also what some accounts get after a publish. */
export function massFinishEvent(account: Account, job: Job, published: Published[]): XmlFields {
  const sent = job.outcome === 'send success' || job.outcome === '0';
  const total = job.scope === 'all' || job.scope === '' ? account.followers : Math.ceil(account.followers / 10);
  const filtered = sent ? total - Math.floor(total / 50) : 0;
  const failed = sent ? Math.floor(total / 500) : 0;
  const lists = {
    checks: published.map((article) => ({
      ArticleIdx: article.idx,
      UserDeclareState: 0,
      AuditState: 0,
      OriginalArticleUrl: '',
      OriginalArticleType: 0,
      CanReprint: 0,
      NeedReplaceContent: 0,
      NeedShowReprintSource: 0,
    })),
    urls: published.map((article) => ({ ArticleIdx: article.idx, ArticleUrl: article.url })),
  };
  const isBlank = job.policy.lists === 'blank';
  return {
    MsgType: 'event',
    Event: 'MASSSENDJOBFINISH',
    MsgID: BigInt(job.jobId),
    Status: job.outcome === '0' ? 'send success' : (job.outcome ?? ''),
    TotalCount: total,
    FilterCount: filtered,
    SentCount: filtered - failed,
    ErrorCount: failed,
    CopyrightCheckResult: {
      Count: lists.checks.length,
      ResultList: isBlank || lists.checks.length === 0 ? blank : { item: lists.checks },
      CheckState: sent ? 1 : 0,
    },
    ArticleUrlResult: isBlank
      ? blank
      : { Count: lists.urls.length, ResultList: lists.urls.length > 0 ? { item: lists.urls } : blank },
  };
}
