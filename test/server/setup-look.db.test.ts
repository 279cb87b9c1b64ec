import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setupRoutes } from '../../src/server/routes/setup-routes.ts';
import { articlePage, type LocalPortal, localPortal, portalOf } from '../portal/local-portal.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let house: StoreGovcast;
let app: FastifyInstance;
let intranet: LocalPortal;
beforeAll(async () => {
  intranet = await localPortal();
  intranet.put('/t1.html', articlePage('示例市加装电梯办法'));
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  ({ app } = openApi(house.govcast.acting.db, house.clock, setupRoutes(house.govcast)));
});
afterAll(async () => {
  await app.close();
  await house.close();
  await intranet.close();
});
const look = async (url: string) => {
  const headers = { 'x-person': 'he-yong system-admin' };
  // The reader is polite and waits by the clock of the house.
  const passing = setInterval(() => house.clock.moveBy(1_000), 2);
  const answer = await app.inject({ method: 'POST', url: '/api/v1/setup/look', payload: { url }, headers });
  clearInterval(passing);
  return { status: answer.statusCode, body: answer.json() };
};

test('the first look reads a page of a portal that lies in the house, and asks no other address of the house', async () => {
  const port = new URL(intranet.base).port;
  for (const url of [`${intranet.base}t1.html`, `http://localhost:${port}/t1.html`, `http://[::1]:${port}/t1.html`])
    expect((await look(url)).status, url).toBeGreaterThanOrEqual(400);
  expect(await look(`${intranet.base}t1.html`)).toMatchObject({ status: 409, body: { code: 'address-refused' } });
  expect(intranet.asked()).toBe(0);

  house.govcast.config.portals.push(portalOf(intranet));
  expect(await look(`${intranet.base}t1.html`)).toMatchObject({ status: 200, body: { title: '示例市加装电梯办法' } });

  house.govcast.config.portals.push(portalOf({ base: `http://localhost:${port}/` }, { allowPrivate: false }));
  expect((await look(`http://localhost:${port}/t1.html`)).status).toBeGreaterThanOrEqual(400);
  expect(intranet.asked()).toBe(1);
});
