import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { beginOidc } from '../../src/access/begin-oidc.ts';
import { giveRoles } from '../../src/access/change-person.ts';
import { closeAccount } from '../../src/access/close-account.ts';
import { confirmSession } from '../../src/access/confirm-session.ts';
import { findSession } from '../../src/access/find-session.ts';
import { finishOidc, finishWithCode } from '../../src/access/finish-oidc.ts';
import { forgetAccess } from '../../src/access/forget-access.ts';
import { listPeople } from '../../src/access/list-people.ts';
import { logIn } from '../../src/access/log-in.ts';
import { unlockPerson } from '../../src/access/new-password.ts';
import { openSession } from '../../src/access/open-session.ts';
import { confirmFactor, offerFactor } from '../../src/access/second-factor.ts';
import { sessionWith } from '../../src/access/session-store.ts';
import { codeAt } from '../../src/access/totp.ts';
import { type OidcSettings, oidcSettings } from '../../src/config/oidc-settings.ts';
import { type OpenIssuer, openIssuer } from '../../src/open-issuer.ts';
import { openProvider, type TestProvider } from './identity-provider.ts';
import { from, GOOD, openOffice, type TestOffice } from './office.ts';

let office: TestOffice;
let provider: TestProvider;
let issuer: OpenIssuer;

beforeAll(async () => {
  provider = await openProvider(() => office.clock.now());
});
beforeEach(async () => {
  office = await openOffice();
  Object.assign(provider, { person: 'li-na', authenticatedAt: office.clock.now(), does: {} });
  describe({});
  await office.give('he-yong');
});
afterEach(() => office.close());
afterAll(() => provider.close());

/** The provider as govcast.yaml describes it. */
function describe(of: Partial<OidcSettings>): void {
  process.env.TEST_OIDC_SECRET = 's3cret';
  const oidc = oidcSettings.parse({
    ...{ issuer: provider.url, clientId: 'govcast', clientSecret: { env: 'TEST_OIDC_SECRET' }, allowHttp: true },
    returnTo: 'https://govcast.example.gov.cn/login/return',
    ...of,
  });
  office.desk.settings = { ...office.desk.settings, oidc };
  issuer = openIssuer(oidc, office.clock);
}

const begin = (session: string | null = null) =>
  beginOidc(office.desk, issuer, { back: '/review?post=1', session }, from);
const finish = (query: string, state: string | null, session: string | null = null) =>
  finishOidc(office.desk, issuer, { query, state, session }, from);

async function signIn() {
  const { address, state } = await begin();
  return finish(await provider.visit(address), state);
}

const outcomes = async () =>
  (await office.desk.acting.db.selectFrom('login').select('outcome').orderBy('id').execute()).map((l) => l.outcome);

test('whom the office’s identity provider names comes in, without a password of his own, and goes back to his page', async () => {
  const { address } = await begin();
  expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'govcast',
    redirect_uri: 'https://govcast.example.gov.cn/login/return',
    code_challenge_method: 'S256',
    scope: 'openid profile',
  });
  const { back, opened } = await signIn();
  expect(back).toBe('/review?post=1');
  expect(opened?.session).toMatchObject({ person: 'li-na', method: 'oidc', address: '10.0.0.12', previousAt: null });
  expect(await findSession(office.desk, opened?.cookie ?? '', true)).toMatchObject({ mustChange: false });
  office.clock.moveBy(60_000);
  expect((await signIn()).opened?.session).toMatchObject({ previousAt: office.clock.now() - 60_000 });
  expect(await outcomes()).toEqual(['in', 'in']);
  const lines = await office.desk.acting.db.selectFrom('ledgerEntry').select(['act', 'after']).execute();
  expect(lines.filter((l) => l.act === 'session.begin').every((l) => l.after?.includes('oidc'))).toBe(true);
  await expect(logIn(office.desk, { name: 'li-na', password: '' }, from)).rejects.toMatchObject({
    code: 'login-wrong',
  });
});

test('an answer is taken once: played back, or twice at once, it opens one session', async () => {
  const { address, state } = await begin();
  const query = await provider.visit(address);
  const both = await Promise.allSettled([finish(query, state), finish(query, state)]);
  expect(both.map((b) => (b.status === 'fulfilled' ? 'in' : b.reason.code)).sort()).toEqual(['in', 'oidc-used']);
  await expect(finish(query, state)).rejects.toMatchObject({ code: 'oidc-used' });
});

