import { afterAll, beforeAll, expect, test } from 'vitest';
import { pauseChannel } from '../../src/channels/pause-channel.ts';
import type { Govcast } from '../../src/govcast.ts';
import { accountsNow } from '../../src/matrix/accounts-now.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { clocksNow } from '../../src/today/clocks-now.ts';
import { openStoreGovcast, type StoreGovcast } from '../server/open-store-govcast.ts';

let opened: StoreGovcast;
let govcast: Govcast;

beforeAll(async () => {
  opened = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  govcast = opened.govcast;
});
afterAll(() => opened.close());

const by = { person: 'li-na', via: 'console' } as const;
const HOUR_MS = 3_600_000;

/** What is kept is what somebody reads who keeps nothing. */
async function expectCurrent(): Promise<void> {
  const { channels, columns, historyUnknown } = await clocksNow(govcast);
  const anew = { ...govcast, acting: { ...govcast.acting } };
  const fresh = await clocksNow(anew);
  expect({ channels, columns, historyUnknown }).toEqual({
    ...{ channels: fresh.channels, columns: fresh.columns, historyUnknown: fresh.historyUnknown },
  });
  expect(await accountsNow(govcast)).toEqual(await accountsNow(anew));
}

const record = (act: string, object: string, change: (db: Govcast['acting']['db']) => Promise<unknown>) =>
  inTransaction(govcast.acting.db, async (tx) => {
    await change(tx);
    await govcast.acting.record(tx, { at: govcast.clock.now(), actor: by, act, object });
  });

const plannedOn = async (channel: string) =>
  (await clocksNow(govcast)).channels.find((each) => each.channel === channel)?.plannedAt;

const nextOn = async (channel: string) =>
  (await accountsNow(govcast)).find(({ id }) => id === channel)?.next?.at ?? null;

test('after every act the clocks are those that are read anew, of its account and of all others', async () => {
  const { acting, clock } = govcast;
  const now = clock.now();
  await expectCurrent();
  const post = {
    ...{
      id: 'P1',
      title: '供暖报修指南',
      kind: 'news',
      subjectKind: 'console' as const,
      subjectId: 'c1',
      author: 'li-na',
    },
    ...{ state: 'approved' as const, revision: 1, contentHash: 'h', approvedHash: 'h', job: null, unit: null },
    ...{ createdAt: now, updatedAt: now },
  };
  await acting.db.insertInto('post').values(post).execute();
  const place = {
    ...{ id: 'L1', post: 'P1', channel: 'sub', act: 'publish' as const, at: now + HOUR_MS, pinned: 0 },
    ...{ announcedAt: null, reason: '按时', createdBy: 'li-na', createdAt: now, cancelledAt: null },
  };
  await record('placement.add', 'post:P1', (tx) => tx.insertInto('placement').values(place).execute());
  expect(await plannedOn('sub')).toBe(now + HOUR_MS);
  await expectCurrent();

  const later = { at: now + 5 * HOUR_MS };
  await record('placement.move', 'post:P1', (tx) => tx.updateTable('placement').set(later).execute());
  expect(await plannedOn('sub')).toBe(now + 5 * HOUR_MS);
  await expectCurrent();

  await record('placement.cancel', 'post:P1', (tx) => tx.updateTable('placement').set({ cancelledAt: now }).execute());
  expect(await plannedOn('sub')).toBeNull();
  await expectCurrent();

  await record('post.take-up', 'post:P1', (tx) => tx.updateTable('placement').set({ cancelledAt: null }).execute());
  expect(await plannedOn('sub')).toBe(now + 5 * HOUR_MS);
  expect(await nextOn('sub')).toBe(now + 5 * HOUR_MS);
  await record('post.discard', 'post:P1', (tx) => tx.updateTable('placement').set({ cancelledAt: now }).execute());
  expect(await plannedOn('sub')).toBeNull();
  expect(await nextOn('sub')).toBeNull();
  await expectCurrent();

  const delivery = {
    ...{ id: 'D1', subjectKind: 'post' as const, subjectId: 'P1', channel: 'service', occasion: 1, hash: 'h' },
    ...{ act: 'publish' as const, state: 'published' as const, reason: 'fact', fence: 1, worker: null, workAt: null },
    ...{ stopWanted: 0, dueAt: now, priority: 5, createdAt: now, finishedAt: now },
  };
  const publication = {
    ...{ id: 'U1', channel: 'service', delivery: 'D1', act: 'publish' as const, externalId: 'm1', position: 1 },
    ...{ title: post.title, url: null, publicAt: now - HOUR_MS, seenAt: now, original: 1, repost: 0 },
    ...{ linkOk: 1, goneAt: null, removedBy: null },
  };
  await record('delivery.published', 'delivery:D1', async (tx) => {
    await tx.insertInto('delivery').values(delivery).execute();
    await tx.insertInto('publication').values(publication).execute();
  });
  const service = (await clocksNow(govcast)).channels.find(({ channel }) => channel === 'service');
  expect(service?.tightest?.lastUpdateAt).toBe(now - HOUR_MS);
  await expectCurrent();

  const next = { ...delivery, id: 'D2', subjectId: 'P2', state: 'planned' as const, dueAt: now + HOUR_MS };
  const other = { ...next, id: 'D3', subjectId: 'P3', dueAt: now + 2 * HOUR_MS };
  await record('delivery.planned', 'delivery:D2', (tx) => tx.insertInto('delivery').values([next, other]).execute());
  expect(await nextOn('service')).toBe(now + HOUR_MS);
  const dueAt = { dueAt: now + 3 * HOUR_MS };
  await record('delivery.moved', 'delivery:D2', (tx) =>
    tx.updateTable('delivery').set(dueAt).where('id', '=', 'D2').execute(),
  );
  expect(await nextOn('service')).toBe(now + 2 * HOUR_MS);
  await expectCurrent();
  await record('delivery.dropped', 'delivery:D2', (tx) =>
    tx.updateTable('delivery').set({ state: 'dropped' }).where('id', 'in', ['D2', 'D3']).execute(),
  );
  expect(await nextOn('service')).toBeNull();
  await expectCurrent();

  await record('publication.link', 'delivery:D1', (tx) => tx.updateTable('publication').set({ linkOk: 0 }).execute());
  await expectCurrent();
  await pauseChannel(acting, by, 'sub', '核实内容');
  await expectCurrent();
  await record('item.store', 'item:I1', async () => undefined);
  await expectCurrent();
  await record('config.apply', 'config:files', async () => undefined);
  await expectCurrent();
});
