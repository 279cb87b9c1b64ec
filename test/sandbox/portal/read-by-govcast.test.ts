/** govcast's own readers against the portal: what they find, compared with what is true. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { portalSchema } from '../../../src/config/portals.ts';
import { findDocumentNumbers, normaliseDocumentNumber } from '../../../src/policy/document-number.ts';
import { linkAll } from '../../../src/policy/link-all.ts';
import type { Article } from '../../../src/portal/article.ts';
import { readArticle } from '../../../src/portal/read-article.ts';
import { readList } from '../../../src/portal/read-list.ts';
import { allPages } from '../../../src/sandbox/portal/pages/all-pages.ts';
import { pagePath } from '../../../src/sandbox/portal/portal-page.ts';
import { portalTruth } from '../../../src/sandbox/portal/truth.ts';
import { openTestPortal } from './portal-server.ts';

const shili = portalSchema.parse(parse(readFileSync('config/portals/shili.yaml', 'utf8')));
const at = (path: string) => new URL(path, shili.base).href;
const articles = new Map<string, Article>();
let portal: ReturnType<typeof openTestPortal>;

beforeAll(async () => {
  portal = openTestPortal();
  for (const page of allPages) {
    const path = pagePath(page);
    const charset = page.trap?.kind === 'gbk' ? 'gb18030' : 'utf-8';
    const html = new TextDecoder(charset).decode((await portal.get(path)).rawPayload);
    const settings = shili.columns.find(({ id }) => id === page.column)?.article;
    const numbers = (text: string) => findDocumentNumbers(text).map(({ normalised }) => normalised);
    articles.set(path, readArticle(html, at(path), { ...(settings && { settings }), findNumbers: numbers }));
  }
});
afterAll(() => portal.app.close());

it('names in config/portals/shili.yaml five columns whose pages list every article', async () => {
  const listed = new Set<string>();
  for (const column of shili.columns) {
    const first = readList((await portal.get(column.url)).body, at(column.url), column);
    expect(first.warnings).toEqual([]);
    for (const url of [at(column.url), ...first.further]) {
      const { rows } = readList((await portal.get(new URL(url).pathname)).body, url, column);
      for (const row of rows) listed.add(new URL(row.url).pathname);
    }
  }
  for (const page of allPages) expect(listed).toContain(pagePath(page));
});

it('is read with true titles, numbers and markings', () => {
  for (const { path, title, number, marking } of portalTruth().policies) {
    const article = articles.get(path);
    expect.soft(article?.title).toBe(title);
    expect.soft(article?.marking, title).toBe(marking);
    expect.soft(article?.number, title).toBe(number && normaliseDocumentNumber(number));
  }
});

it('leaves nothing of the page’s frame in the text', () => {
  for (const article of articles.values()) expect(article.text).not.toMatch(/责任编辑|扫一扫|上一篇|当前位置/);
});

it('is linked without one wrong pair, and nearly all true ones without asking', () => {
  const lines = allPages.map((page) => {
    const path = pagePath(page);
    const { url, title, number, issuer, column, text, links } = articles.get(path)!;
    return {
      id: path,
      url,
      title: title ?? page.title,
      publishedAt: page.publishedAt,
      number,
      issuer,
      column,
      text,
      links,
    };
  });
  const made = linkAll(lines).pairs.filter(({ decision }) => decision === 'made');
  const truth = portalTruth().pairs.map(({ policy, interpretation, form }) => `${policy} ${interpretation} ${form}`);
  for (const pair of made) expect(truth).toContain(`${pair.policy} ${pair.interpretation} ${pair.form}`);
  expect(made.length).toBeGreaterThanOrEqual(19);
});
