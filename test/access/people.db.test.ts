import { afterEach, beforeEach, expect, test } from 'vitest';
import { changePassword } from '../../src/access/change-password.ts';
import { addPerson, changePerson, giveRoles } from '../../src/access/change-person.ts';
import { closeAccount } from '../../src/access/close-account.ts';
import { findSession } from '../../src/access/find-session.ts';
import { findToken } from '../../src/access/find-token.ts';
import { followConsole } from '../../src/access/follow-console.ts';
import { listPeople } from '../../src/access/list-people.ts';
import { logIn } from '../../src/access/log-in.ts';
import { makeToken } from '../../src/access/make-token.ts';
import { newPassword, randomPassword, unlockPerson } from '../../src/access/new-password.ts';
import { passwordFaults } from '../../src/access/password.ts';
import { showSession } from '../../src/access/show-session.ts';
import { personOf } from '../../src/config/acting-person.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import { applyConfig } from '../../src/ledger/apply-config.ts';
import { from, GOOD, openOffice, people, type TestOffice } from './office.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const system = { person: 'he-yong', via: 'console' as const };
const security = { person: 'liu-fang', via: 'console' as const };
const new_ = { name: '周同', post: '编辑', section: 'office' };
const rolesOf = (id: string) => office.desk.people.people.find((p) => p.id === id)?.roles;

test('a person who is added has no role until the security administrator gives one, and it counts at once', async () => {
  await addPerson(office.desk, system, 'zhou-tong', new_);
  expect(rolesOf('zhou-tong')).toEqual([]);
  await giveRoles(office.desk, security, 'zhou-tong', ['editor']);
  expect(rolesOf('zhou-tong')).toEqual(['editor']);
  await expect(addPerson(office.desk, system, 'zhou-tong', new_)).rejects.toMatchObject({ code: 'person-there' });
});

test('nobody gives himself a role, and no person is two of the three administrators', async () => {
  await expect(giveRoles(office.desk, security, 'liu-fang', [])).rejects.toMatchObject({ code: 'own-roles' });
  const two = giveRoles(office.desk, security, 'he-yong', ['system-admin', 'auditor']);
  await expect(two).rejects.toMatchObject({ code: 'roles-together' });
  expect(rolesOf('he-yong')).toEqual(['system-admin']);
});

test('a role that another process gives holds here when it looks again', async () => {
  const here = { people: people(), settings: { office: { ...defaultSettings.office } } };
  const look = followConsole(office.desk.acting.db, here);
  expect(await look()).toBe(true);
  await giveRoles(office.desk, security, 'li-na', ['editor', 'desk']);
  expect(await look()).toBe(true);
  expect(here.people.people.find((p) => p.id === 'li-na')?.roles).toEqual(['editor', 'desk']);
  expect(await look()).toBe(false);
});

test('what was changed in the console wins until its file changes, and then until the file is asked for', async () => {
  const { acting } = office.desk;
  const actor = { person: 'govcast', via: 'worker' as const };
  const entry = (post: string) => {
    const body = { ...people().people[1], post };
    return [{ kind: 'person', key: 'li-na', file: 'people.yaml', line: 7, body, fromOn: null }];
  };
  await applyConfig(acting, actor, entry('编辑'));
  await changePerson(office.desk, system, 'li-na', { ...new_, name: '李娜', post: '主任编辑' });
  const postOf = () => office.desk.people.people.find((p) => p.id === 'li-na')?.post;
  expect(await applyConfig(acting, actor, entry('编辑'))).toEqual({ changed: [], gone: [] });
  expect(await applyConfig(acting, actor, [])).toMatchObject({ gone: [], kept: ['person li-na'] });
  expect(await applyConfig(acting, actor, entry('记者'))).toEqual({ changed: [], gone: [], kept: ['person li-na'] });
  await office.desk.lookAgain();
  expect(postOf()).toBe('主任编辑');
  const over = await applyConfig(acting, actor, entry('记者'), { overConsole: true });
  expect(over.changed).toEqual(['person li-na v3']);
  await office.desk.lookAgain();
  expect(postOf()).toBe('编辑');
});

