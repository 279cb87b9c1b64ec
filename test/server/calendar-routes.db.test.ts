import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testClock } from '../../src/clock.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { type Govcast, openGovcast } from '../../src/govcast.ts';
import { calendarActRoutes } from '../../src/server/routes/calendar-act-routes.ts';
import { calendarRoutes } from '../../src/server/routes/calendar-routes.ts';
import { calendarConfig, calendarNow, momentOf, seedCalendar } from '../browser/seeds/calendar.ts';
import { configFolder } from '../config/config-folder.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';
import { openApi } from './api/open-api.ts';

let store: TestStore;
let govcast: Govcast;
let app: FastifyInstance;
let posts: Map<string, string>;
const dataFolder = mkdtempSync(join(tmpdir(), 'govcast-calendar-'));
const config = configFolder();

beforeAll(async () => {
  store = await openTestStore();
  calendarConfig(config);
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  govcast = await openGovcast({
    environment: { ...readEnvironment({}), dataFolder, configFolder: config.folder },
    clock: testClock(Date.parse(calendarNow)),
    log: silent,
    sandboxUrl: null,
    worker: 'test',
    random: () => 0.5,
    openStore: () => store.db,
  });
  posts = await seedCalendar(govcast);
  ({ app } = openApi(store.db, govcast.clock, [...calendarRoutes(govcast), ...calendarActRoutes(govcast)]));
}, 30_000);
afterAll(async () => {
  await app.close();
  await govcast.queue.close();
  await store.close();
  config.remove();
  rmSync(dataFolder, { recursive: true, force: true });
});

const head = 'zhang-wei section-head';
let key = 0;
async function call(method: 'GET' | 'POST', path: string, payload?: object, person = head) {
  key += 1;
  const headers = { 'x-person': person, 'x-govcast': 'console', 'idempotency-key': `key-${key}` };
  const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}
const idOf = (title: string) => posts.get(title) ?? '';
const at = (text: string) => momentOf(text);

const WINDOW = '/calendar?from=2026-11-23&to=2026-12-06';
const place = (title: string, channel = 'sub') =>
  store.db
    .selectFrom('placement')
    .selectAll()
    .where('post', '=', idOf(title))
    .where('channel', '=', channel)
    .where('cancelledAt', 'is', null)
    .executeTakeFirstOrThrow();
const deliveries = (title: string) =>
  store.db
    .selectFrom('delivery')
    .select(['act', 'state', 'dueAt'])
    .where('subjectId', '=', idOf(title))
    .orderBy('createdAt')
    .orderBy('id')
    .execute();

it('the window has lanes with level and quota, items by state, marks, black-outs and what is to be explained', async () => {
  const { status, body } = await call('GET', WINDOW);
  expect(status).toBe(200);
  const lanes = body.lanes.map((lane: Record<string, unknown>) => [lane.name, lane.level, lane.paused]);
  expect(lanes).toEqual([
    ['示例住建发布', 'green', null],
    ['@示例住建', 'orange', null],
    ['示例物业', 'yellow', null],
    ['示例12319', 'green', null],
    ['示例安居', 'red', null],
    ['示例城建档案', 'breached', null],
    ['示例质安', 'paused', '关停备案中'],
  ]);
  expect(body.lanes[4].quota).toEqual({ act: 'massSend', per: 'month', limit: 4, used: 3 });
  const states = Object.fromEntries(
    body.items.map((item: { title: string; state: string }) => [item.title, item.state]),
  );
  expect(states).toMatchObject({
    ...{ 低温施工安全提醒: 'sent', 装修垃圾清运: 'signed', 加装电梯补助办法: 'sign', 供暖报修指南: 'phone' },
    ...{ '问答：一楼不同意': 'draft', 年审提醒: 'failed' },
  });
  expect(body.marks.map(({ on, provisional }: { on: string; provisional: boolean }) => [on, provisional])).toEqual([
    ['2027-01-01', true],
    ['2027-01-02', true],
    ['2027-01-03', true],
  ]);
  expect(body.unannounced).toEqual([2027]);
  expect(body.stops.map(({ reason }: { reason: string }) => reason)).toContain('国家公祭日：只发公祭内容');
  expect(body.notes.map(({ kind, channel, title }: Record<string, unknown>) => [kind, channel, title])).toEqual([
    ['due', 'service', '年审提醒'],
    ['breached', 'archive', null],
    ['moved', 'sub', '宪法宣传周'],
  ]);
  const some = await call('GET', `${WINDOW}&channels=wuye`);
  expect(some.body.items.map(({ title }: { title: string }) => title)).toEqual(['物业费怎么看', '冬季消防通道']);
});

