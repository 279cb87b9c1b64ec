import type { FastifyInstance, FastifyReply } from 'fastify';
import { isoBeijing } from '../calendar/beijing-time.ts';
import { findAccount } from './account-store.ts';
import { pictureByPath } from './media-store.ts';
import type { Platform } from './platform.ts';
import type { Article } from './wechat/article-fields.ts';
import { findAnyDraft } from './wechat/draft-store.ts';
import { pictureType } from './wechat/picture-type.ts';
import { articleOfPage } from './wechat/published-store.ts';

/** What a reader opens: published articles, previews of drafts, and the pictures in them. */
export function pageRoutes(app: FastifyInstance, platform: Platform): void {
  app.get<{ Params: { id: string } }>('/s/:id', async (request, reply) => {
    const found = articleOfPage(platform, request.params.id);
    if (!found) return html(reply.code(404), notice('参数错误'));
    if (found.deletedAt !== null) return html(reply, notice('该内容已被发布者删除'));
    const name = findAccount(platform, found.appid)?.name ?? '';
    return html(reply, articlePage(found.article, name, isoBeijing(found.publishedAt)));
  });
  app.get<{ Params: { id: string; index: string } }>('/s/draft/:id/:index', async (request, reply) => {
    const draft = findAnyDraft(platform, request.params.id);
    const article = draft?.articles[Number(request.params.index)];
    if (!draft || !article) return html(reply.code(404), notice('临时链接已失效'));
    const name = findAccount(platform, draft.appid)?.name ?? '';
    return html(reply, articlePage(article, `${name}（预览）`, isoBeijing(draft.updatedAt)));
  });
  app.get('/mmbiz.qpic.cn/*', async (request, reply) => {
    const path = request.url.replace(/^\/mmbiz\.qpic\.cn/, '').replace(/\?.*$/, '');
    const bytes = pictureByPath(platform, path);
    if (!bytes) return reply.code(404).send();
    return reply.type(`image/${pictureType(bytes) ?? 'octet-stream'}`).send(bytes);
  });
}

function html(reply: FastifyReply, page: string) {
  return reply.type('text/html; charset=utf-8').send(page);
}

function articlePage(article: Article, account: string, at: string): string {
  const content = article.content.replace(/https?:\/\/mmbiz\.qpic\.cn\//g, '/mmbiz.qpic.cn/');
  const source = article.content_source_url;
  return frame(
    article.title,
    `<h1 id="activity-name">${escapeHtml(article.title)}</h1>
<p><span id="js_author_name">${escapeHtml(article.author)}</span> <a id="js_name">${escapeHtml(account)}</a>
<em id="publish_time">${at.slice(0, 16).replace('T', ' ')}</em></p>
<div id="js_content">${content}</div>
${source ? `<p><a id="js_view_source" href="${escapeHtml(source)}">阅读原文</a></p>` : ''}`,
  );
}

function notice(text: string): string {
  return frame(text, `<p class="weui-msg__title">${text}</p>`);
}

function frame(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body>
${body}
</body></html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
