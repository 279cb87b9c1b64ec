import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameRoutes } from '../../src/server/routes/frame-routes.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let opened: StoreGovcast;
let app: ReturnType<typeof openApi>['app'];

beforeAll(async () => {
  opened = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  ({ app } = openApi(opened.govcast.acting.db, opened.clock, frameRoutes(opened.govcast)));
});
afterAll(async () => {
  await app?.close();
  await opened?.close();
});

async function counts(person: string): Promise<Record<string, { n: number; urgent: boolean }>> {
  const answer = await app.inject({ url: '/api/v1/frame', headers: { 'x-person': person } });
  return answer.json().counts;
}

const delivery = (id: string, channel: string, reason: string) => ({
  ...{ id, subjectKind: 'post' as const, subjectId: id, channel, occasion: 1, act: 'publish' as const, hash: 'h' },
  ...{ state: 'asking' as const, reason, fence: 1, worker: null, workAt: null, stopWanted: 0, dueAt: 1, priority: 5 },
  ...{ createdAt: 1, finishedAt: null },
});

test('the numbers of the navigation are kept until an act of anybody changes one', async () => {
  const { acting, clock } = opened.govcast;
  const act = (name: string, object: string, change: (db: typeof acting.db) => Promise<unknown>) =>
    inTransaction(acting.db, async (tx) => {
      await change(tx);
      const actor = { person: 'govcast', via: 'worker' } as const;
      await acting.record(tx, { at: clock.now(), actor, act: name, object });
    });
  const add = (id: string, channel: string, reason: string) =>
    act('delivery.asking', `delivery:${id}`, (tx) =>
      tx
        .insertInto('delivery')
        .values(delivery(id, channel, reason))
        .execute(),
    );
  expect((await counts('zhang-wei section-head')).matrix).toEqual({ n: 0, urgent: false });
  await add('d1', 'sub', 'refused');
  expect((await counts('zhang-wei section-head')).matrix).toEqual({ n: 1, urgent: true });
  // An account counts once; what is published by hand has not failed.
  await add('d2', 'sub', 'failing');
  await add('d3', 'service', 'hand-off');
  expect((await counts('zhang-wei section-head')).matrix?.n).toBe(1);
  expect((await counts('feng-jie desk')).matrix).toEqual({ n: 0, urgent: false });
  await act('delivery.dropped', 'delivery:d1', (tx) =>
    tx.updateTable('delivery').set({ state: 'dropped', reason: 'word' }).where('id', 'in', ['d1', 'd2']).execute(),
  );
  expect((await counts('zhang-wei section-head')).matrix?.n).toBe(0);
});