it('a window that ends before it begins, or is longer than a sheet, is refused in words', async () => {
  const { status, body } = await call('GET', '/calendar?from=2026-11-23&to=2027-02-01');
  expect([status, body.title]).toEqual([400, '填写的内容不完整或格式不对']);
});

it('a month has at most three titles a day and says how many more there are', async () => {
  const { body } = await call('GET', '/calendar/month?from=2026-11-01&to=2026-11-30');
  const [first] = body.days;
  expect([first.on, first.items.length, first.count]).toEqual(['2026-11-23', 3, 6]);
  expect(first.items.map((item: { at: number }) => item.at)).toEqual(
    first.items.map((item: { at: number }) => item.at).toSorted((a: number, b: number) => a - b),
  );
});

it('a month whose first week begins in the month before still has the marks of all three small months', async () => {
  const { body } = await call('GET', '/calendar/month?from=2026-10-26&to=2026-12-06');
  const marked = body.marks.filter(({ on }: { on: string }) => on.startsWith('2027-01'));
  expect(marked.map(({ on }: { on: string }) => on)).toEqual(['2027-01-01', '2027-01-02', '2027-01-03']);
});

it('in a month a second occasion of a post is no second item, and the later one is shown', async () => {
  const days = '/calendar/month?from=2026-11-23&to=2026-11-23';
  const before = (await call('GET', days)).body.days[0];
  const item = before.items.find(({ delivery }: { delivery: string | null }) => delivery !== null);
  const sent = await store.db
    .selectFrom('delivery')
    .selectAll()
    .where('id', '=', item.delivery)
    .executeTakeFirstOrThrow();
  const again = { ...sent, id: 'Z'.repeat(26), occasion: 2, state: 'planned' as const, reason: null };
  await store.db.insertInto('delivery').values(again).execute();
  // Nothing in the ledger tells of it: another window is read anew.
  const { days: after } = (await call('GET', '/calendar/month?from=2026-11-23&to=2026-11-24')).body;
  expect([after[0].count, after[0].items.length]).toEqual([before.count, 3]);
  const shown = after[0].items.find(({ id }: { id: string }) => id === item.id);
  expect(shown.delivery).toBe(again.id);
  await store.db.deleteFrom('delivery').where('id', '=', again.id).execute();
});

it('a proposal stands at the first free slot of the account whose clock asks', async () => {
  const { body } = await call('GET', '/calendar/proposals');
  expect(body.proposals).toMatchObject([{ channel: 'archive', title: '冬季查档预约', at: at('11-24 09:00') }]);
});

it('an item shows its reason and what is asked of people', async () => {
  const shown = await call('GET', `/calendar/places/${(await place('年审提醒', 'service')).id}`);
  expect(shown.body).toMatchObject({
    word: 'failed',
    movable: false,
    placedBy: '李编辑',
    question: { kind: 'refused' },
  });
  expect((await call('GET', '/calendar/places/none')).body.title).toBe('这篇稿件在这个渠道上没有位置');
});

it('a try names who has used up the day, finds a publish that needs no quota, and writes nothing', async () => {
  const before = await store.db.selectFrom('ledgerHead').select('seq').executeTakeFirstOrThrow();
  const asked = { post: idOf('河路改造围挡'), channel: 'sub', at: at('11-26 09:30') };
  const { body } = await call('POST', '/calendar/try', asked);
  expect(body).toMatchObject({
    ...{ verdict: 'differs', at: at('11-26 14:30'), act: 'publish', code: 'quotaDay', signatures: 'approved' },
    ...{ taken: { title: '问答：一楼不同意', at: at('11-26 09:30') }, moves: [], losses: [], warning: null },
    was: { at: at('11-25 09:30'), act: 'massSend', pinned: false },
  });
  const free = await call('POST', '/calendar/try', { ...asked, at: at('11-27 09:30') });
  expect(free.body).toMatchObject({ verdict: 'fits', at: at('11-27 09:30'), act: 'massSend' });
  const exact = await call('POST', '/calendar/try', { ...asked, exact: true });
  expect(exact.body).toMatchObject({
    verdict: 'differs',
    at: at('11-26 09:30'),
    warning: '注意：这一条的篇数超出上限',
  });
  const past = await call('POST', '/calendar/try', { ...asked, at: at('11-20 09:30') });
  expect(past.body).toMatchObject({ verdict: 'refused', code: 'past' });
  expect(await store.db.selectFrom('ledgerHead').select('seq').executeTakeFirstOrThrow()).toEqual(before);
});

