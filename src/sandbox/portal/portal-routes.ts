/** The portal of the made-up city 示例市, under `/portal/`, with its bureau of housing (住房和城乡建设局). */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import iconv from 'iconv-lite';
import type { Clock } from '../../clock.ts';
import { articlePage } from './article-page.ts';
import { listOrder, listPage, listPageCount } from './list-page.ts';
import { pageFrame, site } from './page-frame.ts';
import { allPages } from './pages/all-pages.ts';
import { portalAsset } from './portal-asset.ts';
import type { ColumnCode } from './portal-columns.ts';
import { columnCodes, columns } from './portal-columns.ts';
import { portalControl } from './portal-control.ts';
import type { PortalPage } from './portal-page.ts';
import { beijingMs, pagePath } from './portal-page.ts';
import { portalState } from './portal-state.ts';

/** The delay is short so that a rehearsal of the whole portal takes seconds; a real portal asks for one or more. */
const ROBOTS = 'User-agent: *\nDisallow: /portal/nbzl/\nDisallow: /portal/search/\nCrawl-delay: 0.05\n';

interface Answer {
  status?: number;
  type: string;
  body: Buffer;
  /** ms UTC. */
  changedAt: number;
}

/**
 * Adds the portal to a server: pages, lists, pictures, attachments, `/robots.txt`, and under `/_control/portal` what a
 * rehearsal needs to revise or withdraw a page. Answers carry ETag and Last-Modified and honour conditional requests.
 */
export function portalRoutes(
  app: FastifyInstance,
  { clock, pages = allPages }: { clock: Clock; pages?: readonly PortalPage[] },
): void {
  const state = portalState(clock);
  // The preset portal is all there; pages that were brought appear at their own time.
  const isOut = (page: PortalPage) => pages === allPages || beijingMs(page.publishedAt) <= clock.now();
  const articles = new Map<string, { page: PortalPage; column: ColumnCode }>();
  for (const page of pages) {
    for (const column of [page.column, ...(page.alsoIn ? [page.alsoIn] : [])]) {
      articles.set(pagePath(page, column), { page, column });
    }
  }
  const find = (id: number) => pages.find((page) => page.id === id);

  const article = (path: string, host: string): Answer | undefined => {
    const met = articles.get(path);
    if (!met || !isOut(met.page)) return undefined;
    const gone = state.goneOf(met.page);
    if (gone === 'hard') return notFound(host, 404);
    if (gone === 'soft') return notFound(host, 200);
    const html = articlePage(met.page, { host, column: met.column, text: state.textOf(met.page), find });
    const body = met.page.trap?.kind === 'gbk' ? iconv.encode(html, 'gbk') : Buffer.from(html);
    return { type: HTML, body, changedAt: state.changedAt(met.page) };
  };

  const list = (path: string, host: string): Answer | undefined => {
    for (const code of columnCodes) {
      const { folder } = columns[code];
      const index = path.startsWith(folder) ? listIndex(path.slice(folder.length)) : null;
      if (index === null) continue;
      const ordered = listOrder(pages, code).filter((page) => isOut(page) && state.goneOf(page) !== 'hard');
      if (index >= listPageCount(ordered.length)) return notFound(host, 404);
      const changedAt = Math.max(0, ...pages.filter(isOut).map((page) => state.changedAt(page)));
      return { type: HTML, body: Buffer.from(listPage(ordered, code, index, host)), changedAt };
    }
    return undefined;
  };

  const control = portalControl(app, { state, pages, pageAt: (path) => articles.get(path)?.page });
  app.get('/robots.txt', (_, reply) => reply.type('text/plain; charset=utf-8').send(ROBOTS));
  app.get('/portal/*', async (request, reply) => {
    const path = decodeURI(request.url.split('?')[0] ?? '');
    const host = request.headers.host ?? 'localhost';
    if (path.startsWith('/portal/nbzl/')) control.forbiddenRead();
    const answer = article(path, host) ?? list(path, host) ?? (await portalAsset(path)) ?? other(path, host);
    return send(request, reply, answer);
  });
}

const HTML = 'text/html; charset=utf-8';

/** `index.html` or the folder is page 0, `index_2.html` page 2; null for anything else. */
function listIndex(name: string): number | null {
  const met = /^(?:index(?:_([1-9]\d*))?\.html)?$/.exec(name);
  return met ? Number(met[1] ?? 0) : null;
}

function other(path: string, host: string): Answer {
  if (path !== '/portal/' && path !== '/portal/index.html') return notFound(host, 404);
  const links = columnCodes.map((code) => `<li><a href="${columns[code].folder}">${columns[code].name}</a></li>`);
  const main = `<div class="w"><h1>${site.name}</h1><p>${site.bureau}</p><ul>${links.join('')}</ul></div>`;
  return {
    type: HTML,
    body: Buffer.from(pageFrame({ title: site.name, host, charset: 'utf-8', labels: [], main })),
    changedAt: 0,
  };
}

function notFound(host: string, status: 200 | 404): Answer {
  const main =
    '<div class="w"><h1>页面不存在</h1><p>抱歉，您访问的页面不存在或者已经删除。<a href="/portal/">返回首页</a></p></div>';
  const body = Buffer.from(pageFrame({ title: '页面不存在', host, charset: 'utf-8', labels: [], main }));
  return { status, type: HTML, body, changedAt: 0 };
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status = 200, type, body, changedAt }: Answer,
): FastifyReply {
  if (status !== 200) return reply.code(status).type(type).send(body);
  const etag = `"${createHash('sha1').update(body).digest('hex').slice(0, 20)}"`;
  reply.header('etag', etag).header('cache-control', 'no-cache');
  if (changedAt > 0) reply.header('last-modified', new Date(changedAt).toUTCString());
  const { 'if-none-match': known, 'if-modified-since': since } = request.headers;
  const unchanged = known
    ? known === etag
    : changedAt > 0 && since
      ? Date.parse(since) >= Math.floor(changedAt / 1000) * 1000
      : false;
  return unchanged ? reply.code(304).send() : reply.type(type).send(body);
}
