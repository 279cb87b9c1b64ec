import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { z } from 'zod';
import { type Portal, portalSchema } from '../../src/config/portals.ts';

export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

/** A small web server that answers what a test puts up; it counts requests by path. */
export interface LocalPortal {
  base: string;
  /** `host:port` */
  host: string;
  /** Puts a page, or a way to answer, at a path. */
  put: (path: string, page: string | Buffer | Answerer) => void;
  remove: (path: string) => void;
  /** Requests for a path so far; of all paths but robots.txt without one. */
  asked: (path?: string) => number;
  close: () => Promise<void>;
}

export async function localPortal(): Promise<LocalPortal> {
  const pages = new Map<string, string | Buffer | Answerer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const page = pages.get(path);
    if (typeof page === 'function') return page(request, response);
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html' });
    response.end(page ?? '<html><title>404</title></html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/`,
    host: `127.0.0.1:${port}`,
    put: (path, page) => pages.set(path, page),
    remove: (path) => pages.delete(path),
    asked: (path) => asked.filter((each) => (path ? each === path : each !== '/robots.txt')).length,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A portal file for a local server: no delays, short limits. */
export function portalOf(
  local: Pick<LocalPortal, 'base'>,
  settings: Partial<z.input<typeof portalSchema>> = {},
): Portal {
  return portalSchema.parse({
    id: 'test',
    name: '示例市住房和城乡建设局',
    base: local.base,
    allowPrivate: true,
    userAgent: 'govcast-test/1.0 (+test@shili.example)',
    pace: { minDelayMs: 0, concurrency: 2 },
    timeouts: { idleMs: 400, totalMs: 1500 },
    retry: { tries: 2, firstWaitMs: 0 },
    columns: [{ id: 'zcwj', name: '政策文件', url: '/zcwj/' }],
    ...settings,
  });
}

/** A list page with rows as TRS writes them. */
export function listPage(rows: { url: string; title: string; date?: string; pinned?: boolean }[], more = ''): string {
  const items = rows.map(({ url, title, date = '', pinned }) => {
    return `<li>${pinned ? '<i>置顶</i>' : ''}<a href="${url}" title="${title}">${title}</a><span>${date}</span></li>`;
  });
  return `<html><body><ul class="nav"><li><a href="/">首页</a></li></ul><ul class="list">${items.join('\n')}</ul>${more}</body></html>`;
}

/** An article page with the labels of the national rules. */
export function articlePage(
  title: string,
  options: { date?: string | null; text?: string; head?: string } = {},
): string {
  const {
    date = '2026-11-20 09:30',
    text = `${title}的正文，由示例市住房和城乡建设局发布。`.repeat(6),
    head = '',
  } = options;
  const time = date === null ? '' : `<meta name="PubDate" content="${date}">`;
  return `<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="${title}">${time}
    <meta name="ContentSource" content="示例市住房和城乡建设局"></head><body>${head}
    <h1>${title}</h1><div class="TRS_Editor">${text
      .split('\n')
      .map((line) => `<p>${line}</p>`)
      .join('')}</div></body></html>`;
}
