import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setPassword } from '../../src/access/set-password.ts';
import { accessDesk } from '../../src/access-desk.ts';
import { personOf } from '../../src/config/acting-person.ts';
import { oidcSettings } from '../../src/config/oidc-settings.ts';
import { openLiveEvents } from '../../src/server/api/live-events.ts';
import { readProblemWording } from '../../src/server/api/problem.ts';
import { registerApi } from '../../src/server/api/register-api.ts';
import { authenticator } from '../../src/server/authenticate.ts';
import { apiRoutes } from '../../src/server/routes/routes.ts';
import { openProvider, type TestProvider } from '../access/identity-provider.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let house: StoreGovcast;
let app: FastifyInstance;
let provider: TestProvider;
beforeEach(async () => {
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  provider = await openProvider(() => house.clock.now());
});
afterEach(async () => {
  await app.close();
  await house.close();
  await provider.close();
});

async function serve(hasProvider: boolean, passwords = 'everybody'): Promise<void> {
  const { acting, clock, config, environment, log } = house.govcast;
  const desk = accessDesk(house.govcast);
  process.env.TEST_OIDC_SECRET = 's3cret';
  const described = {
    ...{ issuer: provider.url, clientId: 'govcast', clientSecret: { env: 'TEST_OIDC_SECRET' }, allowHttp: true },
    ...{ returnTo: 'https://govcast.example.gov.cn/login/return', signsOutThere: true, passwords },
  };
  if (hasProvider) config.settings.access.oidc = oidcSettings.parse(described);
  const person = personOf(config.people, 'li-na');
  await setPassword(desk, { person: 'setup', via: 'cli' }, { person, password: 'Qiu-Shui-2026', mustChange: true });
  app = fastify();
  registerApi(app, {
    ...{ db: acting.db, clock, log, routes: apiRoutes(house.govcast) },
    wording: readProblemWording(environment.contentFolder),
    live: openLiveEvents(acting.db, clock, log),
    authenticate: authenticator(accessDesk(house.govcast), config),
  });
}

const own = { 'x-govcast': 'console' };
const post = (path: string, payload: object, headers: Record<string, string> = own) =>
  app.inject({ method: 'POST', url: `/api/v1/session/oidc${path}`, headers, payload });

test('without a provider there is no way by it, and whoever is not signed in is told so without an error', async () => {
  await serve(false);
  expect((await post('', { back: '/' })).json()).toMatchObject({ code: 'oidc-none' });
  const door = await app.inject({ url: '/api/v1/session', headers: { cookie: 'govcast_session=gone' } });
  expect(door.statusCode).toBe(200);
  expect(door.json()).toMatchObject({ session: null, oidc: false, passwords: 'everybody' });
});

/** What a browser does from the button to its session; `headers` hold the cookie of a session that shows itself again. */
async function come(path: string, headers: Record<string, string> = own) {
  const began = await post(path, path === '' ? { back: '/' } : {}, headers);
  const query = await provider.visit(began.json().address);
  const state = began.cookies.find(({ name }) => name === 'govcast_oidc')?.value;
  const cookie = [headers.cookie, `govcast_oidc=${state}`].filter(Boolean).join('; ');
  return post('/finish', { query }, { ...own, cookie });
}

test('whom the provider let in without asking him shows himself before he signs, there and not by an old password', async () => {
  await serve(true, 'administrators');
  provider.authenticatedAt = house.clock.now() - 60 * 60_000;
  const came = await come('');
  expect(came.json().session.confirmedAt).toBe(provider.authenticatedAt);
  const cookie = `govcast_session=${came.cookies.find(({ name }) => name === 'govcast_session')?.value}`;
  const headers = { ...own, cookie };
  const fresh = () => app.inject({ method: 'POST', url: '/api/v1/session/factor', headers });
  expect((await fresh()).json()).toMatchObject({ code: 'confirm-needed' });
  const payload = { password: 'Qiu-Shui-2026' };
  const old = await app.inject({ method: 'POST', url: '/api/v1/session/confirm', headers, payload });
  expect([old.statusCode, old.json().title]).toEqual([409, '请用单位统一身份核对']);
  expect((await come('/confirm', headers)).json()).toMatchObject({ confirmed: true });
  expect((await fresh()).statusCode).toBe(200);
});

test('the browser that began comes in with a cookie that no script reads; another one, or another site, does not', async () => {
  await serve(true);
  expect((await post('', { back: '/' }, {})).json()).toMatchObject({ code: 'csrf' });
  const began = await post('', { back: 'https://evil.example/' });
  expect(String(began.headers['set-cookie'])).toMatch(/govcast_oidc=.*Path=\/api\/v1\/session\/oidc.*HttpOnly.*Strict/);
  const query = await provider.visit(began.json().address);
  const stranger = await post('/finish', { query });
  expect([stranger.statusCode, stranger.json().code]).toEqual([409, 'oidc-state']);
  const cookie = `govcast_oidc=${began.cookies.find(({ name }) => name === 'govcast_oidc')?.value}`;
  const finished = await post('/finish', { query }, { ...own, cookie });
  expect(finished.json()).toMatchObject({
    back: '/',
    confirmed: false,
    session: { method: 'oidc', mustChange: false },
  });
  const session = finished.cookies.find(({ name }) => name === 'govcast_session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  const headers = { ...own, cookie: `govcast_session=${session?.value}` };
  expect((await app.inject({ url: '/api/v1/frame', headers })).json().person.id).toBe('li-na');
  const left = (await app.inject({ method: 'DELETE', url: '/api/v1/session', headers })).json();
  expect(left).toMatchObject({ done: true, elsewhere: expect.stringMatching(`^${provider.url}/logout`) });
  expect((await app.inject({ url: '/api/v1/frame', headers })).statusCode).toBe(401);
});
