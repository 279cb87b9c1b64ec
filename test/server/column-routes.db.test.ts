/** 更新时限 over HTTP: how the columns stand, and what people tell of what was formed for them. */
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { columnRoutes } from '../../src/server/routes/column-routes.ts';
import { policy } from '../fixtures/posts/articles.ts';
import { keepPage } from '../posts/keep-page.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

const NOW = Date.parse('2026-11-23T09:12:00+08:00');
const DAY = 86_400_000;
const [editor, head, desk, auditor, secrecy] = [
  'li-na editor',
  'zhao-min section-head',
  'feng-jie desk',
  'tang-xin auditor',
  'qian-feng secrecy',
];
/** 政务公开/组织机构/领导班子 runs in real time; 新闻中心/工作动态 within 14 working days. */
const [realTime, within] = [6, 4];

let house: StoreGovcast;
let app: FastifyInstance;
beforeEach(async () => {
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  ({ app } = openApi(house.govcast.acting.db, house.clock, columnRoutes(house.govcast)));
});
afterEach(async () => {
  await app.close();
  await house.close();
});

async function call(method: 'GET' | 'POST', path: string, payload?: object, person = editor) {
  const headers = { 'x-person': person };
  const answer = await app.inject({ method, url: `/api/v1/columns${path}`, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}
const refused = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body.code}`;
const columnOf = async (number: number) =>
  (await call('GET', '')).body.columns.find((column: { number: number }) => column.number === number);
const told = { title: '领导班子分工调整', formedAt: NOW - DAY * 3 };
const tell = async (wish: object = told, person = editor, column: number | string = realTime) =>
  await call('POST', `/${column}/formed`, wish, person);
const acts = async () =>
  (await house.govcast.acting.db.selectFrom('ledgerEntry').select(['act', 'actor']).orderBy('seq').execute())
    .filter(({ act }) => act.startsWith('column.'))
    .map(({ act, actor }) => `${actor} ${act}`);

describe('the columns', () => {
  test('stand with limit, owner and clock, each of the table; who has nothing to do with them does not read them', async () => {
    const { source } = house.govcast.config.columns.columns.find(({ number }) => number === within) ?? {};
    await keepPage(house.govcast.acting.db, 'p', policy);
    const at = NOW - DAY;
    await house.govcast.acting.db
      .updateTable('item')
      .set({ source: source ?? '', publishedAt: at })
      .execute();
    const { body } = await call('GET', '');
    expect(body.columns).toHaveLength(house.govcast.config.columns.columns.length);
    expect(await columnOf(realTime)).toMatchObject({
      ...{ path: ['政务公开', '组织机构', '领导班子'], owner: '人事科', limit: '实时更新', realTime: true },
      ...{ state: 'green', dueAt: null, open: [], done: [] },
    });
    expect(await columnOf(28)).toMatchObject({ state: null, without: 'reply' });
    expect(await columnOf(within)).toMatchObject({ state: 'green', lastUpdateAt: at, left: { unit: 'working-day' } });
    expect((await call('GET', '', undefined, auditor)).status).toBe(403);
    expect((await call('GET', '', undefined, desk)).status).toBe(200);
  });
});

describe('what was formed', () => {
  test('starts the clock of its column, once; disclosed, it ends', async () => {
    const { id, isNew } = (await tell({ ...told, url: 'https://www.shili.example.gov.cn/ldbz.html' })).body;
    expect(isNew).toBe(true);
    expect((await tell()).body).toEqual({ id, isNew: false });
    const open = await columnOf(realTime);
    expect(open).toMatchObject({ state: 'orange', open: [{ id, title: told.title, by: '李编辑', doneAt: null }] });
    expect(open.dueAt).toBeGreaterThan(NOW);
    expect((await call('POST', `/formed/${id}/done`, {}, desk)).body).toEqual({ ok: true });
    expect(await columnOf(realTime)).toMatchObject({ state: 'green', open: [], done: [{ id, doneAt: NOW }] });
    expect(await acts()).toEqual(['li-na column.formed', 'feng-jie column.done']);
  });

  test('told by mistake is taken back by who answers for it, with a reason', async () => {
    const { id } = (await tell()).body;
    expect(refused(await call('POST', `/formed/${id}/void`, { reason: '重复' }, editor))).toBe('403 role-missing');
    expect(refused(await call('POST', `/formed/${id}/void`, { reason: ' ' }, head))).toBe('400 request');
    expect((await call('POST', `/formed/${id}/void`, { reason: '重复登记' }, head)).body).toEqual({ ok: true });
    expect(await columnOf(realTime)).toMatchObject({ state: 'green', open: [] });
    expect(refused(await call('POST', `/formed/${id}/done`, {}))).toMatch(/^4\d\d formed-unknown$/);
  });

  test.each([
    ['of a column that there is not', told, 999, 'column-unknown'],
    ['of a column without real time', told, within, 'column-not-real-time'],
    ['ahead of its time', { ...told, formedAt: NOW + DAY }, realTime, 'formed-ahead'],
    ['as a goal without its day', { ...told, kind: 'goal' }, realTime, 'formed-by'],
    ['at an address that is none', { ...told, url: 'javascript:alert(1)' }, realTime, 'request'],
    ['without a title', { ...told, title: ' ' }, realTime, 'request'],
  ])('%s is refused, and nothing is written', async (_what, wish, column, code) => {
    expect((await tell(wish, editor, column)).body.code).toBe(code);
    expect(await acts()).toEqual([]);
  });

  test('is told by who forms and publishes; disclosed before it was formed or in the future it is not', async () => {
    for (const person of [auditor, secrecy]) expect(refused(await tell(told, person))).toBe('403 role-missing');
    const { id } = (await tell()).body;
    for (const at of [told.formedAt - DAY, NOW + DAY]) {
      expect((await call('POST', `/formed/${id}/done`, { at })).body.code).toBe('formed-done-at');
    }
    expect((await columnOf(realTime)).open).toHaveLength(1);
  });
});