test('only the browser that began can finish: an answer for another state is refused before anybody is asked', async () => {
  const mine = await begin();
  const his = await begin();
  const query = await provider.visit(his.address);
  const before = provider.asked.length;
  await expect(finish(query, mine.state)).rejects.toMatchObject({ code: 'oidc-state' });
  await expect(finish(query, null)).rejects.toMatchObject({ code: 'oidc-state' });
  await expect(finish('code=c1', mine.state)).rejects.toMatchObject({ code: 'oidc-state' });
  expect(provider.asked.length).toBe(before);
});

const lies: [string, TestProvider['does'], string][] = [
  ['another nonce', { claims: { nonce: 'other' } }, 'oidc-answer'],
  ['another issuer', { claims: { iss: 'https://evil.example' } }, 'oidc-answer'],
  ['another audience', { claims: { aud: 'somebody' } }, 'oidc-answer'],
  ['a key that is not published', { otherKey: true }, 'oidc-answer'],
  ['no name', { claims: { preferred_username: undefined } }, 'oidc-claim'],
  ['a discovery document of another issuer', { issuer: 'https://evil.example' }, 'oidc-issuer'],
  ['a token endpoint on another host', { tokenAt: 'http://127.0.0.1:1/token' }, 'oidc-host'],
  ['a person who pressed cancel', { denies: 'access_denied' }, 'oidc-denied'],
  ['a broken issuer', { status: 502 }, 'oidc-unavailable'],
  ['an answer that is lost', { loses: true }, 'oidc-unavailable'],
];
test('an answer that does not hold, for whatever reason, opens nothing, says why, and is taken all the same', async () => {
  const found: [string, string][] = [];
  for (const [what, does] of lies) {
    const { address, state } = await begin();
    provider.does = does.denies ? does : {};
    const query = await provider.visit(address);
    provider.does = does;
    found.push([
      what,
      await finish(query, state).then(
        () => 'in',
        ({ code }) => code,
      ),
    ]);
    provider.does = {};
    await expect(finish(query, state)).rejects.toMatchObject({ code: 'oidc-used' });
  }
  expect(found).toEqual(lies.map(([what, , code]) => [what, code]));
  expect(await outcomes()).toEqual(lies.map(() => 'refused'));
  expect((await signIn()).opened?.session.person).toBe('li-na');
});

test('clocks may differ by a minute; a token that has run out longer is refused with a word on clocks', async () => {
  const at = (ms: number) => Math.floor((office.clock.now() + ms) / 1000);
  provider.does = { claims: { exp: at(-50_000) } };
  expect((await signIn()).opened).not.toBeNull();
  provider.does = { claims: { exp: at(-70_000) } };
  await expect(signIn()).rejects.toMatchObject({ code: 'oidc-time' });
});

test('ten minutes after it was begun a sign-in is over, and an hour later it is forgotten', async () => {
  const { address, state } = await begin();
  const query = await provider.visit(address);
  office.clock.moveBy(10 * 60_000);
  await expect(finish(query, state)).rejects.toMatchObject({ code: 'oidc-expired' });
  office.clock.moveBy(60 * 60_000);
  await forgetAccess(office.desk.acting.db, office.clock.now(), () => false);
  expect(await office.desk.acting.db.selectFrom('oidcLogin').selectAll().execute()).toEqual([]);
});

test('nobody is added by signing in, and names count to the letter', async () => {
  for (const person of ['wang-wu', 'Li-Na', ' li-na']) {
    provider.person = person;
    await expect(signIn()).rejects.toMatchObject({ code: 'oidc-person' });
  }
  expect(await outcomes()).toEqual(['refused', 'refused', 'refused']);
});

test('a closed account stays out; somebody without a password can be closed', async () => {
  await closeAccount(office.desk, { person: 'he-yong', via: 'console' }, 'li-na', true);
  await expect(signIn()).rejects.toMatchObject({ code: 'account-closed' });
  await closeAccount(office.desk, { person: 'he-yong', via: 'console' }, 'li-na', false);
  expect((await listPeople(office.desk)).find((p) => p.id === 'li-na')?.account).toBe('office');
  expect((await signIn()).opened?.session.person).toBe('li-na');
});

const enter = (name: string, password: string) => logIn(office.desk, { name, password }, from);
const lockedUntil = async (id: string) => (await listPeople(office.desk)).find((p) => p.id === id)?.lockedUntil;

