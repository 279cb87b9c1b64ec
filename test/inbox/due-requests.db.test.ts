import { afterEach, beforeEach, expect, test } from 'vitest';
import { dueRequestGroups } from '../../src/inbox/due-requests.ts';
import type { NewRequest } from '../../src/inbox/request.ts';
import { requestAccounts } from '../../src/inbox/request-accounts.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';

const today = '2026-11-23';
const until = '2026-11-24';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

let serial = 0;
function request(nowDueOn: string, more: Partial<NewRequest> = {}): NewRequest {
  serial += 1;
  const id = `r${String(serial).padStart(5, '0')}`;
  return {
    ...{ id, kind: 'consultation', channel: 'main', intake: 'message', intakeId: id, section: 'hotline' },
    ...{ assignee: null, state: 'received', sender: null, body: '问', receivedAt: 0, startOn: '2026-11-01' },
    ...{ dueOn: nowDueOn, nowDueOn, days: 5, unit: 'day', rule: 'Q-13', provisional: 0, closedAt: null, ...more },
  };
}

async function add(rows: NewRequest[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 200)
    await store.db
      .insertInto('request')
      .values(rows.slice(i, i + 200))
      .execute();
}

test('a backlog of late ones hides neither what is due today nor what is due tomorrow, and only it is cut', async () => {
  await add(Array.from({ length: 620 }, (_, i) => request(i < 300 ? '2026-11-19' : '2026-11-20')));
  await add([request(today), request(today, { kind: 'complaint' }), request(until), request('2026-11-25')]);
  const groups = await dueRequestGroups(store.db, null, { today, until });
  expect(groups.map(({ dueOn, isLate, count, isCut }) => [dueOn, isLate, count, isCut])).toEqual([
    ['2026-11-19', true, 500, true],
    [today, false, 2, false],
    [until, false, 1, false],
  ]);
  expect(groups[1]?.kinds).toEqual([
    { kind: 'consultation', count: 1 },
    { kind: 'complaint', count: 1 },
  ]);
});

test('a person is shown what he has and what nobody has in his sections; so many from two lists are not yet cut', async () => {
  await add(Array.from({ length: 260 }, () => request(today, { assignee: 'li-na' })));
  await add(Array.from({ length: 240 }, () => request(today)));
  await add([request(today, { section: 'property' }), request(today, { assignee: 'zhou-ting' })]);
  const of = (sections: readonly string[] | 'all') =>
    dueRequestGroups(store.db, { person: 'li-na', sections }, { today, until });
  expect((await of(['hotline'])).map(({ count, isCut }) => [count, isCut])).toEqual([[500, false]]);
  expect((await of([])).map(({ count, isCut }) => [count, isCut])).toEqual([[260, false]]);
  expect((await of('all')).map(({ count, isCut }) => [count, isCut])).toEqual([[500, true]]);
});

test('accounts by which requests came in are named once each, closed ones too', async () => {
  expect(await requestAccounts(store.db)).toEqual([]);
  const closed = { channel: 'weibo', closedAt: 1, intake: 'comment' };
  await add([request(today), request(today, { channel: 'sub' }), request(today), request(today, closed)]);
  expect(await requestAccounts(store.db)).toEqual(['main', 'sub', 'weibo']);
});
