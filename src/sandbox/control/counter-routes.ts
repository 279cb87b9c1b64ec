import type { FastifyInstance } from 'fastify';
import { isoBeijing } from '../../calendar/beijing-time.ts';
import { presetAccountsInto } from '../account-store.ts';
import type { DueWork } from '../due-work.ts';
import { readCounters } from '../effect-store.ts';
import type { Platform } from '../platform.ts';
import { platformTables } from '../platform-schema.ts';
import { allArticles } from '../wechat/published-store.ts';

/** What was called and what came of it, and the return to the beginning. */
export function counterRoutes(app: FastifyInstance, platform: Platform, dueWork: DueWork): void {
  app.get('/counters', async () => {
    dueWork.catchUp();
    return readCounters(platform);
  });
  app.get('/published', async () => {
    dueWork.catchUp();
    return { published: allArticles(platform).map(publishedView) };
  });
  app.post('/reset', async () => {
    platform.db.transaction(() => {
      for (const table of platformTables) platform.db.exec(`delete from ${table}`);
      platform.db.exec("delete from meta where name <> 'now'");
      presetAccountsInto(platform);
    })();
    dueWork.catchUp();
    return { ok: true };
  });
}

function publishedView(published: ReturnType<typeof allArticles>[number]) {
  const { article, appid: account, jobId, articleId, msgDataId, idx, via, url, publishedAt, deletedAt } = published;
  return {
    account,
    articleId,
    msgDataId,
    jobId,
    idx,
    via,
    title: article.title,
    digest: article.digest,
    contentSourceUrl: article.content_source_url,
    url,
    at: publishedAt,
    atBeijing: isoBeijing(publishedAt),
    deleted: deletedAt !== null,
  };
}
