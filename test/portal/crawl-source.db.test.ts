import { gunzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../src/clock.ts';
import type { Portal } from '../../src/config/portals.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { CrawlResult } from '../../src/portal/crawl.ts';
import { crawlSource } from '../../src/portal/crawl-source.ts';
import { hostGate } from '../../src/portal/fetch/host-gate.ts';
import { httpReader } from '../../src/portal/fetch/http-reader.ts';
import { addressesOf, articleOf } from '../../src/portal/item-store.ts';
import { reconcilePortal } from '../../src/portal/reconcile-portal.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { articlePage, type LocalPortal, listPage, localPortal, portalOf } from './local-portal.ts';

const START = Date.parse('2026-11-20T10:00:00+08:00');
const HOUR = 3_600_000;
const actor = { person: 'govcast', via: 'worker' } as const;
let store: TestStore;
let clock: TestClock;
let local: LocalPortal;
/** The ledger is append-only: each test reads on from here. */
let ledgerFrom = 0;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  for (const table of ['itemRevision', 'itemAddress', 'item', 'fetchState', 'sourceState'] as const) {
    await store.db.deleteFrom(table).execute();
  }
  ledgerFrom = (await store.db.selectFrom('ledgerHead').select('seq').executeTakeFirstOrThrow()).seq;
  local = await localPortal();
  clock = testClock(START);
});
afterEach(() => local.close());

async function crawl(portal: Portal = portalOf(local), signal?: AbortSignal): Promise<CrawlResult> {
  const reader = httpReader(portal, { clock, gate: hostGate(clock) });
  try {
    const parts = { ...testActing(store.db, clock), actor, reader, ...(signal ? { signal } : {}) };
    return await crawlSource(parts, portal, portal.columns[0]!);
  } finally {
    reader.close();
  }
}

const items = () => store.db.selectFrom('item').selectAll().orderBy('publishedAt', 'desc').execute();
const acts = async () => {
  const entries = await store.db
    .selectFrom('ledgerEntry')
    .select('act')
    .where('seq', '>', ledgerFrom)
    .orderBy('seq')
    .execute();
  return entries.map((entry) => entry.act);
};

const first = {
  url: '/zcwj/202611/t20261118_101.html',
  title: '关于做好物业服务质量提升工作的通知',
  date: '2026-11-18',
};
const second = {
  url: '/zcwj/202611/t20261119_102.html',
  title: '关于印发老旧小区改造实施方案的通知',
  date: '2026-11-19',
};
function putTwo(): void {
  local.put('/zcwj/', listPage([second, first]));
  local.put(first.url, articlePage(first.title, { date: '2026-11-18 09:00' }));
  local.put(second.url, articlePage(second.title, { date: '2026-11-19 16:00' }));
}

test('a column is crawled once: its pages are stored with their raw form, the second look finds nothing new', async () => {
  putTwo();
  expect(await crawl()).toMatchObject({ source: 'test/zcwj', listed: 2, new: 2, revised: 0, failed: 0, errors: [] });
  const [one] = await items();
  expect(one).toMatchObject({ title: second.title, source: 'test/zcwj', revision: 1, withdrawnAt: null });
  const revision = await store.db
    .selectFrom('itemRevision')
    .selectAll()
    .where('item', '=', one!.id)
    .executeTakeFirstOrThrow();
  expect(gunzipSync(revision.raw!).toString()).toContain(second.title);
  const again = await crawl();
  expect(again).toMatchObject({ listed: 2, new: 0, revised: 0, unchanged: 0, failed: 0 });
  expect(await items()).toHaveLength(2);
  expect(local.asked(first.url)).toBe(1);
  expect(await acts()).toEqual(['item.store', 'item.store']);
  expect((await verifyLedger(store.db)).ok).toBe(true);
});

test('a page that changes becomes a revision of its item, and the old text is kept', async () => {
  putTwo();
  await crawl();
  local.put(
    first.url,
    articlePage(first.title, { date: '2026-11-18 09:00', text: '改正后的正文，金额由三万元改为五万元。'.repeat(5) }),
  );
  clock.moveBy(25 * HOUR);
  expect(await crawl()).toMatchObject({ new: 0, revised: 1, unchanged: 1 });
  const [, item] = await items();
  expect(item).toMatchObject({ title: first.title, revision: 2 });
  expect((await articleOf(store.db, item!.id))?.text).toContain('五万元');
  expect((await articleOf(store.db, item!.id, 1))?.text).not.toContain('五万元');
  expect(await acts()).toContain('item.revise');
});

