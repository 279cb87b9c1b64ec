import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { prefixesOf } from '../../src/console/frame/act-domains.ts';
import { frameCounts } from '../../src/server/routes/frame-counts.ts';
import { changesNumbers, frameRoutes } from '../../src/server/routes/frame-routes.ts';
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

const request = (id: string, section: string) => ({
  ...{ id, kind: 'help', channel: 'sub', intake: 'message', intakeId: id, section, assignee: null },
  ...{ state: 'received' as const, sender: 'o1', body: '电梯坏了', receivedAt: 1, startOn: '2026-11-02' },
  ...{
    dueOn: '2026-11-20',
    nowDueOn: '2026-11-20',
    days: 15,
    unit: 'working-day' as const,
    rule: 'Q-12',
    provisional: 0,
  },
  ...{ closedAt: null, number: id, assignedAt: null, assignedBy: null, closedBy: null, closedHow: null },
  ...{ closedNote: null, closedLink: null },
});

test('what is counted once for a section is told to that section only, and to who sees all of them', async () => {
  const { acting, clock } = opened.govcast;
  const receive = (id: string, section: string) =>
    inTransaction(acting.db, async (tx) => {
      await tx.insertInto('request').values(request(id, section)).execute();
      const actor = { person: 'govcast', via: 'worker' } as const;
      await acting.record(tx, { at: clock.now(), actor, act: 'request.receive', object: `request:${id}` });
    });
  const { people } = opened.govcast.config.people;
  const asking = people.filter(({ id }) => ['li-na', 'zhou-ting', 'feng-jie'].includes(id));
  expect(asking.map(({ section }) => section)).toEqual(['news-centre', 'property', 'hotline']);
  const count = frameCounts(opened.govcast);
  const numbers = async () => (await Promise.all(asking.map(count))).map(({ requests }) => requests?.n);
  expect(await numbers()).toEqual([0, 0, 0]);
  await receive('r1', 'news-centre');
  expect(await numbers()).toEqual([1, 0, 1]);
  await receive('r2', 'property');
  expect(await numbers()).toEqual([1, 1, 2]);
});

test('consoles count again after every act that changes a number, and after no other', () => {
  const acts = Object.keys(parse(readFileSync('content/wording/ledger.yaml', 'utf8'))).filter((act) =>
    act.includes('.'),
  );
  expect(acts.length).toBeGreaterThan(100);
  for (const act of acts) expect([act, prefixesOf(act).includes('frame')]).toEqual([act, changesNumbers(act)]);
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
