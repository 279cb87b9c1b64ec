import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isoBeijing } from '../../src/calendar/beijing-time.ts';
import { portalSchema } from '../../src/config/portals.ts';
import { FixContent } from '../../src/errors.ts';
import { readList } from '../../src/portal/read-list.ts';
import { listPage } from './local-portal.ts';

const column = (settings: object = {}) =>
  portalSchema.parse({
    id: 'a',
    name: 'a',
    base: 'http://a.example/',
    userAgent: 'test@shili.example',
    columns: [{ id: 'a', name: 'a', url: '/', ...settings }],
  }).columns[0]!;
const url = 'http://a.example/zcwj/index.html';
const day = (at: number | null | undefined) => (at ? isoBeijing(at).slice(0, 10) : null);
const read = (html: string, settings?: object) => readList(html, url, column(settings));

test('rows are found without any selector; navigation and side boxes are left out', () => {
  const html = readFileSync(new URL('../fixtures/portal/list-trs.html', import.meta.url), 'utf8');
  const page = read(html);
  expect(page.family).toBe('trs');
  expect(page.rows.map((row) => [row.title, day(row.at), row.pinned])).toEqual([
    ['关于公布二〇二六年度物业服务企业信用等级的公告', '2026-11-02', true],
    ['关于印发《示例市物业服务质量提升实施方案》的通知', '2026-11-18', false],
    ['《示例市物业服务质量提升实施方案》政策解读', '2026-11-17', false],
    ['关于2026年11月1日起调整办理窗口的通知', '2026-10-28', false],
  ]);
  expect(page.rows[1]?.url).toBe('http://a.example/zcwj/202611/t20261118_101.html');
  expect(page.further).toEqual(['http://a.example/zcwj/index_1.html', 'http://a.example/zcwj/index_2.html']);
});

test('a list without rows is an error with the address', () => {
  expect(() => read('<html><body><ul class="list"></ul></body></html>')).toThrow(FixContent);
  expect(() => read('<html><body><ul class="list"></ul></body></html>')).toThrow(
    expect.objectContaining({ code: 'list-empty', place: url }),
  );
  expect(() =>
    read(listPage([{ url: '/t20261101_1.html', title: '关于公布名单的通知' }]), { list: { row: '.other li' } }),
  ).toThrow(FixContent);
});

test('fewer rows than expected is a warning', () => {
  const html = listPage([{ url: '/t20261101_1.html', title: '关于公布名单的通知', date: '2026-11-01' }]);
  expect(read(html, { list: { minRows: 5 } }).warnings.map((w) => w.code)).toEqual(['list-short']);
});

test('twins for telephones are one row', () => {
  const row = { url: '/202611/t20261101_1.html', title: '关于公布名单的通知', date: '2026-11-01' };
  const twin = { ...row, url: 'http://www.a.example/202611/t20261101_1.html?from=mobile' };
  expect(
    read(listPage([row, twin, { ...row, url: '/202611/t20261102_2.html' }]), { list: { row: '.list li' } }).rows,
  ).toHaveLength(2);
});

test('rows in CDATA records of a JCMS page are unwrapped', () => {
  const record = (n: number) =>
    `<record><![CDATA[<li><a href="/art/2026/11/${n}/art_1_${n}.html" title="第${n}号通知公告">第${n}号…</a><span>2026-11-0${n}</span></li>]]></record>`;
  const page = read(
    `<html><body><script type="text/xml"><datastore>${record(1)}${record(2)}</datastore></script></body></html>`,
  );
  expect(page.family).toBe('jcms');
  expect(page.rows.map((row) => [row.title, day(row.at)])).toEqual([
    ['第1号通知公告', '2026-11-01'],
    ['第2号通知公告', '2026-11-02'],
  ]);
});

test('rows that stand only in a comment are read, a comment beside real rows is not', () => {
  const rows =
    '<li><a href="/c1/202611/1001.shtml">关于组织申报的通知</a><b>2026-11-05</b></li><li><a href="/c1/202611/1002.shtml">关于公布结果的通知</a><b>2026-11-04</b></li>';
  expect(read(`<html><body><ul><!-- ${rows} --></ul></body></html>`).rows).toHaveLength(2);
  const live = '<li><a href="/c1/202611/1003.shtml">关于做好防汛的通知</a><b>2026-11-06</b></li>';
  expect(
    read(`<html><body><ul>${live}${live.replace('1003', '1004')}<!-- ${rows} --></ul></body></html>`).rows.map(
      (row) => row.title,
    ),
  ).toEqual(['关于做好防汛的通知', '关于做好防汛的通知']);
});

test('the date may stand first, in a sibling, on a card or only in the address', () => {
  const rows = (make: (n: number) => string) =>
    read(`<html><body><ul>${[1, 2, 3].map(make).join('')}</ul></body></html>`).rows.map((row) => day(row.at));
  const link = (n: number) => `<a href="/x/content_100${n}.html">第${n}号通知公告</a>`;
  const days = ['2026-11-01', '2026-11-02', '2026-11-03'];
  expect(rows((n) => `<li><span class="date">2026-11-0${n}</span>${link(n)}</li>`)).toEqual(days);
  expect(rows((n) => `<li>${link(n)}</li><li>2026年11月${n}日</li>`)).toEqual(days);
  expect(rows((n) => `<li><p>0${n}</p><p>2026-11</p>${link(n)}</li>`)).toEqual(days);
  expect(rows((n) => `<li><a href="/x/t2026110${n}_7.html">第${n}号通知公告</a></li>`)).toEqual(days);
  expect(rows((n) => `<li>${link(n)}</li>`)).toEqual([null, null, null]);
});

test('selectors, date form and page template of the portal file are used', () => {
  const html =
    '<div class="r"><h4><a href="a.html">短</a></h4><em>01/11/2026</em></div><div class="r"><h4><a href="b.html">文</a></h4><em>02/11/2026</em></div>';
  const settings = {
    list: { row: '.r', date: 'em', dateFormat: 'DD/MM/YYYY' },
    pages: { next: 'list_{n}.html', start: 2, firstFill: 3 },
  };
  const page = read(html, settings);
  expect(page.rows.map((row) => [row.title, day(row.at)])).toEqual([
    ['短', '2026-11-01'],
    ['文', '2026-11-02'],
  ]);
  expect(page.further).toEqual(['http://a.example/zcwj/list_2.html', 'http://a.example/zcwj/list_3.html']);
});