it('a try that comes out earlier on the day names what bars the rest of it, not the time that was wished', async () => {
  const { db } = store;
  const stops = {
    ...{ id: 'storm', kind: 'exam' as const, reason: '防台风', channels: null, includesInternal: 0, endedBy: null },
    ...{ startedBy: 'zhou', startedAt: at('11-23 09:00'), endedAt: null },
    ...{ fromAt: at('11-27 09:00'), toAt: at('11-27 12:00') },
  };
  await db.insertInto('blackout').values(stops).execute();
  const asked = { post: idOf('河路改造围挡'), channel: 'sub', at: at('11-27 09:30') };
  const { body } = await call('POST', '/calendar/try', asked);
  const late = await call('POST', '/calendar/try', { ...asked, at: at('11-28 23:00') });
  const day = { fromAt: at('11-27 00:00'), toAt: at('11-27 23:59') };
  await db.updateTable('blackout').set(day).where('id', '=', 'storm').execute();
  const all = await call('POST', '/calendar/try', asked);
  await db.deleteFrom('blackout').where('id', '=', 'storm').execute();
  const between = await call('POST', '/calendar/try', { ...asked, at: at('11-27 09:00') });
  const earlier = { verdict: 'differs', at: at('11-27 08:30'), act: 'massSend', taken: null };
  expect(body).toMatchObject({ ...earlier, code: 'blackout', reason: '可发时间均在停发期（防台风）内' });
  expect(late.body).toMatchObject({ at: at('11-28 08:30'), code: 'noSlot', reason: '起止时间内没有发布时段' });
  const why = '11月27日停发（防台风），改至 11-28 08:30';
  expect(all.body).toMatchObject({ at: at('11-28 08:30'), code: 'blackout', reason: why });
  expect(between.body.reason).toBe('2026-11-27 09:00 不是该渠道的时段，排到其后第一个时段');
});

it('a move comes to what the person saw: the signed delivery goes along by another act, and moving back has it as it was', async () => {
  const asked = { post: idOf('河路改造围挡'), channel: 'sub', at: at('11-26 09:30') };
  const tried = (await call('POST', '/calendar/try', asked)).body;
  const body = { ...asked, at: tried.at, act: tried.act, seen: tried.mark };
  const moved = await call('POST', '/calendar/move', body);
  expect([moved.status, moved.body.place]).toMatchObject([
    200,
    { act: 'publish', at: at('11-26 14:30'), pinned: true },
  ]);
  expect(await place('河路改造围挡')).toMatchObject({ act: 'publish', at: at('11-26 14:30'), pinned: 1 });
  expect(await deliveries('河路改造围挡')).toMatchObject([
    { act: 'massSend', state: 'dropped' },
    { act: 'publish', state: 'planned', dueAt: at('11-26 14:30') },
  ]);
  // Asked for once more with what was seen then: somebody has moved it since.
  const again = await call('POST', '/calendar/move', body);
  expect([again.status, again.body.code, again.body.title]).toEqual([
    409,
    'plan-changed',
    '排期刚被别人改过，和您看到的不一样了',
  ]);
  for (const { pinned, ...back } of moved.body.back) await call('POST', '/calendar/move', { ...back, pin: pinned });
  expect(await place('河路改造围挡')).toMatchObject({ act: 'massSend', at: at('11-25 09:30'), pinned: 0 });
  const [last] = (await deliveries('河路改造围挡')).filter(({ state }) => state === 'planned');
  expect(last).toMatchObject({ act: 'massSend', dueAt: at('11-25 09:30') });
});

