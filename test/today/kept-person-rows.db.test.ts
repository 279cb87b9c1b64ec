import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Govcast } from '../../src/govcast.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { keptPersonRows } from '../../src/today/kept-person-rows.ts';
import { openStoreGovcast, type StoreGovcast } from '../server/open-store-govcast.ts';

let opened: StoreGovcast;
let govcast: Govcast;

beforeEach(async () => {
  opened = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  govcast = opened.govcast;
});
afterEach(() => opened.close());

const record = (act: string, object: string, change: (db: Govcast['acting']['db']) => Promise<unknown>) =>
  inTransaction(govcast.acting.db, async (tx) => {
    await change(tx);
    await govcast.acting.record(tx, {
      at: govcast.clock.now(),
      actor: { person: 'govcast', via: 'worker' },
      act,
      object,
    });
  });

const request = {
  ...{
    id: 'R1',
    kind: 'help',
    channel: 'sub',
    intake: 'message',
    intakeId: 'm1',
    section: 'hotline',
    assignee: 'li-na',
  },
  ...{ state: 'received' as const, sender: 'o1', body: '电梯坏了', receivedAt: 1, startOn: '2026-11-02' },
  ...{
    dueOn: '2026-11-23',
    nowDueOn: '2026-11-23',
    days: 15,
    unit: 'working-day' as const,
    rule: 'Q-12',
    provisional: 0,
  },
  ...{ closedAt: null, number: 'R1', assignedAt: null, assignedBy: null, closedBy: null, closedHow: null },
  ...{ closedNote: null, closedLink: null },
};

test('a limit that a new calendar moved is another row at once, for the office and for whoever has the request', async () => {
  const { requests, own } = keptPersonRows(govcast);
  const person = govcast.config.people.people.find(({ id }) => id === 'li-na');
  if (!person) throw new Error('nobody is called li-na');
  const ids = async () => [await requests(), await own(person)].map((rows) => rows.map(({ id }) => id));
  expect(await ids()).toEqual([[], []]);
  await record('request.take', 'request:R1', (tx) => tx.insertInto('request').values(request).execute());
  expect(await ids()).toEqual([['requests:2026-11-23'], ['requests:2026-11-23']]);
  await record('request.note', 'request:R1', async () => undefined);
  await record('due-date.recompute', 'request:R1', (tx) =>
    tx.updateTable('request').set({ dueOn: '2026-12-30', nowDueOn: '2026-12-30' }).execute(),
  );
  expect(await ids()).toEqual([[], []]);
});
