import { afterEach, beforeEach, expect, test } from 'vitest';
import { changePassword } from '../../src/access/change-password.ts';
import { confirmSession } from '../../src/access/confirm-session.ts';
import { findSession } from '../../src/access/find-session.ts';
import { logIn } from '../../src/access/log-in.ts';
import { requireFresh } from '../../src/access/require-fresh.ts';
import { confirmFactor, endFactor, offerFactor } from '../../src/access/second-factor.ts';
import { codeAt } from '../../src/access/totp.ts';
import { from, GOOD, openOffice, type TestOffice } from './office.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await openOffice();
  await office.give('li-na');
});
afterEach(() => office.close());

const own = { person: 'li-na', via: 'console' as const };
const enter = (code?: string) => logIn(office.desk, { name: 'li-na', password: GOOD, code }, from);

async function setUp() {
  const { secret, picture } = await offerFactor(office.desk, own);
  expect(picture).toMatch(/^data:image\/png;base64,/);
  const recovery = await confirmFactor(office.desk, own, codeAt(secret, office.clock.now()));
  office.clock.moveBy(30_000);
  return { secret, recovery, code: () => codeAt(secret, office.clock.now()) };
}

test('a second factor that is only offered asks for nothing yet', async () => {
  await offerFactor(office.desk, own);
  expect((await enter()).session.person).toBe('li-na');
});

test('with a second factor the login asks for a code, and the same code opens once', async () => {
  const { code } = await setUp();
  await expect(enter()).rejects.toMatchObject({ code: 'code-needed' });
  await expect(enter('000000')).rejects.toMatchObject({ code: 'login-wrong' });
  expect((await enter(code())).session.person).toBe('li-na');
  await expect(enter(code())).rejects.toMatchObject({ code: 'code-used' });
  office.clock.moveBy(30_000);
  expect((await enter(code())).session.person).toBe('li-na');
});

test('of two logins with one code at once a single one comes in', async () => {
  const { code } = await setUp();
  const both = await Promise.allSettled([enter(code()), enter(code())]);
  expect(both.map((b) => (b.status === 'fulfilled' ? 'in' : b.reason.code)).sort()).toEqual(['code-used', 'in']);
});

test('a recovery code opens once, and neither it nor the secret can be read in the database', async () => {
  const { secret, recovery } = await setUp();
  const rows = JSON.stringify(await office.desk.acting.db.selectFrom('credential').selectAll().execute());
  for (const hidden of [secret, ...recovery]) expect(rows).not.toContain(hidden);
  const [first = ''] = recovery;
  expect((await enter(first.toUpperCase())).session.person).toBe('li-na');
  await expect(enter(first)).rejects.toMatchObject({ code: 'login-wrong' });
});

test('without the installation’s secret the second factor opens nothing', async () => {
  const { code } = await setUp();
  office.desk.secret = () => 'cd'.repeat(32);
  await expect(enter(code())).rejects.toThrow();
});

test('what was taken away is not asked for', async () => {
  await setUp();
  await endFactor(office.desk, own, 'li-na');
  expect((await enter()).session.person).toBe('li-na');
});

test('signing asks again after a quarter of an hour, for the password or a code', async () => {
  const { session, cookie } = await enter();
  const fresh = async () => {
    const found = await findSession(office.desk, cookie, true);
    requireFresh({ via: 'console', session: found?.session }, office.clock.now(), 15);
  };
  await fresh();
  office.clock.moveBy(15 * 60_000);
  await expect(fresh()).rejects.toMatchObject({ code: 'confirm-needed' });
  await expect(confirmSession(office.desk, own, session, { password: 'no' }, from)).rejects.toMatchObject({
    code: 'login-wrong',
  });
  await confirmSession(office.desk, own, session, { password: GOOD }, from);
  await fresh();
  expect(() => requireFresh({ via: 'api', ownToken: true }, office.clock.now(), 15)).not.toThrow();
  expect(() => requireFresh({ via: 'api', ownToken: false }, office.clock.now(), 15)).toThrow();
});

