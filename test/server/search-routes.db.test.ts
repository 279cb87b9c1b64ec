import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { tabRoles } from '../../src/console/system/tab-roles.ts';
import { frameRoutes } from '../../src/server/routes/frame-routes.ts';
import { preferenceRoutes } from '../../src/server/routes/preference-routes.ts';
import { searchRoutes } from '../../src/server/routes/search-routes.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

const words = parse(readFileSync('content/wording/console/access.yaml', 'utf8'));
let house: StoreGovcast;
let app: FastifyInstance;
const at = Date.parse('2026-11-23T09:12:00+08:00');

beforeAll(async () => {
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  const { govcast } = house;
  const { db } = govcast.acting;
  await db
    .insertInto('post')
    .values([post('p1', '《加装电梯财政补助实施办法》来了', at - 5), post('p2', '低温天气施工安全提醒', at)])
    .execute();
  await db
    .insertInto('item')
    .values({ ...item, id: 'i1', title: '示例市既有住宅加装电梯财政补助实施办法' })
    .execute();
  await db
    .insertInto('itemRevision')
    .values({ ...revision, item: 'i1' })
    .execute();
  await db
    .insertInto('bundle')
    .values({
      id: 'b1',
      policy: 'i1',
      title: '加装电梯办法',
      documentNumber: '示住建规〔2026〕3号',
      publishedOn: '2026-11-20',
      dueOn: '2026-11-25',
      provisional: 0,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
  await db
    .insertInto('request')
    .values([
      { ...request, id: 'r1', number: 'SQ-2026-1187', section: 'news-centre' },
      { ...request, id: 'r2', number: 'SQ-2026-2299', intakeId: 'y' },
    ])
    .execute();
  ({ app } = openApi(db, govcast.clock, [
    ...searchRoutes(govcast),
    ...preferenceRoutes(govcast),
    ...frameRoutes(govcast),
  ]));
});
afterAll(async () => {
  await app.close();
  await house.close();
});

async function get(path: string, person: string) {
  const answer = await app.inject({ url: `/api/v1${path}`, headers: { 'x-person': person } });
  return answer.json();
}
const find = async (q: string, person = 'li-na editor') => {
  const { hits } = await get(`/search?q=${encodeURIComponent(q)}`, person);
  return hits.map((hit: { kind: string; id: string }) => `${hit.kind} ${hit.id}`);
};

describe('the search', () => {
  test('finds titles, document numbers in any brackets, initials, slips, numbers of requests, accounts, pages, acts', async () => {
    expect(await find('加装电梯')).toEqual(['bundle b1', 'post p1', 'item i1']);
    expect(await find('示住建规[2026]3号')).toEqual(['bundle b1']);
    expect(await find('jzdt')).toEqual(['bundle b1', 'post p1', 'item i1']);
    expect(await find('加装电悌')).toEqual(['bundle b1', 'post p1', 'item i1']);
    expect(await find('1187')).toContain('request r1');
    expect(await find('SQ-2026-1187')).toEqual(['request r1']);
    expect(await find('示例住建服务')).toContain('channel service');
    expect(await find('日历')).toEqual(['page calendar', 'page system/days']);
    expect(await find('zttf')).toEqual(['act blackout']);
  });

  test('finds each tab of 系统 by its name, by what else it is called, and by both names', async () => {
    for (const id of Object.keys(tabRoles)) {
      const { [id]: name } = words.system;
      expect(await find(name)).toContain(`page system/${id}`);
      expect(await find(`系统 › ${name}`)).toEqual([`page system/${id}`]);
    }
    expect(await find('人员')).toEqual(['page system/people']);
    expect(await find('自检')).toEqual(['page system/checks']);
    expect(await find('zhjr')).toEqual(['page system/accounts']);
    expect(await find('系统')).toEqual(['page system']);
    const { hits } = await get('/search?q=规则', 'li-na editor');
    expect(hits[0]).toEqual({ kind: 'page', id: 'system/rules', title: '系统 › 规则', number: null });
  });

  test('finds what came or was renamed since, without being told', async () => {
    const { db } = house.govcast.acting;
    await db
      .insertInto('post')
      .values(post('p3', '冬季供暖报修指南', at + 1))
      .execute();
    await db
      .updateTable('post')
      .set({ title: '低温施工提醒（改）', updatedAt: at + 2 })
      .where('id', '=', 'p2')
      .execute();
    expect(await find('供暖')).toEqual(['post p3']);
    expect(await find('天气施工')).toEqual([]);
    expect(await find('施工提醒')).toEqual(['post p2']);
  });

  test('shows nobody what is not of their work', async () => {
    expect(await find('加装电梯', 'feng-jie desk')).toEqual([]);
    expect(await find('1187', 'feng-jie desk')).toEqual(['request r1']);
    expect(await find('1187', 'tang-xin auditor')).toEqual([]);
    expect(await find('2299', 'feng-jie desk')).toEqual(['request r2']);
    expect(await find('2299')).toEqual([]);
  });
});

describe('preferences', () => {
  test('are kept for one person under one key, and written over', async () => {
    const put = (person: string, value: object) =>
      app.inject({
        method: 'PUT',
        url: '/api/v1/preferences/filters.items',
        headers: { 'x-person': person },
        payload: { value },
      });
    expect(await get('/preferences/filters.items', 'li-na editor')).toEqual({ value: null });
    await put('li-na editor', { column: 'a' });
    await put('li-na editor', { column: 'b' });
    await put('zhang-wei section-head', { column: 'c' });
    expect(await get('/preferences/filters.items', 'li-na editor')).toEqual({ value: { column: 'b' } });
    const long = await put('li-na editor', { column: 'x'.repeat(9000) });
    expect([long.statusCode, long.json().code]).toEqual([400, 'preference-too-long']);
  });
});

test('the frame tells office, person and the black-out of all accounts that was begun last', async () => {
  const { db } = house.govcast.acting;
  const stop = {
    kind: 'incident' as const,
    reason: '突发',
    includesInternal: 0,
    toAt: null,
    startedBy: 'zhang-wei',
    endedBy: null,
    endedAt: null,
  };
  await db
    .insertInto('blackout')
    .values([
      { ...stop, id: 'one', channels: '["sub"]', fromAt: at - 10, startedAt: at - 10 },
      { ...stop, id: 'all', channels: null, fromAt: at - 20, startedAt: at - 20 },
    ])
    .execute();
  expect(await get('/frame', 'li-na editor')).toMatchObject({
    office: '示例市住房和城乡建设局',
    now: at,
    rehearsal: false,
    person: { id: 'li-na', section: '新闻中心' },
    blackout: { id: 'all', startedAt: at - 20, startedBy: '张伟' },
  });
});

function post(id: string, title: string, updatedAt: number) {
  const subject = {
    kind: 'notice',
    subjectKind: 'file' as const,
    subjectId: id,
    author: 'li-na',
    state: 'draft' as const,
  };
  return {
    id,
    title,
    ...subject,
    revision: 1,
    contentHash: id,
    approvedHash: null,
    job: null,
    unit: null,
    createdAt: at,
    updatedAt,
  };
}
const item = {
  urlKey: 'u',
  url: 'https://a.example/u',
  source: 'shili/zcwj',
  secondaryKey: null,
  documentNumber: null,
  revision: 1,
  contentHash: 'h',
  publishedAt: at,
  firstSeenAt: at,
  lastSeenAt: at,
  withdrawnAt: null,
};
const revision = { revision: 1, contentHash: 'h', body: '{}', raw: null, charset: 'utf-8', fetchedAt: at };
const request = {
  kind: 'consultation',
  channel: 'sub',
  intake: 'message',
  intakeId: 'x',
  section: 'property',
  assignee: null,
  state: 'registered' as const,
  sender: null,
  body: '电梯停运',
  receivedAt: at,
  startOn: '2026-11-23',
  dueOn: '2026-11-26',
  days: 3,
  unit: 'working-day' as const,
  rule: 'x',
  provisional: 0,
  closedAt: null,
};