/** A second factor of somebody who comes in by the provider. */
async function setUpFactor(): Promise<string> {
  await signIn();
  const { secret } = await offerFactor(office.desk, { person: 'li-na', via: 'console' });
  await confirmFactor(office.desk, { person: 'li-na', via: 'console' }, codeAt(secret, office.clock.now()));
  office.clock.moveBy(60_000);
  return secret;
}

test('wrong passwords, of one name or of a whole address, keep nobody from coming in by the provider', async () => {
  const secret = await setUpFactor();
  office.desk.settings = { ...office.desk.settings, lock: { ...office.desk.settings.lock, triesPerAddress: 10 } };
  for (let i = 0; i < 5; i += 1) await enter('li-na', 'x').catch(() => {});
  for (let i = 0; i < 5; i += 1) await enter(`oidc li-na ${i}`, 'x').catch(() => {});
  await expect(enter('he-yong', GOOD)).rejects.toMatchObject({ code: 'login-too-many' });
  expect(await lockedUntil('li-na')).toBe(office.clock.now() + 10 * 60_000);
  const { address, state } = await begin();
  await expect(finish(await provider.visit(address), state)).rejects.toMatchObject({ code: 'code-needed' });
  const code = codeAt(secret, office.clock.now());
  expect((await finishWithCode(office.desk, { state, code }, from)).opened?.session.person).toBe('li-na');
  expect(await lockedUntil('li-na')).toBe(office.clock.now() + 10 * 60_000);
});

test('wrong codes lock for themselves: the password still opens, and the lock is shown and lifted with the other', async () => {
  await office.give('li-na');
  await setUpFactor();
  const { address, state } = await begin();
  await finish(await provider.visit(address), state).catch(() => {});
  const wrong = () => finishWithCode(office.desk, { state, code: '000000' }, from);
  for (let i = 0; i < 4; i += 1) await wrong().catch(() => {});
  await expect(wrong()).rejects.toMatchObject({ code: 'login-locked' });
  await expect(enter('li-na', GOOD)).rejects.toMatchObject({ code: 'code-needed' });
  expect(await lockedUntil('li-na')).toBe(office.clock.now() + 10 * 60_000);
  await unlockPerson(office.desk, { person: 'liu-fang', via: 'console' }, 'li-na');
  expect(await lockedUntil('li-na')).toBeNull();
  await expect(wrong()).rejects.toMatchObject({ code: 'login-wrong', values: { left: 4 } });
  for (let i = 0; i < 4; i += 1) await wrong().catch(() => {});
  await office.give('li-na', 'Chun-Shui-2026');
  expect(await lockedUntil('li-na')).toBeNull();
});

test('with passwords for nobody the door says so to everybody, and counts nothing', async () => {
  describe({ passwords: 'nobody' });
  for (const name of ['li-na', 'he-yong', 'nobody-at-all']) {
    await expect(enter(name, GOOD)).rejects.toMatchObject({ code: 'login-by-office' });
  }
  expect(await office.desk.acting.db.selectFrom('loginGuard').selectAll().execute()).toEqual([]);
});

test('answers that do not hold close no door to passwords, however many come from one address', async () => {
  office.desk.settings = { ...office.desk.settings, lock: { ...office.desk.settings.lock, triesPerAddress: 3 } };
  provider.person = 'wang-wu';
  for (let i = 0; i < 3; i += 1) await signIn().catch(() => {});
  expect(await outcomes()).toEqual(['refused', 'refused', 'refused']);
  expect((await enter('he-yong', GOOD)).session.person).toBe('he-yong');
  for (let i = 0; i < 3; i += 1) await enter(`nobody-${i}`, GOOD).catch(() => {});
  await expect(enter('he-yong', GOOD)).rejects.toMatchObject({ code: 'login-too-many' });
});

test('who has no role stands in the list to be told of things, and comes in by neither door', async () => {
  await office.give('li-na');
  await giveRoles(office.desk, { person: 'liu-fang', via: 'console' }, 'li-na', []);
  await expect(signIn()).rejects.toMatchObject({ code: 'no-roles' });
  for (let i = 0; i < 6; i += 1) await expect(enter('li-na', GOOD)).rejects.toMatchObject({ code: 'no-roles' });
  await expect(enter('li-na', 'x')).rejects.toMatchObject({ code: 'login-wrong', values: { left: 4 } });
  expect(await outcomes()).toEqual(['refused', 'wrong']);
  await giveRoles(office.desk, { person: 'liu-fang', via: 'console' }, 'li-na', ['editor']);
  expect((await signIn()).opened?.session.person).toBe('li-na');
});