test('a row whose title changes is looked at at once', async () => {
  putTwo();
  await crawl();
  const renamed = `${first.title}（修订）`;
  local.put('/zcwj/', listPage([second, { ...first, title: renamed }]));
  local.put(first.url, articlePage(renamed, { date: '2026-11-18 09:00' }));
  expect(await crawl()).toMatchObject({ new: 0, revised: 1 });
});

test('a page that answers 304 is unchanged', async () => {
  putTwo();
  const page = articlePage(first.title);
  local.put(first.url, (request, response) => {
    const same = request.headers['if-modified-since'] === 'Wed, 18 Nov 2026 01:00:00 GMT';
    response.writeHead(same ? 304 : 200, {
      'last-modified': 'Wed, 18 Nov 2026 01:00:00 GMT',
      'content-type': 'text/html',
    });
    response.end(same ? '' : page);
  });
  await crawl();
  clock.moveBy(25 * HOUR);
  expect(await crawl()).toMatchObject({ unchanged: 2, revised: 0, failed: 0 });
});

test('an empty list is an error with the address and never a quiet day', async () => {
  local.put('/zcwj/', '<html><body><ul class="list"></ul></body></html>');
  const result = await crawl();
  expect(result).toMatchObject({ listed: 0, failed: 1 });
  expect(result.errors[0]).toMatchObject({ code: 'list-empty', place: `${local.base}zcwj/` });
  const state = await store.db.selectFrom('sourceState').selectAll().executeTakeFirstOrThrow();
  expect(state.lastOkAt).toBeNull();
  expect(JSON.parse(state.problem!)).toMatchObject({ code: 'list-empty' });
});

test('a page without a date is stored without one and says so', async () => {
  local.put('/zcwj/', listPage([{ url: '/a/1.html', title: '关于征求意见的公告', date: '' }]));
  local.put('/a/1.html', articlePage('关于征求意见的公告', { date: null }));
  const portal = portalOf(local, {
    columns: [{ id: 'zcwj', name: '政策文件', url: '/zcwj/', list: { row: '.list li' } }],
  });
  expect(await crawl(portal)).toMatchObject({ new: 1, failed: 0 });
  const [item] = await items();
  expect(item?.publishedAt).toBeNull();
  expect((await articleOf(store.db, item!.id))?.warnings.map((w) => w.code)).toContain('no-date');
});

test('a page whose title shares nothing with its row is not stored, and the others are', async () => {
  putTwo();
  local.put(first.url, articlePage('系统繁忙请稍候再试'));
  const result = await crawl();
  expect(result).toMatchObject({ new: 1, failed: 1 });
  expect(result.errors[0]).toMatchObject({ code: 'title-mismatch' });
  expect((await items()).map((item) => item.title)).toEqual([second.title]);
  local.put(first.url, articlePage(first.title));
  expect(await crawl()).toMatchObject({ new: 1, failed: 0 });
});

test('a page that goes is withdrawn at the second look, kept with its text, and comes back when it is there again', async () => {
  putTwo();
  await crawl();
  local.remove(first.url);
  clock.moveBy(25 * HOUR);
  expect(await crawl()).toMatchObject({ withdrawn: 0, failed: 0 });
  expect((await items())[1]?.withdrawnAt).toBeNull();
  clock.moveBy(2 * HOUR);
  expect(await crawl()).toMatchObject({ withdrawn: 1 });
  const [, item] = await items();
  expect(item?.withdrawnAt).toBe(clock.now());
  expect(await articleOf(store.db, item!.id)).not.toBeNull();
  local.put(first.url, articlePage(first.title, { date: '2026-11-18 09:00' }));
  local.put('/zcwj/', listPage([second, { ...first, title: `${first.title}（重发）` }]));
  await crawl();
  expect((await items())[1]?.withdrawnAt).toBeNull();
  expect(await acts()).toEqual(['item.store', 'item.store', 'item.withdraw', 'item.return']);
});