test('whom only the console knows is ended by no file', async () => {
  await addPerson(office.desk, system, 'zhou-tong', new_);
  const applied = await applyConfig(office.desk.acting, system, [], { overConsole: true });
  expect(applied).toEqual({ changed: [], gone: [] });
});

test('a password from the security administrator is for one login, is not strange to the rules, and never his own', async () => {
  await office.give('li-na');
  const before = await logIn(office.desk, { name: 'li-na', password: GOOD }, from);
  const { password } = await newPassword(office.desk, security, 'li-na');
  expect(await findSession(office.desk, before.cookie, true)).toBeNull();
  const { cookie } = await logIn(office.desk, { name: 'li-na', password }, from);
  expect(await findSession(office.desk, cookie, true)).toMatchObject({ mustChange: true });
  await expect(newPassword(office.desk, security, 'liu-fang')).rejects.toMatchObject({ code: 'own-password' });
  const rules = defaultSettings.access.password;
  for (let i = 0; i < 50; i += 1)
    expect(passwordFaults(randomPassword(), { id: 'li-na', name: '张' }, rules)).toEqual([]);
});

test('a password that somebody else gives ends the tokens, and the ledger says how many', async () => {
  await office.give('li-na');
  const wish = { person: 'li-na', name: 't', scopes: ['posts:read'], days: 30 };
  const own = { id: 'li-na', roles: ['editor' as const] };
  const made = await makeToken(office.desk, { person: 'li-na', via: 'console' }, own, wish, ['posts:read']);
  await newPassword(office.desk, security, 'li-na');
  expect(await findToken(office.desk, made.token, '10.0.0.9')).toBeNull();
  const { db } = office.desk.acting;
  const lines = await db.selectFrom('ledgerEntry').select(['act', 'after']).orderBy('seq', 'desc').limit(1).execute();
  expect(lines).toMatchObject([{ act: 'credential.change', after: expect.stringContaining('"tokensEnded":1') }]);
});

test('a token that somebody else made opens nothing once its person is an administrator; one of his own does', async () => {
  const wish = { person: 'li-na', name: 't', scopes: ['posts:read'], days: 30 };
  const maker = { id: 'he-yong', roles: ['system-admin' as const] };
  const others = await makeToken(office.desk, system, maker, wish, ['posts:read']);
  const self = { person: 'li-na', via: 'console' as const };
  const own = await makeToken(office.desk, self, { id: 'li-na', roles: [] }, wish, ['posts:read']);
  expect((await findToken(office.desk, others.token, '10.0.0.9'))?.person).toBe('li-na');
  await giveRoles(office.desk, security, 'li-na', ['auditor']);
  expect(await findToken(office.desk, others.token, '10.0.0.9')).toBeNull();
  expect((await findToken(office.desk, own.token, '10.0.0.9'))?.person).toBe('li-na');
  const operator = { person: 'operator', via: 'cli' as const, systemUser: 'root' };
  const again = makeToken(office.desk, operator, null, wish, ['posts:read']);
  await expect(again).rejects.toMatchObject({ code: 'token-administrator' });
});

test('a password for one login runs out after 72 hours, as is said beforehand; the one that its person chose does not', async () => {
  const end = office.clock.now() + 72 * 60 * 60_000;
  const { password, until } = await newPassword(office.desk, security, 'li-na');
  const firstOf = async () => (await listPeople(office.desk)).find(({ id }) => id === 'li-na')?.firstUntil;
  expect([until, await firstOf()]).toEqual([end, end]);
  const enter = (of: string) => logIn(office.desk, { name: 'li-na', password: of }, from);
  office.clock.moveBy(72 * 60 * 60_000 - 1);
  const { session } = await enter(password);
  expect(await showSession(office.desk, session.id)).toMatchObject({ mustChange: true, changeBy: end });
  office.clock.moveBy(1);
  await expect(enter(password)).rejects.toMatchObject({ code: 'password-ran-out' });
  const person = personOf(office.desk.people, 'li-na');
  const own = { person: 'li-na', via: 'console' as const };
  const chosen = { present: password, next: GOOD };
  await changePassword(office.desk, own, person, chosen, { session: session.id, visit: from });
  office.clock.moveBy(72 * 60 * 60_000);
  expect((await enter(GOOD)).session.person).toBe('li-na');
  office.clock.moveBy(90 * 24 * 60 * 60_000);
  await enter(GOOD);
  const last = (await enter(GOOD)).session;
  expect(last.person).toBe('li-na');
  // One's own that is old is changed, too, and still opens.
  expect(await showSession(office.desk, last.id)).toMatchObject({ mustChange: true, changeBy: null });
  expect(await firstOf()).toBeNull();
});

