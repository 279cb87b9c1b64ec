import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmPair } from '../../src/policy/confirm-pair.ts';
import { blackoutRoutes } from '../../src/server/routes/blackout-routes.ts';
import { deliveryRoutes } from '../../src/server/routes/delivery-routes.ts';
import { noticeRoutes } from '../../src/server/routes/notice-routes.ts';
import { taskRoutes } from '../../src/server/routes/task-routes.ts';
import { todayRoutes } from '../../src/server/routes/today-routes.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { clocksNow } from '../../src/today/clocks-now.ts';
import { seedToday, todayConfig } from '../browser/seeds/today.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let house: StoreGovcast;
let app: FastifyInstance;
let ids: Map<string, string>;
let folder: string;
let key = 0;
const zhou = 'zhou section-head';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'govcast-today-'));
  cpSync('config', folder, { recursive: true });
  cpSync(todayConfig(), folder, { recursive: true });
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00', folder);
  const { govcast } = house;
  ids = await seedToday(govcast);
  const routes = [todayRoutes, taskRoutes, deliveryRoutes, blackoutRoutes, noticeRoutes].flatMap((of) => of(govcast));
  ({ app } = openApi(govcast.acting.db, govcast.clock, routes));
}, 30_000);
afterAll(async () => {
  await app.close();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

async function call(method: 'GET' | 'POST', path: string, payload?: object, person = zhou) {
  key += 1;
  const headers = { 'x-person': person, 'idempotency-key': `k${key}` };
  const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}
const kinds = (body: { rows: { kind: string; level: string }[] }) =>
  body.rows.map(({ kind, level }) => `${kind} ${level}`);

test('today answers what waits for one person by its limit, the line of the day, proposals and the ruler', async () => {
  const { status, body } = await call('GET', '/today');
  expect([status, body.view, body.counts]).toEqual([200, 'desk', { mine: 7, all: 7 }]);
  expect(kinds(body)).toEqual([
    'clock breached',
    'confirmation red',
    'signature red',
    'repost orange',
    'requests red',
    'question red',
    'owed orange',
  ]);
  expect(body.timeline.lines.map(({ state }: { state: string }) => state)).toEqual([
    'open',
    'failed',
    'confirm',
    'unsigned',
    'ready',
  ]);
  expect(body.timeline.lines[3]).toMatchObject({ channels: 2, channelName: '示例住建发布', signaturesLeft: 2 });
  expect(body.asking.map(({ channel }: { channel: string }) => channel)).toEqual(['archive', 'service']);
  expect(body.ruler.days).toHaveLength(27);
  expect(body.ruler.rows.map(({ id, level }: { id: string; level: string }) => `${id} ${level}`)).toEqual([
    'channel:archive breached',
    'channel:service red',
    'column:15 orange',
    'channel:property yellow',
    'channel:hotline green',
    'channel:quality green',
    'channel:sub green',
  ]);
  expect(body.ruler.rows[1].planned).toMatchObject([{ state: 'failed' }]);
});

test('somebody else is shown what waits for them, the whole office on request, and an auditor breaches only', async () => {
  const { body: mine } = await call('GET', '/today', undefined, 'feng-jie desk');
  expect(mine.rows).toEqual([]);
  const { body: all } = await call('GET', '/today?whose=all', undefined, 'feng-jie desk');
  expect([all.rows.length, all.mine]).toEqual([7, []]);
  const { body: seen } = await call('GET', '/today', undefined, 'tang-xin auditor');
  expect([seen.view, seen.whose, kinds(seen), seen.asking]).toEqual(['inspector', 'all', ['clock breached'], []]);
  const { body: leader } = await call('GET', '/today?whose=all', undefined, 'chen leader');
  expect(kinds(leader).slice(0, 2)).toEqual(['signature red', 'clock breached']);
  // Breaches of others stand in his own list, too, to be seen.
  const { body: own } = await call('GET', '/today?whose=mine', undefined, 'chen leader');
  expect(kinds(own)).toContain('clock breached');
  expect(own.counts.mine).toBe(own.rows.length);
  const breached = own.rows.filter(({ level }: { level: string }) => level === 'breached');
  expect(breached.every(({ id }: { id: string }) => !own.mine.includes(id))).toBe(true);
});

test('what is kept is made anew by an act that bears on it and in time, and shared until then', async () => {
  const { govcast, clock } = house;
  const record = (act: string) =>
    inTransaction(govcast.acting.db, (tx) =>
      govcast.acting.record(tx, { at: clock.now(), actor: { person: 'zhou', via: 'console' }, act, object: 'post:x' }),
    );
  const first = await clocksNow(govcast);
  await record('post.tick');
  expect(await clocksNow(govcast)).toBe(first);
  await record('placement.add');
  const second = await clocksNow(govcast);
  expect(second).not.toBe(first);
  await clock.moveTo(clock.now() + 120_000);
  expect(await clocksNow(govcast)).not.toBe(second);
});

test('a delivery tells its story, and its question is answered by who may', async () => {
  const id = ids.get('delivery 公租房年审提醒') ?? '';
  const { body: story } = await call('GET', `/deliveries/${id}`);
  expect(story).toMatchObject({ state: 'asking', channelName: '示例安居', hasLinks: true, mayAnswer: true });
  expect(story.question.cause).toMatchObject({ title: '微信不认本机的 IP', cause: '203.0.113.25 不在白名单。' });
  expect(story.attempts).toMatchObject([{ state: 'failed', error: 'wechat-40164' }]);
  const refused = await call('POST', `/deliveries/${id}/answer`, { is: 'repeat' }, 'tang-xin auditor');
  expect([refused.status, refused.body.code]).toEqual([403, 'role-missing']);
  const bare = await call('POST', `/deliveries/${id}/answer`, { is: 'went-out', links: [] });
  expect([bare.status, bare.body.code]).toEqual([400, 'answer-link']);
  const done = await call('POST', `/deliveries/${id}/answer`, { is: 'repeat' });
  expect([done.status, done.body]).toEqual([200, { id, state: 'planned', stopped: false }]);
  const again = await call('POST', `/deliveries/${id}/answer`, { is: 'repeat' });
  expect(again.body.code).toBe('question-none');
  expect(kinds((await call('GET', '/today')).body)).not.toContain('question red');
  expect((await call('GET', '/deliveries/nothing')).body.code).toBe('delivery-unknown');
});

test('a proposal becomes a post in review on its account, and is asked for no more', async () => {
  const { body: asked } = await call('GET', '/today/proposals/archive');
  const best = asked.proposals[0];
  expect(best).toMatchObject({ title: '冬季查档预约指南', channelName: '示例城建档案' });
  expect((await call('POST', '/today/proposals', { id: best.id, channel: 'archive' }, 'tang-xin auditor')).status).toBe(
    403,
  );
  const taken = await call('POST', '/today/proposals', { id: best.id, channel: 'archive' });
  expect(taken.body).toMatchObject({ ok: true, title: '冬季查档预约指南', places: [{ channel: 'archive' }] });
  const { body } = await call('GET', '/today');
  expect(body.asking.map(({ channel }: { channel: string }) => channel)).toEqual(['service']);
});

test('the bell lists what a person was told, and only who was told may take it', async () => {
  const { db } = house.govcast.acting;
  const at = house.clock.now();
  const told = { urgency: 'red' as const, since: at, firstSeenAt: at, episode: 1, endedAt: null, endToldAt: null };
  const fields = JSON.stringify({ task: 'plan/1', title: '年度计划', due: '2026-11-30' });
  await db
    .insertInto('concern')
    .values({
      ...{ id: 'c1', key: 'task:1', source: 'tasks', kind: 'task.due', about: 'task:1', ...told, fields },
      ...{ recipients: JSON.stringify([{ person: 'zhou' }]), acknowledgedBy: null, acknowledgedAt: null },
    })
    .execute();
  await db
    .insertInto('noticeLine')
    .values({ concern: 'c1', episode: 1, step: 0, person: 'zhou', way: 'console', notice: null, toldAt: at })
    .execute();
  expect((await call('GET', '/notices')).body).toMatchObject({ untaken: 1, notices: [{ id: 'c1', mayTake: true }] });
  expect((await call('GET', '/notices', undefined, 'lin editor')).body.notices).toEqual([]);
  expect((await call('POST', '/notices/c1/take', undefined, 'lin editor')).body.code).toBe('concern-not-yours');
  expect((await call('POST', '/notices/c1/take')).body).toEqual({ id: 'c1', isNew: true });
  expect((await call('GET', '/notices')).body).toMatchObject({ untaken: 0, notices: [{ isMine: true }] });
});

test('a black-out is counted beforehand, started, ended, and what it kept back is answered', async () => {
  const { body: preview } = await call('GET', '/blackouts/preview');
  expect(preview.counts).toEqual({ keptBack: 4, underWay: 1, byHand: 0 });
  expect((await call('POST', '/blackouts', { reason: ' ' })).body.code).toBe('blackout-reason');
  expect((await call('POST', '/blackouts', { reason: '事件' }, 'lin editor')).body.code).toBe('role-missing');
  const { body: started } = await call('POST', '/blackouts', { reason: '突发事件' });
  expect(started.counts.keptBack).toBe(4);
  expect((await call('GET', `/blackouts/${started.id}`)).body).toMatchObject({ state: 'open', channels: null });
  await house.clock.moveTo(Date.parse('2026-11-23T15:00:00+08:00'));
  const lines = async () =>
    (await call('GET', '/today')).body.timeline.lines
      .filter(({ title }: { title: string }) => ['公租房年审提醒', '物业费收支公示怎么看'].includes(title))
      .map(({ state, reason }: { state: string; reason: string | null }) => `${state} ${reason}`);
  expect(await lines()).toEqual(['later blackout', 'later blackout']);
  const { body: ended } = await call('POST', `/blackouts/${started.id}/end`);
  expect(ended.waiting).toMatchObject([
    { title: '公租房年审提醒', channelName: '示例安居' },
    { title: '物业费收支公示怎么看', channelName: '示例物业' },
  ]);
  const rows = (await call('GET', '/today')).body.rows.filter(({ kind }: { kind: string }) => kind === 'blackout');
  expect(rows).toMatchObject([{ count: 2, reason: '突发事件', blackout: started.id }]);
  expect(await lines()).toEqual(['stopped blackout', 'stopped blackout']);
  // Whoever may answer has it among his own; who may not, has it not.
  for (const [person, has] of [
    ['chen leader', true],
    ['lin editor', true],
    ['feng-jie desk', false],
  ] as const)
    expect([person, (await call('GET', '/today', undefined, person)).body.mine]).toEqual([
      person,
      has ? expect.arrayContaining([`blackout:${started.id}`]) : [],
    ]);
  const deliveries = [ended.waiting[1].delivery];
  const answer = `/blackouts/${started.id}/answer`;
  expect((await call('POST', answer, { is: 'drop', note: '', deliveries })).body.code).toBe('answer-note');
  const dropped = await call('POST', answer, { is: 'drop', note: '内容已过时', deliveries });
  expect(dropped.body).toEqual({ answered: 1, refused: [], open: 1 });
});

test.for([
  'post.withdraw',
  'post.discard',
])('after %s a post is proposed no more from that moment, not only after ten minutes', async (act) => {
  const { acting } = house.govcast;
  const proposed = async () => {
    const { body } = await call('GET', '/today');
    return body.asking.flatMap(({ proposals }: { proposals: { post: string | null }[] }) =>
      proposals.map((p) => p.post),
    );
  };
  const shown = (await proposed()).find((post: string | null) => post !== null);
  expect(shown).toEqual(expect.any(String));
  await inTransaction(acting.db, async (tx) => {
    await tx.updateTable('post').set({ state: 'withdrawn' }).where('id', '=', shown).execute();
    const line = { at: house.clock.now(), actor: { person: 'zhou', via: 'console' as const }, object: `post:${shown}` };
    await acting.record(tx, { ...line, act });
  });
  expect(await proposed()).not.toContain(shown);
});

test('a doubtful pairing and a task of the year stand among what is to be done, and leave it when they are', async () => {
  const { clock } = house;
  const { acting } = house.govcast;
  const now = clock.now();
  const rows = async (whose: string, person = zhou) => {
    const { body } = await call('GET', `/today?whose=${whose}`, undefined, person);
    const found = body.rows.filter(({ kind }: { kind: string }) => kind === 'pairing' || kind === 'task');
    return { found, mine: body.mine as string[] };
  };
  const pair = {
    policy: 'item-rule',
    interpretation: 'item-read',
    score: 0.6,
    form: '文字',
    stage: 'release' as const,
  };
  const offered = { decision: 'offered' as const, reasons: '[]', decidedBy: null, note: null };
  await acting.db
    .insertInto('pair')
    .values({ ...pair, ...offered, at: now - 86_400_000 })
    .execute();
  const task = { plan: 'disclosure-2026', title: '公开年度报告', leadSection: 'news-centre', withSections: '[]' };
  const [due, far] = [
    { ...task, id: 't1', number: '1', dueOn: '2026-11-24', doneAt: null, createdAt: now },
    { ...task, id: 't2', number: '2', dueOn: '2026-12-20', doneAt: null, createdAt: now },
  ];
  await acting.db.insertInto('task').values([due, far]).execute();
  await clock.moveTo(now + 120_000);
  const all = await rows('all');
  expect(all.found.map((row: { id: string; level: string }) => [row.id, row.level])).toEqual([
    ['pairing:item-rule', 'yellow'],
    ['task:t1', 'orange'],
  ]);
  expect(all.found[1]).toMatchObject({ name: 'disclosure-2026/1', section: '新闻中心', workingDaysLeft: 1 });
  expect(all.found[0]).toMatchObject({ bundle: 'item-rule', interpretation: '解读', count: 1, dueAt: null });
  expect((await call('POST', '/tasks/t1/done', {}, 'feng-jie desk')).body.code).toBe('task-of-another-section');
  expect((await call('POST', '/tasks/none/done', {}, zhou)).body.code).toBe('task-unknown');
  expect((await call('POST', '/tasks/t1/done', {}, zhou)).body.title).toBe('公开年度报告');
  await confirmPair(acting, { person: 'zhou', via: 'console' }, pair);
  expect((await rows('all')).found).toEqual([]);
});

test('an account whose past nobody knows is red for that reason; one whose past is known goes by that', async () => {
  const { acting } = house.govcast;
  const of = async () => {
    const { body } = await call('GET', '/today');
    return body.ruler.rows.find(({ id }: { id: string }) => id === 'channel:archive');
  };
  expect(await of()).toMatchObject({ level: 'breached', historyUnknown: false });
  await acting.db.deleteFrom('publication').where('channel', '=', 'archive').execute();
  await house.clock.moveTo(house.clock.now() + 120_000);
  expect(await of()).toMatchObject({ level: 'red', lastUpdateAt: null, historyUnknown: true });
});