test('a page that says with 200 that it does not exist counts as gone', async () => {
  putTwo();
  await crawl();
  local.put(first.url, '<html><title>页面不存在</title><body>您访问的页面不存在或已删除。</body></html>');
  for (const hours of [25, 2]) {
    clock.moveBy(hours * HOUR);
    await crawl();
  }
  expect((await items())[1]?.withdrawnAt).not.toBeNull();
});

test('a gbk page behind a utf-8 header is read right', async () => {
  local.put('/zcwj/', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(iconv.encode(listPage([first]).replace('<html>', '<html><meta charset="gb2312">'), 'gbk'));
  });
  local.put(first.url, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(iconv.encode(articlePage(first.title).replace('charset="utf-8"', 'charset="gbk"'), 'gbk'));
  });
  expect(await crawl()).toMatchObject({ new: 1, failed: 0 });
  const [item] = await items();
  expect(item?.title).toBe(first.title);
  const revision = await store.db.selectFrom('itemRevision').select('charset').executeTakeFirstOrThrow();
  expect(revision.charset).toBe('gb18030');
});

test('pinned rows do not end the reading, and a further page is read until all of it is known', async () => {
  const rows = Array.from({ length: 6 }, (_, i) => ({
    url: `/zcwj/202611/t2026110${i + 1}_${i}.html`,
    title: `第${i + 1}号建筑市场检查情况通报`,
    date: `2026-11-0${i + 1}`,
  }));
  const pinned = { ...rows[0]!, pinned: true };
  const pages = (newest: typeof rows) => {
    local.put(
      '/zcwj/',
      listPage([pinned, ...newest.slice(0, 2)], '<script>createPageHTML(3, 0, "index", "html");</script>'),
    );
    local.put('/zcwj/index_1.html', listPage([pinned, ...newest.slice(2, 4)]));
    local.put('/zcwj/index_2.html', listPage([pinned, ...newest.slice(4)]));
  };
  for (const row of rows) local.put(row.url, articlePage(row.title));
  pages(rows.slice(1, 3));
  expect(await crawl()).toMatchObject({ new: 3 });
  pages([rows[5]!, rows[4]!, rows[3]!, rows[2]!]);
  expect(await crawl()).toMatchObject({ new: 3 });
  const before = local.asked('/zcwj/index_1.html');
  await crawl();
  expect(local.asked('/zcwj/index_1.html')).toBe(before);
});

test('a crawl that dies in the middle is finished by the next one, and a 304 of the list hides nothing', async () => {
  putTwo();
  const list = listPage([second, first]);
  local.put('/zcwj/', (request, response) => {
    const same = request.headers['if-none-match'] === '"l1"';
    response.writeHead(same ? 304 : 200, { etag: '"l1"', 'content-type': 'text/html' }).end(same ? '' : list);
  });
  const stop = new AbortController();
  local.put(second.url, (_, response) => {
    stop.abort();
    response.end(articlePage(second.title));
  });
  const one = portalOf(local, { pace: { minDelayMs: 0, concurrency: 1 } });
  expect(await crawl(one, stop.signal)).toMatchObject({ new: 0, failed: 0 });
  expect(await crawl(one)).toMatchObject({ listed: 2, new: 2 });
  expect(await crawl(one)).toMatchObject({ listed: 0, new: 0, failed: 0 });
  expect(await items()).toHaveLength(2);
});

test('rows that lead outside the portal are told and not read', async () => {
  putTwo();
  local.put(
    '/zcwj/',
    listPage([first, { url: 'http://mp.weixin.example/s/1', title: '一图读懂物业服务质量提升', date: '2026-11-19' }]),
  );
  const result = await crawl(
    portalOf(local, { columns: [{ id: 'zcwj', name: '政策文件', url: '/zcwj/', list: { row: '.list li' } }] }),
  );
  expect(result).toMatchObject({ new: 1, failed: 0, warnings: [{ code: 'row-elsewhere' }] });
});

