import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountFileRoutes } from '../../src/server/routes/account-file-routes.ts';
import { channelActRoutes } from '../../src/server/routes/channel-act-routes.ts';
import { channelRoutes } from '../../src/server/routes/channel-routes.ts';
import { probeRoutes } from '../../src/server/routes/probe-routes.ts';
import { repostRoutes } from '../../src/server/routes/repost-routes.ts';
import { seedMatrix } from '../browser/seeds/matrix.ts';
import { todayConfig } from '../browser/seeds/today.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

const zhou = 'zhou section-head';
let house: StoreGovcast;
let app: FastifyInstance;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'govcast-matrix-'));
  cpSync('config', folder, { recursive: true });
  cpSync(todayConfig(), folder, { recursive: true });
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00', folder);
  const { govcast } = house;
  await seedMatrix(govcast);
  const routes = [channelRoutes, channelActRoutes, accountFileRoutes, probeRoutes, repostRoutes];
  ({ app } = openApi(
    govcast.acting.db,
    govcast.clock,
    routes.flatMap((each) => each(govcast)),
  ));
}, 30_000);
afterAll(async () => {
  await app.close();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});
async function call(method: 'GET' | 'POST', path: string, payload?: object, person = zhou) {
  const headers = { 'x-person': person };
  const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}
const post = (path: string, payload: object = {}, person = zhou) => call('POST', path, payload, person);
const acts = async (object: string) => {
  const { db } = house.govcast.acting;
  const rows = await db.selectFrom('ledgerEntry').select('act').where('object', '=', object).orderBy('seq').execute();
  return rows.map(({ act }) => act);
};

test('accounts are paged, and narrowed by name, level and what waits', async () => {
  const ids = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);
  const { body: all } = await call('GET', '/matrix');
  expect(all.summary).toMatchObject({ total: all.items.length, breached: 1, failed: 1, filed: 1 });
  const met: string[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await call('GET', `/matrix?limit=3${cursor}`);
    met.push(...ids(body));
    if (body.next === null) break;
    cursor = `&cursor=${body.next}`;
  }
  expect(met).toEqual(ids(all));
  expect(ids((await call('GET', `/matrix?q=${encodeURIComponent('安居')}`)).body)).toEqual(['service']);
  expect(ids((await call('GET', '/matrix?level=breached')).body)).toEqual(['archive']);
  expect(ids((await call('GET', '/matrix?waiting=true')).body)).toContain('service');
});

test('one account is shown with its clocks, quotas and filings; one that is not there is 404', async () => {
  const { body } = await call('GET', '/matrix/service');
  expect(body.quotas).toContainEqual({ act: 'massSend', period: 'month', limit: 4, held: 2, byHand: 1 });
  expect((await call('GET', '/matrix/nobody')).body).toMatchObject({ code: 'account-unknown', status: 404 });
});

test('an account is stopped by whoever publishes, and let go again only by whoever answers for it', async () => {
  expect((await post('/matrix/hotline/pause', { reason: ' ' })).status).toBe(400);
  expect((await post('/matrix/hotline/pause', { reason: '账号迁移' }, 'feng-jie desk')).status).toBe(200);
  expect((await post('/matrix/hotline/resume', {}, 'feng-jie desk')).status).toBe(403);
  expect((await post('/matrix/hotline/resume')).status).toBe(200);
  expect(await acts('channel:hotline')).toEqual(expect.arrayContaining(['channel.pause', 'channel.resume']));
});

test('what has no interface is not probed, and its history is not read', async () => {
  expect((await post('/matrix/notice-group/probe')).body.code).toBe('channel-by-hand');
  expect((await post('/matrix/notice-group/read-history')).body.code).toBe('history-unreadable');
});

test('a filing is recorded once; figures and the decision of the year are kept', async () => {
  const filing = { event: 'changed', on: '2026-11-20', unit: '示例市政府办公室', reason: '更名' };
  expect((await post('/matrix/property/filings', filing)).body).toMatchObject({ outcome: 'recorded' });
  expect((await post('/matrix/property/filings', filing)).body).toMatchObject({ outcome: 'known' });
  expect((await post('/matrix/property/figures', { followers: 1200 })).status).toBe(200);
  const merge = { decision: 'merge', reason: '粉丝少、长期不更新' };
  expect((await post('/matrix/property/review', { ...merge, mergeInto: 'nobody' })).status).toBe(404);
  expect((await post('/matrix/property/review', { ...merge, mergeInto: 'sub' })).status).toBe(200);
  expect((await call('GET', '/matrix/property')).status).toBe(200);
});

test('what was sent by hand needs a link or a title and a time that has come, and counts once', async () => {
  const sent = (more: object) => post('/matrix/property/sent-by-hand', { act: 'publish', ...more });
  const at = Date.parse('2026-11-22T10:00:00+08:00');
  expect((await sent({ at })).body.code).toBe('history-nothing');
  expect((await sent({ at: at + 86_400_000 * 5, title: '冬季消防提示' })).body.code).toBe('history-not-yet');
  expect((await sent({ at, title: '冬季消防提示', mark: 'original' })).body).toMatchObject({ added: 1, known: 0 });
});

test('those who owe a repost are urged once in half an hour; an account is let off with a reason', async () => {
  const { body } = await call('GET', '/reposts');
  const { task, accounts } = body.first;
  const owing = accounts.filter(({ state }: { state: string }) => state === 'waiting' || state === 'placed');
  expect((await post(`/reposts/${task}/urge`, {}, 'tang-xin auditor')).status).toBe(403);
  const { body: urged } = await post(`/reposts/${task}/urge`);
  expect(urged.urged.toSorted()).toEqual(owing.map(({ account }: { account: string }) => account).toSorted());
  expect((await post(`/reposts/${task}/urge`)).body.code).toBe('repost-nobody-to-urge');
  house.clock.moveBy(31 * 60_000);
  expect((await post(`/reposts/${task}/urge`)).body.urged).toHaveLength(owing.length);
  expect(await acts(`repost:${task}`)).toEqual(expect.arrayContaining(['repost.urge']));
  const [{ account }] = owing;
  expect((await post(`/reposts/${task}/excuse`, { account, reason: '停更备案中' }, 'li-na editor')).status).toBe(403);
  const { body: after } = await post(`/reposts/${task}/excuse`, { account, reason: '停更备案中' });
  expect(after.accounts.find((each: { account: string }) => each.account === account).state).toBe('excused');
  expect((await call('GET', '/reposts/none')).status).toBe(404);
});

test('a link that proves nothing is not taken for a repost, nor a time that is to come', async () => {
  const { body } = await call('GET', '/reposts');
  const { task, accounts } = body.first;
  const [{ account }] = accounts.filter(({ state }: { state: string }) => state === 'waiting');
  const link = 'https://weibo.com/123/abc';
  const confirm = (more: object, person = zhou) => post(`/reposts/${task}/confirm`, { account, link, ...more }, person);
  expect((await confirm({}, 'tang-xin auditor')).status).toBe(403);
  expect((await confirm({ link: 'nowhere' })).status).toBe(400);
  expect((await confirm({ at: house.clock.now() + 60_000 })).body.code).toBe('repost-at');
});
