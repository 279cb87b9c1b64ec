import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoBeijing } from '../../src/calendar/beijing-time.ts';
import { portalSchema } from '../../src/config/portals.ts';
import { readArticle } from '../../src/portal/read-article.ts';
import { isSoft404 } from '../../src/portal/soft-404.ts';
import { articlePage } from './local-portal.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/portal/${name}`, import.meta.url), 'utf8');
const codes = (article: { warnings: { code: string }[] }) => article.warnings.map((warning) => warning.code);
const settings = (article: object) =>
  portalSchema.parse({
    id: 'a',
    name: 'a',
    base: 'http://a.example/',
    userAgent: 'test@shili.example',
    columns: [{ id: 'a', name: 'a', url: '/', article }],
  }).columns[0]!.article;

test('b.6 a policy page gives its labels, its index block, its body without the frame, and what hangs on it', () => {
  const url = 'https://zjj.shili.example/zwgk/zcwj/202611/t20261118_101.html';
  const article = readArticle(fixture('policy-trs.html'), url);
  expect(article).toMatchObject({
    url,
    family: 'trs',
    title: '示例市住房和城乡建设局关于印发《示例市物业服务质量提升实施方案》的通知',
    number: '示建发〔2026〕8号',
    issuer: '示例市住房和城乡建设局',
    indexNumber: 'SLZJ/2026-00018',
    subject: '城乡建设、环境保护\\城市管理',
    writtenOn: '2026-11-12',
    source: '示例市住房和城乡建设局',
    validity: '有效',
    marking: 'public',
    column: '政策文件',
    images: [{ url: 'https://zjj.shili.example/zwgk/zcwj/202611/W020261118.jpg', alt: '流程图' }],
  });
  expect(article.publishedAt && isoBeijing(article.publishedAt)).toBe('2026-11-18T09:30:00+08:00');
  expect(article.attachments.map(({ name, type }) => [name, type])).toEqual([
    ['附件：实施方案.docx', 'docx'],
    ['任务分工表.pdf', 'pdf'],
  ]);
  expect(article.links.map(({ text }) => text)).toContain('《示例市物业服务质量提升实施方案》政策解读');
  expect(article.text.split('\n')[0]).toBe('各县区住房和城乡建设局，各物业服务企业：');
  expect(article.text).toContain('（此件公开发布）');
  for (const frame of ['网站地图', '扫一扫在手机打开当前页', '上一篇', '网站标识码', '索引号'])
    expect(article.text).not.toContain(frame);
  expect(article.html).not.toMatch(/script|style=|onclick|class=|javascript:|file:/);
  expect(codes(article)).toEqual(['address-dropped']);
});

test('A-11 both spellings and both brackets of the marking are read, and the strictest wins', () => {
  const marking = (text: string) =>
    readArticle(articlePage('通知', { text: `${'正文内容。'.repeat(30)}\n${text}` }), null).marking;
  expect(marking('（此件公开发布）')).toBe('public');
  expect(marking('(此文件公开发布)')).toBe('public');
  expect(marking('（此 件 公 开 发 布）')).toBe('public');
  expect(marking('【此件主动公开】')).toBe('public');
  expect(marking('（此件依申请公开）')).toBe('on-request');
  expect(marking('（此文件不予公开）')).toBe('withheld');
  expect(marking('请将此件公开发布的情况报市局。')).toBeNull();
  expect(marking('没有标注')).toBeNull();
  expect(marking('（此件公开发布）\n（此件依申请公开）')).toBe('on-request');
});

test('when label and printed date contradict each other the label wins and a warning tells both', () => {
  const page = articlePage('通知', { date: '2026-11-20 09:30', head: '<p>发布日期：2026-10-01 来源：市局</p>' });
  const article = readArticle(page, null);
  expect(article.publishedAt && isoBeijing(article.publishedAt)).toBe('2026-11-20T09:30:00+08:00');
  expect(codes(article)).toContain('date-contradiction');
});

test('a date in the future is not believed, and none is invented', () => {
  const now = Date.parse('2026-11-20T10:00:00+08:00');
  const article = readArticle(articlePage('通知', { date: '2036-11-20' }), 'http://a.example/x.html', { now });
  expect(article.publishedAt).toBeNull();
  expect(codes(article)).toEqual(expect.arrayContaining(['date-in-future', 'no-date']));
});