test('C-08 a policy met on three portals under one document number is one item with three addresses', async () => {
  const title = '关于进一步规范商品房预售资金监管的通知';
  const head =
    '<table><tr><td>索 引 号</td><td>SL-2026-01</td><td>发文字号</td><td>示建发〔2026〕8号</td></tr></table>';
  const others = [await localPortal(), await localPortal()];
  for (const [i, portal] of [local, ...others].entries()) {
    const url = `/zc/2026/${i}.html`;
    portal.put(
      '/zcwj/',
      listPage([
        { url, title, date: '2026-11-18' },
        { url: `/zc/2026/x${i}.html`, title: `《${title}》政策解读`, date: '2026-11-19' },
      ]),
    );
    portal.put(url, articlePage(i === 1 ? `示例市住房和城乡建设局${title}` : title, { head }));
    portal.put(
      `/zc/2026/x${i}.html`,
      articlePage(`《${title}》政策解读`, { text: `第${i}份解读，说明为什么要规范预售资金监管。`.repeat(6), head }),
    );
  }
  for (const [i, portal] of [local, ...others].entries()) {
    const settings = {
      id: `p${i}`,
      columns: [{ id: 'zcwj', name: '政策文件', url: '/zcwj/', list: { row: '.list li' } }],
    };
    await crawl(portalOf(portal, settings));
  }
  const policies = (await items()).filter((item) => !item.title.includes('解读'));
  expect(policies).toHaveLength(1);
  expect(policies[0]).toMatchObject({
    url: `${local.base}zc/2026/0.html`,
    documentNumber: '示建发〔2026〕8号',
    revision: 1,
  });
  expect(await addressesOf(store.db, policies[0]!.id)).toHaveLength(3);
  await Promise.all(others.map((portal) => portal.close()));
});

test('an article that stands under two columns is one item by the id that the CMS gave it', async () => {
  const title = '关于公布物业服务企业信用等级的公告';
  local.put('/zcwj/', listPage([{ url: '/art/2026/11/18/art_100_5005.html', title }]));
  local.put('/tzgg/', listPage([{ url: '/art/2026/11/18/art_200_5005.html', title }]));
  for (const column of [100, 200]) local.put(`/art/2026/11/18/art_${column}_5005.html`, articlePage(title));
  const columns = ['zcwj', 'tzgg'].map((id) => ({ id, name: id, url: `/${id}/`, list: { row: '.list li' } }));
  expect(await crawl(portalOf(local, { columns }))).toMatchObject({ new: 1 });
  expect(await crawl(portalOf(local, { columns: columns.toReversed() }))).toMatchObject({ new: 0, joined: 1 });
  expect(await items()).toHaveLength(1);
});

test('the loop looks at a source when its interval has passed, once among several workers', async () => {
  putTwo();
  const portal = portalOf(local);
  const reader = httpReader(portal, { clock, gate: hostGate(clock) });
  const loop = { ...testActing(store.db, clock), actor, portals: [portal], readers: new Map([[portal.id, reader]]) };
  const both = await Promise.all([reconcilePortal(loop, clock.now()), reconcilePortal(loop, clock.now())]);
  expect(both.flat()).toHaveLength(1);
  clock.moveBy(9 * 60_000);
  expect(await reconcilePortal(loop, clock.now())).toEqual([]);
  clock.moveBy(60_000);
  expect(await reconcilePortal(loop, clock.now())).toHaveLength(1);
  reader.close();
});

test('two workers that read the same page at the same time store it once', async () => {
  putTwo();
  const results = await Promise.all([crawl(), crawl()]);
  expect(results.flatMap((result) => result.errors)).toEqual([]);
  expect(await items()).toHaveLength(2);
  expect((await verifyLedger(store.db)).ok).toBe(true);
});

test('a portal that is down is left alone after three pages; the rest comes at the next look', async () => {
  const rows = Array.from({ length: 8 }, (_, i) => ({
    url: `/zcwj/t20261101_${i}.html`,
    title: `第${i}号通知公告`,
    date: '2026-11-01',
  }));
  local.put('/zcwj/', listPage(rows));
  for (const row of rows) local.put(row.url, (_, response) => response.writeHead(502).end());
  const portal = portalOf(local, { pace: { minDelayMs: 0, concurrency: 1 }, retry: { tries: 1 } });
  expect(await crawl(portal)).toMatchObject({ new: 0, failed: 3 });
  for (const row of rows) local.put(row.url, articlePage(row.title));
  expect(await crawl(portal)).toMatchObject({ new: 8, failed: 0 });
});
