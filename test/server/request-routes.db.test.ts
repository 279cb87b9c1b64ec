import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { calendarYear } from '../../src/config/calendar.ts';
import { configEntries } from '../../src/config/config-entries.ts';
import { dueRequestGroups } from '../../src/inbox/due-requests.ts';
import { moveRequests } from '../../src/inbox/move-requests.ts';
import { takeRequest } from '../../src/inbox/take-request.ts';
import { takeConfigOver } from '../../src/ledger/take-config-over.ts';
import { requestActRoutes } from '../../src/server/routes/request-act-routes.ts';
import { requestRoutes } from '../../src/server/routes/request-routes.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let house: StoreGovcast;
let app: FastifyInstance;
const ids: Record<string, string> = {};
const texts: [string, string, string][] = [
  ['lift', '2026-11-20T16:05:00+08:00', '求助：3 号楼电梯停了，我叫王小明，电话 13812345678'],
  ['typo', '2026-11-16T09:00:00+08:00', '官网有个错别字'],
  ['rent', '2026-11-20T10:00:00+08:00', '请问公租房怎么申请？'],
  ['site', '2026-11-23T08:00:00+08:00', '官网链接失效，打不开'],
];
beforeAll(async () => {
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  const { acting, calendar, config } = house.govcast;
  for (const [name, at, text] of texts) {
    const intake = { channel: 'sub', way: 'message', id: name, sender: 'oCitizen42', text, receivedAt: Date.parse(at) };
    const intaking = { ...acting, calendar, routing: config.routing };
    ids[name] = (await inTransaction(acting.db, (tx) => takeRequest(intaking, tx, intake, 'callback'))) ?? '';
  }
  app = openApi(acting.db, house.clock, [...requestRoutes(house.govcast), ...requestActRoutes(house.govcast)]).app;
});
afterAll(async () => {
  await app.close();
  await house.close();
});
const desk = 'feng-jie desk';
const get = async (url: string, as = desk) => {
  const answer = await app.inject({ url: `/api/v1${url}`, headers: { 'x-person': as } });
  return { status: answer.statusCode, body: answer.json() };
};
const post = async (url: string, payload: object, as = desk) => {
  const answer = await app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers: { 'x-person': as } });
  return { status: answer.statusCode, body: answer.json() };
};
const acts = (object: string) =>
  house.govcast.acting.db.selectFrom('ledgerEntry').select(['act', 'after']).where('object', '=', object).execute();
const titles = (body: { items: { title: string }[] }) => body.items.map((each) => each.title);

test('requests stand by the due day that holds now, with a number, a level and counts, page by page', async () => {
  const { body } = await get('/requests');
  expect(body.items.map((each: { number: string }) => each.number)).toEqual([
    'SQ-2026-0001',
    'SQ-2026-0002',
    'SQ-2026-0004',
    'SQ-2026-0003',
  ]);
  expect(body.items[0]).toMatchObject({ left: 0, unit: 'day', level: 'red', section: { name: '12319 热线' } });
  expect(body.counts).toEqual({ today: 2, soon: 0, unassigned: 4, all: 4 });
  const met: string[] = [];
  for (let cursor = ''; ; ) {
    const { body: part } = await get(`/requests?limit=1${cursor}`);
    met.push(...titles(part));
    if (part.next === null) break;
    cursor = `&cursor=${part.next}`;
  }
  expect(met).toEqual(titles(body));
});

test('they are found by number, by words and by day', async () => {
  expect(titles((await get('/requests?q=3')).body)).toEqual(['请问公租房怎么申请？']);
  expect(titles((await get('/requests?q=sq-2026-0002')).body)).toEqual(['官网有个错别字']);
  const { body } = await get(`/requests?q=${encodeURIComponent('电梯')}`);
  expect([titles(body).length, body.lookedIn]).toEqual([1, 5000]);
  expect(titles((await get('/requests?day=2026-11-20')).body)).toHaveLength(2);
  expect((await get(`/requests?q=${encodeURIComponent('%')}`)).body.items).toHaveLength(4);
});

test('they are narrowed to an account and a section; those who see one section are offered no other', async () => {
  const named = (list: { id: string }[]) => list.map(({ id }) => id);
  const { body } = await get('/requests/filters');
  expect(named(body.channels)).toEqual(['sub']);
  expect(named(body.sections)).toContain('property');
  expect((await get('/requests?channel=sub')).body.items).toHaveLength(4);
  expect((await get('/requests?channel=main')).body.items).toEqual([]);
  expect((await get('/requests?channel=sub&section=hotline')).body.items).toHaveLength(1);
  expect(named((await get('/requests/filters', 'li-na editor')).body.sections)).toEqual(['news-centre']);
});

