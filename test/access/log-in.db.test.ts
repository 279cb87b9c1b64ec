import { afterEach, beforeEach, expect, test } from 'vitest';
import { findSession } from '../../src/access/find-session.ts';
import { logIn } from '../../src/access/log-in.ts';
import { from, GOOD, openOffice, type TestOffice } from './office.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await openOffice();
  await office.give('li-na');
});
afterEach(() => office.close());

const wrong = () => logIn(office.desk, { name: 'li-na', password: 'nothing' }, from);
const right = () => logIn(office.desk, { name: 'li-na', password: GOOD }, from);
const said = (tries: PromiseSettledResult<unknown>[]) =>
  tries.map((t) => (t.status === 'fulfilled' ? 'in' : t.reason.code));

test('the right password opens a session whose cookie stands nowhere in the database', async () => {
  const { cookie, session } = await right();
  expect(session).toMatchObject({ person: 'li-na', address: '10.0.0.12', previousAt: null });
  expect((await findSession(office.desk, cookie, true))?.session.id).toBe(session.id);
  const rows = await office.desk.acting.db.selectFrom('session').selectAll().execute();
  const lines = await office.desk.acting.db.selectFrom('ledgerEntry').selectAll().execute();
  const kept = JSON.stringify([rows, lines]);
  expect(kept).not.toContain(cookie);
  expect(kept).not.toContain(GOOD);
  expect(lines.map((l) => l.act)).toEqual(['credential.set', 'session.begin']);
});

test('the second login shows when and from where the first one came', async () => {
  await right();
  office.clock.moveBy(60_000);
  expect((await right()).session).toMatchObject({ previousAt: office.clock.now() - 60_000, previousFrom: '10.0.0.12' });
});

test('five wrong tries lock the name, with the tries that are left and then the time; the right password waits too', async () => {
  const lefts: unknown[] = [];
  for (let i = 0; i < 4; i += 1) await wrong().catch((e) => lefts.push(e.values.left));
  expect(lefts).toEqual([4, 3, 2, 1]);
  await expect(wrong()).rejects.toMatchObject({ code: 'login-locked', values: { until: '09:22' } });
  await expect(right()).rejects.toMatchObject({ code: 'login-locked' });
  office.clock.moveBy(10 * 60_000);
  expect((await right()).session.person).toBe('li-na');
});

test('the next lock lasts twice as long, and a login forgets the locks', async () => {
  const lock = async () => {
    for (let i = 0; i < 4; i += 1) await wrong().catch(() => {});
    return wrong().catch((e) => e.values.until);
  };
  expect(await lock()).toBe('09:22');
  office.clock.moveBy(10 * 60_000);
  expect(await lock()).toBe('09:42');
  office.clock.moveBy(20 * 60_000);
  await right();
  expect(await lock()).toBe('09:52');
});

test('twenty tries at once get no more answers than five one after the other', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 20 }, wrong));
  const codes = said(tries);
  expect(codes.filter((c) => c === 'login-wrong').length).toBe(4);
  expect(codes.filter((c) => c === 'login-locked').length).toBe(16);
  const lines = await office.desk.acting.db.selectFrom('ledgerEntry').select('act').execute();
  expect(lines.filter((l) => l.act === 'credential.lock').length).toBe(1);
});

test('two right logins at once open two sessions', async () => {
  const tries = await Promise.allSettled([right(), right()]);
  expect(said(tries)).toEqual(['in', 'in']);
});

test('an unknown name is refused in the same words and locked in the same way', async () => {
  const unknown = () => logIn(office.desk, { name: 'nobody', password: 'nothing' }, from);
  await expect(unknown()).rejects.toMatchObject({ code: 'login-wrong', values: { left: 4 } });
  for (let i = 0; i < 3; i += 1) await unknown().catch(() => {});
  await expect(unknown()).rejects.toMatchObject({ code: 'login-locked' });
  const rows = await office.desk.acting.db.selectFrom('login').selectAll().execute();
  expect(rows.every((r) => r.person === null)).toBe(true);
});

test('an address that is wrong too often waits, whatever name it tries', async () => {
  office.desk.settings = { ...office.desk.settings, lock: { ...office.desk.settings.lock, triesPerAddress: 5 } };
  for (let i = 0; i < 5; i += 1) await logIn(office.desk, { name: `n${i}`, password: 'nothing' }, from).catch(() => {});
  await expect(right()).rejects.toMatchObject({ code: 'login-too-many' });
  expect(
    (await logIn(office.desk, { name: 'li-na', password: GOOD }, { ...from, address: '10.0.0.13' })).cookie,
  ).toBeTruthy();
});

test('a session ends after half an hour without an act, and twelve hours after its beginning whatever is done', async () => {
  const { cookie } = await right();
  const holds = async (acts: boolean) => (await findSession(office.desk, cookie, acts)) !== null;
  office.clock.moveBy(29 * 60_000);
  expect(await holds(true)).toBe(true);
  office.clock.moveBy(29 * 60_000);
  expect(await holds(false)).toBe(true);
  office.clock.moveBy(60_000);
  expect(await holds(true)).toBe(false);
  const second = await right();
  for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
    office.clock.moveBy(20 * 60_000);
    expect(await findSession(office.desk, second.cookie, true)).not.toBeNull();
  }
  office.clock.moveBy(20 * 60_000);
  expect(await findSession(office.desk, second.cookie, true)).toBeNull();
});

test('a password of ninety days has to be changed', async () => {
  office.clock.moveBy(90 * 24 * 60 * 60_000);
  const { cookie } = await right();
  expect(await findSession(office.desk, cookie, true)).toMatchObject({ mustChange: true });
});