test('a picture interpretation with hardly any text is a valid page', () => {
  const page =
    '<html><meta name="ArticleTitle" content="一图读懂物业服务质量提升方案"><body><div class="TRS_Editor"><p><img src="W01.jpg"></p></div></body></html>';
  const article = readArticle(page, 'http://a.example/202611/t20261101_1.html');
  expect(article.images).toEqual([{ url: 'http://a.example/202611/W01.jpg', alt: '' }]);
  expect(codes(article)).not.toContain('no-body');
});

test('a page without labels and known containers is read by its densest block', () => {
  const article = readArticle(fixture('plain.html'), 'http://a.example/show.asp?id=3');
  expect(article).toMatchObject({
    family: 'generic',
    title: '关于开展房屋市政工程安全检查的通知',
    source: '质量安全科',
  });
  expect(article.publishedAt && isoBeijing(article.publishedAt)).toBe('2026-11-02T00:00:00+08:00');
  expect(article.text).toMatch(/^各施工企业：/);
  expect(article.text).not.toMatch(/版权所有|首页/);
  expect(article.writtenOn).toBe('2026-11-01');
});

test('a download servlet is an attachment under its shown name', () => {
  const link = '<a href="/module/download/downfile.jsp?classid=0&showname=申请表.doc&filename=2610a1.doc">点击下载</a>';
  const page = articlePage('通知').replace('</div></body>', `<p>${link}</p></div></body>`);
  expect(readArticle(page, 'http://a.example/').attachments).toMatchObject([{ name: '申请表.doc', type: 'doc' }]);
});

test('the number is the own one: from the index block, else from title or head, never a citation', () => {
  const findNumbers = (text: string) => [...text.matchAll(/\p{Script=Han}+〔\d{4}〕\d+号/gu)].map((match) => match[0]);
  const cited = articlePage('关于物业服务的通知', {
    text: `根据省厅鲁建发〔2025〕3号文件精神，${'现将有关事项通知如下。'.repeat(8)}`,
  });
  expect(readArticle(cited, null, { findNumbers }).number).toBeNull();
  const headed = articlePage('关于物业服务的通知', {
    text: `示建发〔2026〕9号\n${'现将有关事项通知如下。'.repeat(12)}`,
  });
  expect(readArticle(headed, null, { findNumbers }).number).toBe('示建发〔2026〕9号');
  const square = articlePage('通知', {
    head: '<dl><dt>文　　号</dt><dd>示建发[2026]第 9号</dd><dt>发布机构</dt><dd>市局</dd></dl>',
  });
  expect(readArticle(square, null).number).toBe('示建发〔2026〕9号');
});

test("the column's selectors and cut marks are used, and one that is not on the page is told", () => {
  const page =
    '<html><body><h1>站点</h1><b class="t">真正的标题</b><i class="d">2026.11.03</i><div id="x"><p>第一段正文。</p><p>附注：以下略</p><p>第二段</p></div></body></html>';
  const set = settings({ body: '#x', title: '.t', date: '.d', cut: ['附注'] });
  const article = readArticle(page, null, { settings: set });
  expect(article).toMatchObject({ title: '真正的标题', text: '第一段正文。' });
  expect(article.publishedAt && isoBeijing(article.publishedAt).slice(0, 10)).toBe('2026-11-03');
  expect(codes(readArticle(articlePage('通知'), null, { settings: settings({ body: '#none' }) }))).toContain(
    'body-selector',
  );
});

test('soft 404 pages are told from pages about missing things', () => {
  expect(isSoft404('页面不存在', '')).toBe(true);
  expect(isSoft404(null, '您访问的页面不存在或已删除，请返回首页。')).toBe(true);
  expect(isSoft404('404 Not Found', 'nginx')).toBe(true);
  expect(isSoft404('404个老旧小区改造完工', '全市404个老旧小区改造全部完工。')).toBe(false);
  expect(isSoft404('关于公开招标的公告', '公告正文。'.repeat(60))).toBe(false);
});

test('any text is read without an error', () => {
  const bits = fc.constantFrom(
    '<div',
    '>',
    '</p>',
    '<table><tr><td>',
    '文号',
    '：',
    '2026-11-20',
    '<a href="',
    '"',
    '<!--',
    'http://[',
    '\u0000',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string()), { maxLength: 60 }), (parts) => {
      expect(readArticle(parts.join(''), 'http://a.example/a.html').family).toBeTypeOf('string');
    }),
  );
});
