import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetAccess } from '../../src/access/forget-access.ts';
import { logIn } from '../../src/access/log-in.ts';
import { serverLoops } from '../../src/server/server-loops.ts';
import { from, GOOD, openOffice, type TestOffice } from './office.ts';

const DAY = 24 * 60 * 60_000;
let office: TestOffice;
beforeEach(async () => {
  office = await openOffice();
  await office.give('li-na');
  await logIn(office.desk, { name: 'li-na', password: GOOD }, from);
  await logIn(office.desk, { name: 'zhao-min', password: 'nothing' }, from).catch(() => {});
});
afterEach(() => office.close());

const kept = async () => {
  const { db } = office.desk.acting;
  const logins = await db.selectFrom('login').select('person').orderBy('id').execute();
  const sessions = await db.selectFrom('session').select('person').execute();
  const guards = await db.selectFrom('loginGuard').select('key').execute();
  return { logins: logins.map((l) => l.person), sessions: sessions.length, guards: guards.length };
};
const forget = (stopping = () => false) => forgetAccess(office.desk.acting.db, office.clock.now(), stopping);

test('wrong tries count for a day, sessions stay for thirty, who came in for six months', async () => {
  await forget();
  expect(await kept()).toEqual({ logins: ['li-na', 'zhao-min'], sessions: 1, guards: 1 });
  office.clock.moveBy(DAY + 1);
  await forget();
  expect(await kept()).toEqual({ logins: ['li-na', 'zhao-min'], sessions: 1, guards: 0 });
  office.clock.moveBy(30 * DAY);
  await forget();
  expect(await kept()).toEqual({ logins: ['li-na', 'zhao-min'], sessions: 0, guards: 0 });
  office.clock.moveBy(152 * DAY);
  await forget();
  expect(await kept()).toMatchObject({ logins: ['li-na', 'zhao-min'] });
  await logIn(office.desk, { name: 'li-na', password: GOOD }, from);
  office.clock.moveBy(DAY);
  await forget();
  expect(await kept()).toMatchObject({ logins: ['li-na'], sessions: 1 });
});

test('a lock that still holds is not forgotten, however old its last try', async () => {
  const { db } = office.desk.acting;
  await db
    .updateTable('loginGuard')
    .set({ lockedUntil: office.clock.now() + 2 * DAY })
    .execute();
  office.clock.moveBy(DAY + 1);
  await forget();
  expect(await kept()).toMatchObject({ guards: 1 });
  office.clock.moveBy(DAY);
  await forget();
  expect(await kept()).toMatchObject({ guards: 0 });
});

test('more rows than one statement takes go as well; a process that ends takes no further ones', async () => {
  const { db } = office.desk.acting;
  const guards = Array.from({ length: 1200 }, (_, i) => ({
    ...{ key: `key ${i}`, failures: 1, locks: 0, failedAt: i, lockedUntil: null },
  }));
  for (const some of [guards.slice(0, 600), guards.slice(600)])
    await db.insertInto('loginGuard').values(some).execute();
  const calls = Array.from({ length: 450 }, (_, i) => ({
    ...{ person: 'li-na', key: `key ${i}`, requestHash: '', status: 200, answer: null, begunAt: i },
  }));
  await db.insertInto('idempotentCall').values(calls).execute();
  await forget(() => true);
  expect(await kept()).toMatchObject({ guards: 1201 });
  for (const loop of serverLoops(office.desk.acting)) await loop.reconcile(() => false);
  expect(await kept()).toMatchObject({ guards: 1, sessions: 1 });
  expect(await db.selectFrom('idempotentCall').select('key').execute()).toEqual([]);
});