test('a changed password ends the other sessions, keeps this one, and cannot be one of the last five', async () => {
  const [first, second] = [await enter(), await enter()];
  const change = (present: string, next: string) => {
    const person = office.desk.people.people.find((p) => p.id === 'li-na');
    if (!person) throw new Error('no person');
    return changePassword(office.desk, own, person, { present, next }, { session: first.session.id, visit: from });
  };
  await change(GOOD, 'Xin-Mi-Ma-1');
  expect(await findSession(office.desk, first.cookie, true)).not.toBeNull();
  expect(await findSession(office.desk, second.cookie, true)).toBeNull();
  await expect(change('Xin-Mi-Ma-1', GOOD)).rejects.toMatchObject({ code: 'password-weak' });
  await expect(change('no', 'Xin-Mi-Ma-2')).rejects.toMatchObject({ code: 'login-wrong' });
  await expect(change('Xin-Mi-Ma-1', 'li-na-LINA-1')).rejects.toMatchObject({ code: 'password-weak' });
  for (const [i, last] of ['Xin-Mi-Ma-1', 'Xin-Mi-Ma-2', 'Xin-Mi-Ma-3', 'Xin-Mi-Ma-4'].entries())
    await change(last, `Xin-Mi-Ma-${i + 2}`);
  await change('Xin-Mi-Ma-5', GOOD);
});

test('whoever has the password only gets five codes to try, however often he sends it without one', async () => {
  await setUp();
  const codes: string[] = [];
  for (let i = 0; i < 8; i += 1) {
    await enter('000000').catch((e) => codes.push(e.code));
    await enter().catch((e) => codes.push(e.code));
  }
  expect(codes.filter((code) => code === 'login-wrong')).toHaveLength(4);
  expect(codes.slice(8)).toEqual(Array.from({ length: 8 }, () => 'login-locked'));
});

test('a password without its code costs no try, not even when one is left', async () => {
  const { code } = await setUp();
  for (let i = 0; i < 4; i += 1) await enter('000000').catch(() => {});
  for (let i = 0; i < 3; i += 1) await expect(enter()).rejects.toMatchObject({ code: 'code-needed' });
  expect((await enter(code())).session.person).toBe('li-na');
});

test('a code that was used already forgives no wrong ones', async () => {
  const { code } = await setUp();
  const { session } = await enter(code());
  const confirm = (shown: string) => confirmSession(office.desk, own, session, { code: shown }, from);
  await expect(confirm('000000')).rejects.toMatchObject({ values: { left: 4 } });
  await expect(confirm(code())).rejects.toMatchObject({ code: 'code-used' });
  await expect(confirm('000000')).rejects.toMatchObject({ values: { left: 2 } });
});

test('a stranger who locks the name keeps nobody from confirming inside a session', async () => {
  const { session } = await enter();
  const stranger = { address: '10.9.9.9', agent: 'x' };
  for (let i = 0; i < 5; i += 1) await logIn(office.desk, { name: 'li-na', password: 'no' }, stranger).catch(() => {});
  await expect(enter()).rejects.toMatchObject({ code: 'login-locked' });
  await confirmSession(office.desk, own, session, { password: GOOD }, from);
});

test('the fifth wrong try inside a session ends it, is recorded, and locks no name', async () => {
  const { session, cookie } = await enter();
  const wrong = () => confirmSession(office.desk, own, session, { password: 'no' }, from);
  for (const left of [4, 3, 2, 1]) await expect(wrong()).rejects.toMatchObject({ values: { left } });
  await expect(wrong()).rejects.toMatchObject({ code: 'session-tries' });
  expect(await findSession(office.desk, cookie, true)).toBeNull();
  const lines = await office.desk.acting.db.selectFrom('ledgerEntry').select(['act', 'after']).orderBy('seq').execute();
  expect(lines.at(-1)).toMatchObject({ act: 'session.end', after: expect.stringContaining('tries') });
  expect((await enter()).session.person).toBe('li-na');
});