test('a lock is shown and lifted', async () => {
  await office.give('li-na');
  for (let i = 0; i < 5; i += 1) await logIn(office.desk, { name: 'li-na', password: 'no' }, from).catch(() => {});
  const locked = async () => (await listPeople(office.desk)).find((p) => p.id === 'li-na')?.lockedUntil;
  expect(await locked()).toBe(office.clock.now() + 10 * 60_000);
  const own = unlockPerson(office.desk, { person: 'li-na', via: 'console' }, 'li-na');
  await expect(own).rejects.toMatchObject({ code: 'own-lock' });
  await unlockPerson(office.desk, security, 'li-na');
  expect(await locked()).toBeNull();
  await logIn(office.desk, { name: 'li-na', password: GOOD }, from);
});

test('an account that is closed lets in neither password nor session nor token', async () => {
  await office.give('li-na');
  const { cookie } = await logIn(office.desk, { name: 'li-na', password: GOOD }, from);
  const wish = { person: 'li-na', name: 't', scopes: ['posts:read'], days: 30 };
  const own = { id: 'li-na', roles: ['editor' as const] };
  const made = await makeToken(office.desk, { person: 'li-na', via: 'console' }, own, wish, ['posts:read']);
  expect((await findToken(office.desk, made.token, '10.0.0.9'))?.person).toBe('li-na');
  await closeAccount(office.desk, system, 'li-na', true);
  await closeAccount(office.desk, system, 'li-na', true);
  expect(await findSession(office.desk, cookie, true)).toBeNull();
  expect(await findToken(office.desk, made.token, '10.0.0.9')).toBeNull();
  await expect(logIn(office.desk, { name: 'li-na', password: GOOD }, from)).rejects.toMatchObject({
    code: 'login-wrong',
  });
  await expect(closeAccount(office.desk, system, 'he-yong', true)).rejects.toMatchObject({ code: 'own-account' });
});

test('a token is kept as a hash, ends with its day, and comes to no administrator through another', async () => {
  const wish = { person: 'li-na', name: '大屏', scopes: ['posts:read'], days: 1 };
  const maker = { id: 'he-yong', roles: ['system-admin' as const] };
  const known = ['posts:read'];
  const { token } = await makeToken(office.desk, system, maker, wish, known);
  const rows = JSON.stringify(await office.desk.acting.db.selectFrom('apiToken').selectAll().execute());
  const lines = JSON.stringify(await office.desk.acting.db.selectFrom('ledgerEntry').selectAll().execute());
  expect(rows + lines).not.toContain(token);
  office.clock.moveBy(24 * 60 * 60_000);
  expect(await findToken(office.desk, token, '10.0.0.9')).toBeNull();
  const refused = (of: object, by: typeof maker | { id: string; roles: ['editor'] } = maker) =>
    makeToken(office.desk, { person: by.id, via: 'console' }, by, { ...wish, ...of }, known);
  await expect(refused({ person: 'liu-fang' })).rejects.toMatchObject({ code: 'token-administrator' });
  await expect(refused({}, { id: 'zhao-min', roles: ['editor'] })).rejects.toMatchObject({ code: 'not-yours' });
  await expect(refused({ scopes: ['money:write'] })).rejects.toMatchObject({ code: 'scope-unknown' });
  await expect(refused({ days: 700 })).rejects.toMatchObject({ code: 'token-days' });
});
