import type { Platform } from '../platform.ts';
import { opaqueId } from '../serial-numbers.ts';
import { type Article, articleSchema } from './article-fields.ts';
import type { Job } from './job-store.ts';

/** An article that the public can open. */
export interface Published {
  /** Last part of its address. */
  pageId: string;
  appid: string;
  jobId: string;
  articleId: string;
  msgDataId: string;
  /** Number in its message, from 1. */
  idx: number;
  via: string;
  article: Article;
  url: string;
  /** ms UTC. */
  publishedAt: number;
  deletedAt: number | null;
}

type Row = Omit<Published, 'article'> & { fields: string };
const columns = `page_id as pageId, appid, job_id as jobId, article_id as articleId, msg_data_id as msgDataId, idx, via, fields,
  url, published_at as publishedAt, deleted_at as deletedAt`;

/** Gives each article of a job its page. */
export function publishArticles(platform: Platform, job: Job, at: number): Published[] {
  const insert = platform.db.prepare(
    `insert into article (page_id, appid, job_id, article_id, msg_data_id, idx, via, title, fields, url, published_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const via = job.via === 'hand' ? `${job.act}-by-hand` : job.act;
  for (const [index, article] of job.articles.entries()) {
    const pageId = opaqueId(platform, 22);
    const url = `${job.baseUrl}/s/${pageId}`;
    const { jobId, articleId, msgDataId } = job;
    insert.run(
      pageId,
      job.appid,
      jobId,
      articleId,
      msgDataId,
      index + 1,
      via,
      article.title,
      JSON.stringify(article),
      url,
      at,
    );
  }
  return articlesOfJob(platform, job.jobId, job.appid);
}

export function articlesOfJob(platform: Platform, jobId: string, appid: string): Published[] {
  return list(platform, 'job_id = ? and appid = ? order by idx', jobId, appid);
}

export function articlesOfId(platform: Platform, appid: string, articleId: string): Published[] {
  return list(platform, 'appid = ? and article_id = ? order by idx', appid, articleId);
}

/** The article that comments are about; `idx` from 1. */
export function articleOfMessage(
  platform: Platform,
  appid: string,
  msgDataId: string,
  idx: number,
): Published | undefined {
  return list(platform, 'appid = ? and msg_data_id = ? and idx = ?', appid, msgDataId, idx)[0];
}

export function articleOfPage(platform: Platform, pageId: string): Published | undefined {
  return list(platform, 'page_id = ?', pageId)[0];
}

/** Those of an account, also what was deleted since, the oldest first. */
export function articlesOfAccount(platform: Platform, appid: string): Published[] {
  return list(platform, 'appid = ? order by published_at, rowid', appid);
}

/** All of them, the oldest first. */
export function allArticles(platform: Platform): Published[] {
  return list(platform, '1 = 1 order by published_at, rowid');
}

/** Ids of what went out through 发布 (mass sends are not among them), the newest first. */
export function publishedIds(platform: Platform, appid: string): string[] {
  return platform.db
    .prepare<[string], { articleId: string }>(
      `select article_id as articleId from article where appid = ? and via in ('publish', 'publish-by-hand') and deleted_at is null
       group by article_id order by max(published_at) desc, max(rowid) desc`,
    )
    .all(appid)
    .map((row) => row.articleId);
}

export function markDeleted(platform: Platform, pageId: string, now: number): void {
  platform.db.prepare('update article set deleted_at = ? where page_id = ? and deleted_at is null').run(now, pageId);
}

function list(platform: Platform, where: string, ...values: (string | number)[]): Published[] {
  return platform.db
    .prepare<(string | number)[], Row>(`select ${columns} from article where ${where}`)
    .all(...values)
    .map(({ fields, ...row }) => ({ ...row, article: articleSchema.parse(JSON.parse(fields)) }));
}
