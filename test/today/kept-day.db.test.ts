import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Govcast } from '../../src/govcast.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { type HouseDay, keptDay } from '../../src/today/kept-day.ts';
import { openStoreGovcast, type StoreGovcast } from '../server/open-store-govcast.ts';

let opened: StoreGovcast;
let govcast: Govcast;
let dayNow: () => Promise<HouseDay>;

beforeEach(async () => {
  opened = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  govcast = opened.govcast;
  dayNow = keptDay(govcast);
  await seed();
});
afterEach(() => opened.close());

const by = { person: 'li-na', via: 'console' } as const;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Change = (db: Govcast['acting']['db']) => Promise<unknown>;
const record = (lines: readonly (readonly [act: string, object: string])[], change: Change) =>
  inTransaction(govcast.acting.db, async (tx) => {
    await change(tx);
    const at = govcast.clock.now();
    for (const [act, object] of lines) await govcast.acting.record(tx, { at, actor: by, act, object });
  });

/** One post with a place and no signature, one with a planned delivery; both two days ahead. */
async function seed(): Promise<void> {
  const { clock } = govcast;
  const now = clock.now();
  const post = (id: string, state: 'draft' | 'approved') => ({
    ...{ id, title: id, kind: 'news', subjectKind: 'console' as const, subjectId: id, author: 'li-na', state },
    ...{ revision: 1, contentHash: 'h', approvedHash: 'h', job: null, unit: null, createdAt: now, updatedAt: now },
  });
  const place = {
    ...{ id: 'L1', post: 'unsigned', channel: 'sub', act: 'publish' as const, at: now + 2 * DAY_MS, pinned: 0 },
    ...{ announcedAt: null, reason: '按时', createdBy: 'li-na', createdAt: now, cancelledAt: null },
  };
  const delivery = {
    ...{ id: 'D1', subjectKind: 'post' as const, subjectId: 'signed', channel: 'service', occasion: 1, hash: 'h' },
    ...{ act: 'publish' as const, state: 'planned' as const, reason: null, fence: 1, worker: null, workAt: null },
    ...{ stopWanted: 0, dueAt: now + 2 * DAY_MS, priority: 5, createdAt: now, finishedAt: null },
  };
  const places = [place, { ...place, id: 'L2', post: 'signed', channel: 'service' }];
  await record([['placement.add', 'post:unsigned']], async (tx) => {
    await tx
      .insertInto('post')
      .values([post('unsigned', 'draft'), post('signed', 'approved')])
      .execute();
    await tx.insertInto('placement').values(places).execute();
    await tx.insertInto('delivery').values(delivery).execute();
  });
}

const moved = (at: number) =>
  record(
    [
      ['placement.move', 'post:signed'],
      ['delivery.moved', 'delivery:D1'],
    ],
    async (tx) => {
      await tx.updateTable('placement').set({ at }).where('post', '=', 'signed').execute();
      await tx.updateTable('delivery').set({ dueAt: at }).where('id', '=', 'D1').execute();
    },
  );

const shown = async () => (await dayNow()).day.map(({ post }) => post);

test('a move from one other day to another leaves the day as it is; one to today or from it does not', async () => {
  const now = govcast.clock.now();
  const first = await dayNow();
  expect(first.day).toEqual([]);
  await moved(now + 3 * DAY_MS);
  expect(await dayNow()).toBe(first);
  await moved(now + HOUR_MS);
  expect(await shown()).toEqual(['signed']);
  await moved(now + 2 * HOUR_MS);
  expect((await dayNow()).day.map(({ at }) => at)).toEqual([now + 2 * HOUR_MS]);
  await moved(now + 3 * DAY_MS);
  expect(await shown()).toEqual([]);
});

test('a place without a delivery that is moved to today is shown', async () => {
  const now = govcast.clock.now();
  await dayNow();
  await record([['placement.move', 'post:unsigned']], (tx) =>
    tx
      .updateTable('placement')
      .set({ at: now + HOUR_MS })
      .where('post', '=', 'unsigned')
      .execute(),
  );
  expect(await shown()).toEqual(['unsigned']);
});

test('a hand-off that is moved to within a day becomes a matter; any other act has the day read again', async () => {
  const now = govcast.clock.now();
  const question = {
    ...{ id: 'Q1', delivery: 'D1', kind: 'hand-off' as const, seen: 'wish', remedy: '按交接包发', openedAt: now },
    ...{ answeredAt: null, answer: null, answeredBy: null, note: null },
  };
  await record([['delivery.hand-off', 'delivery:D1']], async (tx) => {
    await tx.updateTable('delivery').set({ state: 'asking', reason: 'hand-off' }).where('id', '=', 'D1').execute();
    await tx.insertInto('question').values(question).execute();
  });
  expect((await dayNow()).waiting).toEqual([]);
  // Tomorrow is no day of the list, and yet less than a day from now.
  await moved(now + 20 * HOUR_MS);
  expect((await dayNow()).waiting.map(({ delivery }) => delivery)).toEqual(['D1']);
  const kept = await dayNow();
  await record([['post.save', 'post:signed']], async () => undefined);
  expect(await dayNow()).not.toBe(kept);
});