test('a session knows when its person last showed himself: not when the provider knew him already', async () => {
  const confirmedAt = async () => (await signIn()).opened?.session.confirmedAt;
  provider.authenticatedAt = office.clock.now() - 60 * 60_000;
  expect(await confirmedAt()).toBe(provider.authenticatedAt);
  provider.authenticatedAt = office.clock.now() + 30_000;
  expect(await confirmedAt()).toBe(office.clock.now());
  provider.does = { claims: { auth_time: undefined } };
  expect(await confirmedAt()).toBe(0);
  const secret = await setUpFactor();
  const { address, state } = await begin();
  await finish(await provider.visit(address), state).catch(() => {});
  const code = codeAt(secret, office.clock.now());
  const { opened } = await finishWithCode(office.desk, { state, code }, from);
  expect(opened?.session.confirmedAt).toBe(office.clock.now());
});

test('who has set up a second factor is asked for its code here too, once, and wrong ones lock', async () => {
  const secret = await setUpFactor();
  const { address, state } = await begin();
  await expect(finish(await provider.visit(address), state)).rejects.toMatchObject({ code: 'code-needed' });
  const code = (of: string) => finishWithCode(office.desk, { state, code: of }, from);
  await expect(code('000000')).rejects.toMatchObject({ code: 'login-wrong', values: { left: 4 } });
  expect((await code(codeAt(secret, office.clock.now()))).opened?.session.method).toBe('oidc');
  await expect(code(codeAt(secret, office.clock.now() + 30_000))).rejects.toMatchObject({ code: 'oidc-used' });
});

test('before signing he shows himself again at the provider: the same person, just now, in the same session', async () => {
  const { opened } = await signIn();
  const id = opened?.session.id ?? '';
  const cookie = opened?.cookie ?? '';
  office.clock.moveBy(20 * 60_000);
  const again = async (session: string | null) => {
    const { address, state } = await begin(id);
    expect(new URL(address).searchParams.get('prompt')).toBe('login');
    return finish(await provider.visit(address), state, session);
  };
  await expect(again(null)).rejects.toMatchObject({ code: 'oidc-again-session' });
  provider.person = 'zhao-min';
  await expect(again(cookie)).rejects.toMatchObject({ code: 'oidc-again-person' });
  provider.person = 'li-na';
  provider.does = { claims: { auth_time: Math.floor(office.clock.now() / 1000) - 120 } };
  await expect(again(cookie)).rejects.toMatchObject({ code: 'oidc-again-time' });
  provider.does = {};
  expect(await again(cookie)).toMatchObject({ opened: null });
  expect((await sessionWith(office.desk.acting.db, id))?.confirmedAt).toBe(office.clock.now());
});

test('with passwords for administrators only, others are sent to the provider, however right their password is', async () => {
  await office.give('li-na');
  describe({ passwords: 'administrators' });
  await expect(logIn(office.desk, { name: 'li-na', password: GOOD }, from)).rejects.toMatchObject({
    code: 'login-by-office',
  });
  const { session } = await enter('he-yong', GOOD);
  expect(session.method).toBe('password');
  const confirm = (of: { id: string; person: string }, shown: { password: string } | { code: string }) =>
    confirmSession(office.desk, { person: of.person, via: 'console' }, of, shown, from);
  await confirm(session, { password: GOOD });
  const secret = await setUpFactor();
  const own = (await openSession(office.desk.acting, 'li-na')).session;
  await expect(confirm(own, { password: GOOD })).rejects.toMatchObject({ code: 'confirm-by-office' });
  await confirm(own, { code: codeAt(secret, office.clock.now()) });
});

test('before the first run nobody comes in by the provider, and begun sign-ins that nobody finishes are bounded', async () => {
  office.desk.settings = { ...office.desk.settings, lock: { ...office.desk.settings.lock, triesPerAddress: 5 } };
  for (let i = 0; i < 5; i += 1) await begin();
  await expect(begin()).rejects.toMatchObject({ code: 'login-too-many' });
  const { session } = await openSession(office.desk.acting, 'li-na');
  for (let i = 0; i < 6; i += 1) await begin(session.id);
  office.clock.moveBy(10 * 60_000);
  for (let i = 0; i < 5; i += 1) await begin(session.id);
  await begin();
  await office.desk.acting.db.deleteFrom('credential').execute();
  await expect(begin()).rejects.toMatchObject({ code: 'oidc-before-setup' });
});
