import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeRequest } from '../../src/inbox/take-request.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { postEditRoutes } from '../../src/server/routes/post-edit-routes.ts';
import { requestActRoutes } from '../../src/server/routes/request-act-routes.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { composedPost } from '../review/composed.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let house: StoreGovcast;
let app: FastifyInstance;
beforeAll(async () => {
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  const routes = [...requestActRoutes(house.govcast), ...postEditRoutes(house.govcast)];
  ({ app } = openApi(house.govcast.acting.db, house.clock, routes));
});
afterAll(async () => {
  await app.close();
  await house.close();
});
const kept = () => house.govcast.acting.db.selectFrom('idempotentCall').select(['key', 'answer']).execute();

test('the personal data of a citizen that was shown lies nowhere else; each showing has its line', async () => {
  const { acting, calendar, config } = house.govcast;
  const text = '我叫王小明，电话 13812345678，电梯停了';
  const intake = {
    channel: 'sub',
    way: 'message',
    id: 'm1',
    sender: 'oCitizen42',
    text,
    receivedAt: house.clock.now(),
  };
  const intaking = { ...acting, calendar, routing: config.routing };
  const id = await inTransaction(acting.db, (tx) => takeRequest(intaking, tx, intake, 'callback'));
  const show = () =>
    app.inject({
      ...{ method: 'POST', url: `/api/v1/requests/${id}/unmask`, payload: { reason: '回访核实' } },
      headers: { 'x-person': 'feng-jie desk', 'idempotency-key': 'k1' },
    });
  expect((await show()).json().body).toBe(text);
  expect(await kept()).toEqual([]);
  expect((await show()).json().body).toBe(text);
  const lines = acting.db.selectFrom('ledgerEntry').select('seq').where('act', '=', 'request.unmask');
  expect(await lines.execute()).toHaveLength(2);
});

test('what is typed is saved by its version and kept by no key', async () => {
  const { acting } = house.govcast;
  const post = {
    subjectKind: 'file' as const,
    subjectId: 'f1',
    composed: composedPost(),
    findings: [],
    author: 'li-na',
  };
  const { id } = await savePost(acting, post, { person: 'li-na', via: 'console' });
  const headers = { 'x-person': 'li-na editor', 'idempotency-key': 'k2' };
  const copy = (await app.inject({ url: `/api/v1/posts/${id}/text`, headers })).json();
  const [{ id: article, version: base, title, body, author, digest, sourceUrl }] = copy.articles;
  const payload = { title, body, author, digest, sourceUrl, base, tab: 't1' };
  const saved = await app.inject({ method: 'PUT', url: `/api/v1/posts/${id}/articles/${article}`, payload, headers });
  expect(saved.json()).toMatchObject({ outcome: 'saved' });
  expect(await kept()).toEqual([]);
});
