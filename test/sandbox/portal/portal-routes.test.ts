import * as cheerio from 'cheerio';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listOrder, listPageCount } from '../../../src/sandbox/portal/list-page.ts';
import { allPages } from '../../../src/sandbox/portal/pages/all-pages.ts';
import { columnCodes, columns } from '../../../src/sandbox/portal/portal-columns.ts';
import { pagePath } from '../../../src/sandbox/portal/portal-page.ts';
import { portalTruth } from '../../../src/sandbox/portal/truth.ts';
import { openTestPortal } from './portal-server.ts';

let portal: ReturnType<typeof openTestPortal>;
beforeAll(() => {
  portal = openTestPortal();
});
afterAll(() => portal.app.close());

const trapPath = (kind: string) => portalTruth().traps.find((trap) => trap.kind === kind)?.path ?? '';

it('has at least sixty articles over five columns, each with an address of its own', () => {
  expect(allPages.length).toBeGreaterThanOrEqual(60);
  expect(new Set(allPages.map((page) => page.column)).size).toBe(5);
  expect(new Set(allPages.map((page) => pagePath(page))).size).toBe(allPages.length);
  expect(new Set(allPages.map((page) => page.id)).size).toBe(allPages.length);
});

it('answers every article with the labels that sites must carry', async () => {
  for (const page of allPages.filter(({ trap }) => trap?.kind !== 'throttle' && trap?.kind !== 'gbk')) {
    const response = await portal.get(pagePath(page));
    expect(response.statusCode, page.title).toBe(200);
    const $ = cheerio.load(response.body);
    const label = (name: string) => $(`meta[name=${name}]`).attr('content');
    expect(label('ArticleTitle')).toBe(page.title);
    expect($('h1').text()).toBe(page.title);
    for (const name of ['SiteName', 'SiteDomain', 'SiteIDCode', 'ColumnName', 'ColumnType', 'ContentSource', 'Url']) {
      expect(label(name), `${name} of ${page.title}`).toBeTruthy();
    }
    if (page.trap?.kind !== 'no-date') expect(label('PubDate')).toBeTruthy();
  }
});

it('writes policies at the length of policies', () => {
  for (const page of allPages.filter(({ column }) => column === 'zcwj')) {
    expect([...page.text].length, page.title).toBeGreaterThanOrEqual(600);
    expect([...page.text].length, page.title).toBeLessThanOrEqual(3000);
  }
});

it.each(columnCodes)('lists every article of %s over its numbered pages, in whole titles', async (code) => {
  const ordered = listOrder(allPages, code);
  const found = new Map<string, string>();
  for (let index = 0; index < listPageCount(ordered.length); index++) {
    const name = index === 0 ? 'index.html' : `index_${index}.html`;
    const url = `${columns[code].folder}${name}`;
    const response = await portal.get(url);
    expect(response.body).toContain(`createPageHTML(${listPageCount(ordered.length)}, ${index}, "index", "html")`);
    const $ = cheerio.load(response.body);
    $('ul.pc > li > a').each((_, a) => {
      const path = new URL($(a).attr('href') ?? '', `http://portal${url}`).pathname;
      found.set(path, $(a).attr('title') ?? '');
    });
  }
  expect([...found.keys()].sort()).toEqual(ordered.map((page) => pagePath(page, code)).sort());
  for (const page of ordered) expect(found.get(pagePath(page, code))).toContain(page.title);
  const beyond = await portal.get(`${columns[code].folder}index_${listPageCount(ordered.length)}.html`);
  expect(beyond.statusCode).toBe(404);
});

it('pins an old notice to the head of its list', async () => {
  const $ = cheerio.load((await portal.get(columns.tzgg.folder)).body);
  expect($('ul.pc > li').first().text()).toContain('【置顶】');
});

it('serves one page in gbk while its header says utf-8', async () => {
  const response = await portal.get(trapPath('gbk'));
  expect(response.headers['content-type']).toContain('utf-8');
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(response.rawPayload)).toThrow();
  expect(new TextDecoder('gbk', { fatal: true }).decode(response.rawPayload)).toContain('建筑工人实名制管理实施细则');
});