test('a section sees its own only; another one is as if it were not there; who has no part in it is refused', async () => {
  const editor = 'li-na editor';
  expect(titles((await get('/requests', editor)).body).sort()).toEqual(['官网有个错别字', '官网链接失效，打不开']);
  expect(titles((await get('/requests?section=hotline', editor)).body)).toHaveLength(2);
  expect((await get('/requests?q=0003', editor)).body.items).toEqual([]);
  expect((await get(`/requests/${ids.lift}`, editor)).status).toBe(404);
  expect((await get('/requests', 'tang-xin auditor')).status).toBe(403);
  const wish = { assignments: [{ request: ids.lift, section: 'hotline', assignee: 'feng-jie', seen: null }] };
  const { body } = await post('/requests/assign', wish, editor);
  expect(body).toMatchObject({ assigned: [], left: [{ request: ids.lift, code: 'request-unknown' }] });
});

test('personal data is masked in list and case; showing it asks for a reason, which the ledger keeps', async () => {
  const { body } = await get('/requests/SQ-2026-0001');
  expect(body.body).toBe('求助：3 号楼电梯停了，我叫王**，电话 138****5678');
  expect(JSON.stringify(await get('/requests'))).not.toMatch(/13812345678|王小明/);
  expect(body.isMasked).toBe(true);
  expect((await post(`/requests/${ids.lift}/unmask`, { reason: '' })).status).toBe(400);
  expect((await post(`/requests/${ids.lift}/unmask`, { reason: '越权' }, 'li-na editor')).status).toBe(404);
  const shown = await post(`/requests/${ids.lift}/unmask`, { reason: '电话回访核实' });
  expect(shown.body.body).toContain('13812345678');
  const lines = (await acts(`request:${ids.lift}`)).filter(({ act }) => act === 'request.unmask');
  expect(lines).toHaveLength(1);
  expect(lines[0]?.after).toContain('电话回访核实');
});

test('the case says step by step why it is due today', async () => {
  const { body } = await get(`/requests/${ids.lift}`);
  expect(body.steps.map((s: { step: string }) => s.step)).toEqual(['received', 'weekend-counts', 'now', 'due']);
  expect(body.steps[1]).toMatchObject({ from: '2026-11-21', to: '2026-11-22' });
  expect(body.steps[2]).toMatchObject({ nth: 3, left: 0 });
  const { body: typo } = await get(`/requests/${ids.typo}`);
  expect(typo.steps.map((s: { step: string }) => s.step)).toEqual(['received', 'skipped', 'now', 'due']);
  expect(typo.others).toHaveLength(3);
});

