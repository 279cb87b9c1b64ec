import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliveryRoutes } from '../../src/server/routes/delivery-routes.ts';
import { handOffRoutes } from '../../src/server/routes/hand-off-routes.ts';
import { signedPost } from '../browser/seeds/signed-post.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let house: StoreGovcast;
let app: FastifyInstance;
let folder: string;
let key = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'govcast-hand-off-'));
  cpSync('config', folder, { recursive: true });
  cpSync('test/fixtures/desk', folder, { recursive: true });
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00', folder);
  const routes = [...deliveryRoutes(house.govcast), ...handOffRoutes(house.govcast)];
  ({ app } = openApi(house.govcast.acting.db, house.govcast.clock, routes));
}, 30_000);
afterAll(async () => {
  await app.close();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (method: 'GET' | 'POST', path: string, person = 'lin editor') => {
  key += 1;
  return app.inject({ method, url: `/api/v1${path}`, headers: { 'x-person': person, 'idempotency-key': `h${key}` } });
};
async function planned(title: string) {
  const body = '<p>请拨打 12319，二十四小时有人接听。</p>';
  const post = await signedPost(house.govcast, { title, body, channel: 'sub', act: 'publish', at: '10:00' });
  const { db } = house.govcast.acting;
  const row = db.selectFrom('delivery').select('id').where('subjectId', '=', post);
  return { post, id: (await row.executeTakeFirstOrThrow()).id };
}
const lines = async (id: string, act: string) => {
  const { db } = house.govcast.acting;
  const of = db.selectFrom('ledgerEntry').select('seq').where('object', '=', `delivery:${id}`).where('act', '=', act);
  return (await of.execute()).length;
};

test('nothing of the text is handed out before somebody takes it; taken twice it is one, and everybody who may sees the same', async () => {
  const { id } = await planned('供暖报修');
  const path = `/deliveries/${id}/hand-off`;
  for (const part of ['', '/phone', '/package']) {
    const early = await ask('GET', `${path}${part}`);
    expect([early.statusCode, early.json().code]).toEqual([409, 'hand-off-not-taken']);
  }
  expect((await ask('GET', `/deliveries/${id}`)).json()).toMatchObject({ byHand: true, handOff: null });
  const taken = await ask('POST', path);
  expect([taken.statusCode, taken.json()]).toMatchObject([200, { delivery: id }]);
  expect((await ask('POST', path, 'zhou section-head')).json()).toEqual(taken.json());
  const page = (await ask('GET', path)).json();
  expect(page).toMatchObject({ ...taken.json(), title: '供暖报修', takenBy: '林洁', message: null });
  expect(page.articles).toMatchObject([{ title: '供暖报修', text: expect.stringContaining('12319'), pictures: [] }]);
  expect(JSON.stringify(page.steps)).not.toMatch(/govcast|index\.html/);
  expect((await ask('GET', path, 'feng-jie desk')).json()).toEqual(page);
  expect(await lines(id, 'delivery.hand-off')).toBe(1);
  const phone = await ask('GET', `${path}/phone`);
  expect(phone.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
  expect(phone.body).toContain('二十四小时有人接听');
  const files = unzipSync((await ask('GET', `${path}/package`)).rawPayload);
  expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())).toMatchObject({
    ...{ delivery: id, contentHash: page.hash, takenBy: '林洁' },
  });
});

test('who neither writes nor signs takes nothing and reads nothing of it', async () => {
  const { id } = await planned('年审提醒');
  for (const person of ['tang-xin auditor', 'wu system-admin', 'he secrecy']) {
    for (const method of ['GET', 'POST'] as const)
      expect((await ask(method, `/deliveries/${id}/hand-off`, person)).statusCode).toBe(403);
  }
  expect((await ask('GET', `/deliveries/${id}`, 'tang-xin auditor')).json()).toMatchObject({ byHand: false });
  expect(await lines(id, 'delivery.hand-off')).toBe(0);
});

test('a text whose approval is gone is shown to nobody, even before the loops have seen it; what is over says so', async () => {
  const { id, post } = await planned('停水通知');
  const path = `/deliveries/${id}/hand-off`;
  const { db } = house.govcast.acting;
  await ask('POST', path);
  const { approvedHash } = await db
    .selectFrom('post')
    .select('approvedHash')
    .where('id', '=', post)
    .executeTakeFirstOrThrow();
  await db.updateTable('post').set({ approvedHash: null }).where('id', '=', post).execute();
  for (const part of ['', '/phone', '/package'])
    expect((await ask('GET', `${path}${part}`)).json().code).toBe('hand-off-void');
  expect((await ask('POST', path)).json()).toMatchObject({
    code: 'delivery-not-approved',
    title: '稿件改过或审批已撤回，不能再发',
  });
  expect((await ask('GET', `/deliveries/${id}`)).json()).toMatchObject({ reason: 'hand-off-void', byHand: false });
  await db.updateTable('post').set({ approvedHash }).where('id', '=', post).execute();
  const { id: other } = await planned('消防通道');
  await ask('POST', `/deliveries/${other}/hand-off`);
  await db.updateTable('delivery').set({ state: 'dropped' }).where('id', '=', other).execute();
  expect((await ask('GET', `/deliveries/${other}/hand-off`)).json().code).toBe('hand-off-over');
});
