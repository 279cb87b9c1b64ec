import { afterEach, beforeEach, expect, test } from 'vitest';
import { addPerson } from '../../src/access/change-person.ts';
import { changeCredential } from '../../src/access/credential-store.ts';
import { makeFirstAdmin } from '../../src/access/first-admin.ts';
import { logIn } from '../../src/access/log-in.ts';
import { nameSigners } from '../../src/access/name-signers.ts';
import { hashPassword } from '../../src/access/password-hash.ts';
import { renewFirstPasswords } from '../../src/access/renew-first-passwords.ts';
import { doneSteps } from '../../src/access/setup.ts';
import type { Tx } from '../../src/store/database.ts';
import { from, GOOD, openOffice, type TestOffice } from './office.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const wish = {
  code: 'abcd-efgh',
  office: '示例市水务局',
  id: 'sun-yi',
  name: '孙一',
  post: '管理员',
  section: 'office',
};
const first = (of: Partial<typeof wish> = {}) =>
  makeFirstAdmin(office.desk, { ...wish, password: GOOD, ...of }, 'ABCD-efgh', { telephone: null }, from);
const actor = { person: 'sun-yi', via: 'console' as const };

test('the first step makes a system administrator, names the office and signs him in', async () => {
  const { session } = await first();
  expect(session.person).toBe('sun-yi');
  expect(office.desk.people.people.at(-1)).toMatchObject({ id: 'sun-yi', roles: ['system-admin'] });
  expect(await doneSteps(office.desk.acting.db)).toEqual(['admin']);
  const acts = await office.desk.acting.db.selectFrom('ledgerEntry').select('act').orderBy('seq').execute();
  expect(acts.map((a) => a.act)).toEqual(['setup.office', 'setup.admin', 'session.begin']);
});

test('of two first administrators at once there is one', async () => {
  const both = await Promise.allSettled([first(), first({ id: 'zhou-er', name: '周二' })]);
  const codes = both.map((b) => (b.status === 'fulfilled' ? 'in' : b.reason.code)).sort();
  expect(codes).toEqual(['in', 'set-up']);
  await expect(first({ id: 'wu-san' })).rejects.toMatchObject({ code: 'set-up' });
});

test('a wrong code counts as a try and locks the door after five', async () => {
  const wrong = () => first({ code: 'no' });
  await expect(wrong()).rejects.toMatchObject({ code: 'setup-code-wrong', values: { left: 4 } });
  for (let i = 0; i < 3; i += 1) await wrong().catch(() => {});
  await expect(wrong()).rejects.toMatchObject({ code: 'login-locked' });
  await expect(first()).rejects.toMatchObject({ code: 'login-locked' });
});

test('who signs is named once, each with a password for one login, never oneself, and three administrators stay apart', async () => {
  await first();
  const self = nameSigners(office.desk, actor, [{ person: 'sun-yi', role: 'leader' }]);
  await expect(self).rejects.toMatchObject({ code: 'own-roles' });
  const both = nameSigners(office.desk, actor, [
    { person: 'li-na', role: 'security-admin' },
    { person: 'li-na', role: 'auditor' },
  ]);
  await expect(both).rejects.toMatchObject({ code: 'roles-together' });
  const named = await nameSigners(office.desk, actor, [
    { person: 'zhao-min', role: 'leader' },
    { person: 'liu-fang', role: 'security-admin' },
  ]);
  const until = office.clock.now() + 72 * 60 * 60_000;
  expect(named.map(({ person, password, until }) => [person, password !== null, until])).toEqual([
    ['zhao-min', true, until],
    ['liu-fang', true, until],
  ]);
  const roles = office.desk.people.people.find((p) => p.id === 'zhao-min')?.roles;
  expect(roles).toEqual(['section-head', 'leader']);
  const again = nameSigners(office.desk, actor, [{ person: 'li-na', role: 'leader' }]);
  await expect(again).rejects.toMatchObject({ code: 'signers-named' });
});

test('first passwords that were lost before they were read are given anew, until a security administrator has come in', async () => {
  await first();
  const named = await nameSigners(office.desk, actor, [
    { person: 'zhao-min', role: 'leader' },
    { person: 'liu-fang', role: 'security-admin' },
  ]);
  const passwordOf = (people: typeof named, id: string) => people.find(({ person }) => person === id)?.password ?? '';
  const enter = (name: string, password: string) => logIn(office.desk, { name, password }, from);
  await enter('zhao-min', passwordOf(named, 'zhao-min'));
  office.clock.moveBy(73 * 60 * 60_000);
  const again = await renewFirstPasswords(office.desk, actor);
  const until = office.clock.now() + 72 * 60 * 60_000;
  expect(again.map(({ person, until }) => [person, until])).toEqual([['liu-fang', until]]);
  const lost = enter('liu-fang', passwordOf(named, 'liu-fang'));
  await expect(lost).rejects.toMatchObject({ code: 'login-wrong' });
  await enter('liu-fang', passwordOf(again, 'liu-fang'));
  await expect(renewFirstPasswords(office.desk, actor)).rejects.toMatchObject({ code: 'first-passwords-over' });
});

/** Has something happen in the moment in which a first password was given anew, as if somebody else had done it. */
function meanwhile(person: string, happens: (tx: Tx) => Promise<void>): void {
  const { acting } = office.desk;
  const record: typeof acting.record = async (tx, line) => {
    if (line.act === 'credential.change' && line.object === `person:${person}`) await happens(tx);
    return acting.record(tx, line);
  };
  office.desk.acting = { ...acting, record };
}

test('nobody loses a password that he chooses while first passwords are given anew', async () => {
  await first();
  await nameSigners(office.desk, actor, [
    { person: 'zhao-min', role: 'leader' },
    { person: 'li-na', role: 'leader' },
    { person: 'liu-fang', role: 'security-admin' },
  ]);
  const chosen = { passwordHash: await hashPassword(GOOD), mustChange: 0, lastLoginAt: office.clock.now() };
  meanwhile('zhao-min', (tx) => changeCredential(tx, 'li-na', chosen));
  const again = await renewFirstPasswords(office.desk, actor);
  expect(again.map(({ person }) => person)).toEqual(['zhao-min', 'liu-fang']);
  expect((await logIn(office.desk, { name: 'li-na', password: GOOD }, from)).session.person).toBe('li-na');
});

test('first passwords are given anew until the moment in which a security administrator comes in', async () => {
  await first();
  await nameSigners(office.desk, actor, [
    { person: 'zhao-min', role: 'leader' },
    { person: 'li-na', role: 'leader' },
    { person: 'liu-fang', role: 'security-admin' },
  ]);
  meanwhile('zhao-min', (tx) => changeCredential(tx, 'liu-fang', { lastLoginAt: office.clock.now() }));
  const again = await renewFirstPasswords(office.desk, actor);
  expect(again.map(({ person }) => person)).toEqual(['zhao-min']);
});

test('where a security administrator can sign in, the system administrator names nobody, though the step was never done', async () => {
  await office.give('he-yong');
  await office.give('liu-fang');
  const system = { person: 'he-yong', via: 'console' as const };
  await addPerson(office.desk, system, 'puppet', { name: '某甲', post: '主任', section: 'office' });
  const named = nameSigners(office.desk, system, [{ person: 'puppet', role: 'leader' }]);
  await expect(named).rejects.toMatchObject({ code: 'signers-named' });
  expect(office.desk.people.people.find((p) => p.id === 'puppet')?.roles).toEqual([]);
});