test('two who assign at the same moment: one is first, the other is told and overwrites nothing', async () => {
  const to = (assignee: string, section: string) => ({
    assignments: [{ request: ids.rent, section, assignee, seen: null }],
  });
  const both = await Promise.all([
    post('/requests/assign', to('sun-lei', 'housing-security')),
    post('/requests/assign', to('zhou-ting', 'property'), 'wang-jianguo leader'),
  ]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(both.flatMap(({ body }) => body.assigned)).toHaveLength(1);
  const [left] = both.flatMap(({ body }) => body.left);
  expect(left).toMatchObject({ code: 'request-assigned-meanwhile' });
  const lines = (await acts(`request:${ids.rent}`)).filter(({ act }) => act === 'request.assign');
  expect(lines).toHaveLength(1);
});

test('many are given at once, each with its line, and given back by what they were', async () => {
  const some = [ids.typo, ids.site].map((request) => ({
    ...{ request, section: 'news-centre', assignee: 'li-na', seen: null },
  }));
  const { body } = await post('/requests/assign', { assignments: some });
  expect(body.assigned).toHaveLength(2);
  expect((await get('/requests?tab=unassigned')).body.counts.unassigned).toBe(1);
  const back = body.assigned.map(
    (each: { request: string; assignedAt: number; before: { section: string; assignee: string | null } }) => ({
      ...{ request: each.request, ...each.before, seen: each.assignedAt },
    }),
  );
  expect((await post('/requests/assign', { assignments: back })).body.assigned).toHaveLength(2);
  expect((await acts(`request:${ids.typo}`)).filter(({ act }) => act === 'request.assign')).toHaveLength(2);
});

test('hands that are not there, or not of that section, and giving away what is not yours are refused', async () => {
  const wish = (section: string, assignee: string | null) => ({
    assignments: [{ request: ids.site, section, assignee, seen: null }],
  });
  expect((await post('/requests/assign', wish('nowhere', null))).body.code).toBe('section-unknown');
  expect((await post('/requests/assign', wish('office', 'li-na'))).body.code).toBe('person-elsewhere');
  expect((await post('/requests/assign', wish('office', 'nobody'))).body.code).toBe('person-unknown');
  const away = await post('/requests/assign', wish('office', null), 'li-na editor');
  expect([away.status, away.body.code]).toEqual([403, 'not-yours']);
});

test('who took a request may put it back where it was; what somebody else moved meanwhile is left and named', async () => {
  const editor = 'li-na editor';
  const give = (assignee: string | null, seen: number | null, as: string) =>
    post('/requests/assign', { assignments: [{ request: ids.site, section: 'news-centre', assignee, seen }] }, as);
  const seenNow = async () => (await get(`/requests/${ids.site}`)).body.assignedAt as number | null;
  const taken = (await give('li-na', await seenNow(), editor)).body.assigned[0];
  expect(taken).toMatchObject({ before: { section: 'news-centre', assignee: null } });
  expect((await give(null, taken.assignedAt, editor)).body).toMatchObject({ assigned: [{ assignee: null }], left: [] });
  // Nobody but who took it, and only to where it was.
  expect((await give('zhang-wei', await seenNow(), editor)).status).toBe(403);
  const again = (await give('li-na', await seenNow(), editor)).body.assigned[0];
  await give('zhang-wei', again.assignedAt, desk);
  const late = await give(null, again.assignedAt, editor);
  expect(late.body).toMatchObject({ assigned: [], left: [{ code: 'request-assigned-meanwhile', by: 'feng-jie' }] });
  expect((await get(`/requests/${ids.site}`)).body.assignee).toMatchObject({ id: 'zhang-wei' });
  await give(null, await seenNow(), desk);
});

test('a note stands in the case and only its id in the ledger', async () => {
  await post(`/requests/${ids.lift}/notes`, { text: '配件下午到，已约王阿姨 13812345678' });
  const { body } = await get(`/requests/${ids.lift}`);
  expect(body.notes).toMatchObject([{ by: '冯洁', text: '配件下午到，已约王阿姨 138****5678' }]);
  const line = (await acts(`request:${ids.lift}`)).find(({ act }) => act === 'request.note');
  expect(line?.after).not.toContain('配件');
});

test('what was answered elsewhere is put away without a reply, leaves the lists and its clock, and comes back', async () => {
  const { acting } = house.govcast;
  const limit = () =>
    acting.db
      .selectFrom('openDueDate')
      .select(['closedAt', 'dueOn'])
      .where('objectId', '=', ids.site ?? '')
      .executeTakeFirstOrThrow();
  expect((await post(`/requests/${ids.site}/close`, { reason: '电话答复', link: 'nowhere' })).body.code).toBe(
    'request-link',
  );
  expect((await post(`/requests/${ids.site}/close`, { reason: '已电话答复' }, 'li-na editor')).body.code).toBe(
    'not-yours',
  );
  const closed = await post(`/requests/${ids.site}/close`, {
    reason: '已电话答复',
    link: 'https://zjj.example.gov.cn/hd/1',
  });
  expect(closed.status).toBe(200);
  expect((await limit()).closedAt).not.toBeNull();
  expect((await get('/requests')).body.counts.all).toBe(3);
  expect(titles((await get('/requests?tab=closed')).body)).toEqual(['官网链接失效，打不开']);
  expect((await get(`/requests/${ids.site}`)).body).toMatchObject({
    closed: { reason: '已电话答复', link: 'https://zjj.example.gov.cn/hd/1' },
    level: null,
  });
  const row = await acting.db
    .selectFrom('request')
    .select(['state', 'closedHow'])
    .where('id', '=', ids.site ?? '')
    .executeTakeFirst();
  expect(row).toEqual({ state: 'archived', closedHow: 'elsewhere' });
  await post(`/requests/${ids.site}/reopen`, { reason: '还没答复完' });
  expect(await limit()).toEqual({ closedAt: null, dueOn: '2026-11-30' });
  expect((await get('/requests')).body.counts.all).toBe(4);
});

test('a calendar that changed moves requests in the list, its counts and 今日, and the case says so', async () => {
  const { acting, calendar, config } = house.govcast;
  const before = (await get(`/requests/${ids.site}`)).body;
  const dayOf = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
  const amended = buildCalendar([
    calendarYear(2026, { off: [dayOf(before.dueAt).slice(5)], work: [] }, 'an amended notice'),
  ]);
  await takeConfigOver(acting, amended, [], { person: 'govcast', via: 'worker' }, moveRequests);
  const after = (await get(`/requests/${ids.site}`)).body;
  expect(after.dueAt).toBeGreaterThan(before.dueAt);
  expect(after.steps.map((s: { step: string }) => s.step)).toContain('moved');
  const { body } = await get('/requests');
  const listed = body.items.find((each: { id: string }) => each.id === ids.site);
  expect([listed.dueAt, listed.provisional]).toEqual([after.dueAt, after.provisional]);
  const due = body.items.map((each: { dueAt: number }) => each.dueAt);
  expect(due).toEqual([...due].sort((a, b) => a - b));
  const groups = (until: string) => dueRequestGroups(acting.db, null, { today: dayOf(before.dueAt), until });
  expect((await groups(dayOf(before.dueAt))).flatMap(({ first }) => first.id)).not.toContain(ids.site);
  await takeConfigOver(acting, calendar, configEntries(config), { person: 'govcast', via: 'worker' }, moveRequests);
  expect((await get(`/requests/${ids.site}`)).body.dueAt).toBe(before.dueAt);
});