it('answers an unchanged page with 304 by tag and by date', async () => {
  const path = pagePath(allPages[0]!);
  const first = await portal.get(path);
  const byTag = await portal.get(path, { 'if-none-match': String(first.headers.etag) });
  const byDate = await portal.get(path, { 'if-modified-since': String(first.headers['last-modified']) });
  expect([byTag.statusCode, byDate.statusCode]).toEqual([304, 304]);
  expect((await portal.get(path, { 'if-none-match': '"other"' })).statusCode).toBe(200);
});

it('serves real attachments and tall pictures', async () => {
  const $ = cheerio.load((await portal.get(pagePath(allPages[0]!))).body);
  const links = $('.fj a')
    .map((_, a) => $(a).attr('href') ?? '')
    .get();
  const [docx, pdf] = await Promise.all(links.map((link) => portal.get(link)));
  expect(pdf?.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect(docx?.rawPayload.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  const graphic = allPages.find((page) => page.id === 1301)!;
  const $graphic = cheerio.load((await portal.get(pagePath(graphic))).body);
  const src = $graphic('.TRS_UEDITOR img').attr('src') ?? '';
  const size = await sharp((await portal.get(src)).rawPayload).metadata();
  expect(size.width).toBe(750);
  expect(size.height).toBeGreaterThanOrEqual(3000);
  expect($graphic('.TRS_UEDITOR').text().trim()).toBe('');
});

it('links a news article to the policy it speaks of, and an interpretation to its policy', async () => {
  const hrefs = async (id: number) => {
    const $ = cheerio.load((await portal.get(pagePath(allPages.find((page) => page.id === id)!))).body);
    return $('.article-wrap a')
      .map((_, a) => $(a).attr('href') ?? '')
      .get();
  };
  expect(await hrefs(1402)).toContain('/portal/zwgk/zcwj/202611/t20261112_1004.html');
  expect(await hrefs(1101)).toContain('/portal/zwgk/zcwj/202611/t20261118_1001.html');
});

it('keeps a page without any date, and one whose title shares nothing with its row', async () => {
  const undated = cheerio.load((await portal.get(trapPath('no-date'))).body);
  expect(undated('meta[name=PubDate]').length).toBe(0);
  expect(undated('.info').text()).not.toMatch(/\d{4}-\d\d/);
  const throttled = cheerio.load((await portal.get(trapPath('throttle'))).body);
  expect(throttled('h1').text()).toBe('您的访问过于频繁');
});

it('counts reads of the folder that robots.txt forbids', async () => {
  expect((await portal.get('/robots.txt')).body).toContain('Disallow: /portal/nbzl/');
  await portal.get('/portal/nbzl/index.html');
  expect((await portal.get('/_control/portal')).json()).toMatchObject({ forbiddenReads: 1 });
});

it('revises a page and withdraws two when the clock passes their moments', async () => {
  const own = openTestPortal();
  const revised = trapPath('revised');
  const before = await own.get(revised);
  own.clock.moveTo(Date.parse('2026-11-20T17:00:00+08:00'));
  const after = await own.get(revised, { 'if-none-match': String(before.headers.etag) });
  expect(after.statusCode).toBe(200);
  expect(before.body).toContain('2026年11月16日至12月15日');
  expect(after.body).toContain('2026年11月16日至12月25日');
  const withdrawn = portalTruth().traps.filter(({ kind }) => kind === 'withdrawn');
  const answers = await Promise.all(withdrawn.map(({ path }) => own.get(path)));
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 404]);
  for (const answer of answers) expect(answer.body).toContain('页面不存在');
  await own.app.close();
});

it('revises and withdraws at a word of the rehearsal, and lists no page that has gone for good', async () => {
  const own = openTestPortal();
  expect((await own.post('/_control/portal/revise')).json()).toEqual({ path: trapPath('revised') });
  expect((await own.get(trapPath('revised'))).body).toContain('12月25日');
  const path = pagePath(allPages[0]!);
  expect((await own.post('/_control/portal/withdraw', { path })).json()).toEqual({ path, soft: false });
  expect((await own.get(path)).statusCode).toBe(404);
  expect((await own.get(columns.zcwj.folder)).body).not.toContain('t20261118_1001');
  expect((await own.post('/_control/portal/withdraw', { path: '/nowhere' })).statusCode).toBe(404);
  await own.app.close();
});