it('of two who move different posts onto the last mass send of a day, one is told that the plan has changed', async () => {
  const wanted = at('11-28 09:30');
  const marks = await Promise.all(
    ['装修垃圾清运', '宪法宣传周'].map(async (title) => {
      const asked = { post: idOf(title), channel: 'sub', at: wanted };
      const { body } = await call('POST', '/calendar/try', asked);
      expect(body.verdict).toBe('fits');
      return { ...asked, seen: body.mark };
    }),
  );
  const done = await Promise.all(marks.map((body) => call('POST', '/calendar/move', body)));
  expect(done.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(done.find(({ status }) => status === 409)?.body.code).toBe('plan-changed');
  for (const { body } of done.filter(({ status }) => status === 200))
    for (const { pinned, ...back } of body.back) await call('POST', '/calendar/move', { ...back, pin: pinned });
});

it('what is being sent does not move, and says so in words; neither does what is not there', async () => {
  const asked = { post: idOf('供暖报修指南'), channel: 'hotline', at: at('11-27 09:00') };
  const tried = await call('POST', '/calendar/try', asked);
  expect(tried.body).toMatchObject({ verdict: 'refused', code: 'delivery-begun' });
  const moved = await call('POST', '/calendar/move', asked);
  expect([moved.status, moved.body.title]).toEqual([409, '这一条已经开始发，时间改不了了']);
  const nowhere = await call('POST', '/calendar/move', { ...asked, channel: 'wuye' });
  expect([nowhere.status, nowhere.body.code]).toEqual([404, 'placement-unknown']);
  const wrongAct = await call('POST', '/calendar/move', { ...asked, act: 'message' });
  expect([wrongAct.status, wrongAct.body.title]).toEqual([400, '这个账号不能这样发']);
});

it('an auditor reads the calendar and moves nothing; a token needs the scope', async () => {
  const auditor = 'tang-xin auditor';
  expect((await call('GET', WINDOW, undefined, auditor)).status).toBe(200);
  const asked = { post: idOf('河路改造围挡'), channel: 'sub', at: at('11-27 09:30') };
  for (const path of ['try', 'move', 'unpin', 'announce', 'remove', 'place']) {
    const { status } = await call('POST', `/calendar/${path}`, { ...asked, what: 'x' }, auditor);
    expect([path, status]).toEqual([path, 403]);
  }
  const headers = { 'x-person': head, 'x-scopes': 'calendar:read', 'idempotency-key': 'scope' };
  const token = await app.inject({ method: 'POST', url: '/api/v1/calendar/try', headers, payload: asked });
  expect([token.statusCode, token.json().code]).toEqual([403, 'scope-missing']);
});

it('a signed post is found, placed at a moment, announced, unpinned and taken off again', async () => {
  const found = await call('GET', '/calendar/addable?channel=wuye&title=查档');
  expect(found.body.posts).toMatchObject([{ post: idOf('冬季查档预约'), state: 'approved' }]);
  const placed = await call('POST', '/calendar/place', {
    what: idOf('冬季查档预约'),
    channel: 'wuye',
    at: at('11-27 10:00'),
  });
  // The seed's posts have no text of their own, so their findings are asked of the text that is there.
  expect([placed.status, placed.body.ok]).toEqual([200, true]);
  expect(await place('冬季查档预约', 'wuye')).toMatchObject({ at: at('11-27 10:00'), pinned: 1 });
  const where = { post: idOf('冬季查档预约'), channel: 'wuye' };
  expect((await call('POST', '/calendar/unpin', where)).body.pinned).toBe(false);
  expect((await call('POST', '/calendar/announce', where)).body.places).toHaveLength(1);
  expect((await call('POST', '/calendar/remove', where)).body.outcome).toBe('stopped');
});

it('what is asked about, finished or on its way is not said to be taken off', async () => {
  const codes = async (title: string, channel: string) => {
    const { status, body } = await call('POST', '/calendar/remove', { post: idOf(title), channel });
    return [status, body.code];
  };
  expect(await codes('年审提醒', 'service')).toEqual([409, 'queue-asking']);
  expect(await codes('低温施工安全提醒', 'sub')).toEqual([409, 'queue-final']);
  const { delivery, position } = await store.db
    .selectFrom('delivery')
    .innerJoin('step', 'step.delivery', 'delivery.id')
    .select(['delivery.id as delivery', 'step.position'])
    .where('subjectId', '=', idOf('供暖报修指南'))
    .where('step.visible', '=', 1)
    .executeTakeFirstOrThrow();
  const begun = at('11-23 09:00');
  await store.db
    .insertInto('attempt')
    .values({
      ...{ id: 'begun', delivery, position, number: 1, state: 'answered', fence: 1, requestHash: 'r', key: null },
      ...{ calls: 1, begunAt: begun, lastBegunAt: begun, lostAt: null, looks: 0, polls: 0 },
      ...{ externalId: null, answer: null, errorCode: null },
    })
    .execute();
  expect(await codes('供暖报修指南', 'hotline')).toEqual([409, 'queue-too-late']);
  // Its place is gone all the same; a second try says the same, and what to do.
  const gone = { post: idOf('供暖报修指南'), channel: 'hotline' };
  const { body: again } = await call('POST', '/calendar/remove', gone);
  expect(again).toMatchObject({ code: 'queue-too-late', remedy: expect.stringContaining('到账号里看一眼') });
  expect(again.title).toContain('位置取下了');
  const places = store.db.selectFrom('placement').select('id').where('cancelledAt', 'is', null);
  expect(await places.where('post', '=', gone.post).where('channel', '=', 'hotline').execute()).toEqual([]);
});
