import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../src/access/open-session.ts';
import { setPassword } from '../../src/access/set-password.ts';
import { accessDesk } from '../../src/access-desk.ts';
import type { Person, Role } from '../../src/config/people.ts';
import { openLiveEvents } from '../../src/server/api/live-events.ts';
import { readProblemWording } from '../../src/server/api/problem.ts';
import { registerApi } from '../../src/server/api/register-api.ts';
import { COOKIE } from '../../src/server/api/visit.ts';
import { authenticator } from '../../src/server/authenticate.ts';
import { apiRoutes } from '../../src/server/routes/routes.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

const GOOD = 'Qiu-Shui-2026';
let house: StoreGovcast;
let app: FastifyInstance;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  const { acting, clock, config, environment, log } = house.govcast;
  const desk = accessDesk(house.govcast);
  for (const role of ['editor', 'system-admin', 'security-admin'] satisfies Role[]) {
    const person: Person = { id: `the-${role}`, name: '某人', post: '职员', section: 'office', roles: [role] };
    config.people.people.push(person);
    await setPassword(desk, { person: person.id, via: 'console' }, { person, password: GOOD, mustChange: false });
    cookies[role] = (await openSession(acting, person.id)).cookie;
  }
  app = fastify();
  registerApi(app, {
    ...{ db: acting.db, clock, log, routes: apiRoutes(house.govcast) },
    wording: readProblemWording(environment.contentFolder),
    live: openLiveEvents(acting.db, clock, log),
    authenticate: authenticator(desk, config),
  });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

type Method = 'POST' | 'PUT' | 'DELETE';
const call = async (role: Role, method: Method, path: string, payload?: object) => {
  const headers = { cookie: `${COOKIE}=${cookies[role]}`, 'x-govcast': 'console' };
  const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, code: answer.json().code };
};
const writes: [Role, Method, string, object?][] = [
  ['security-admin', 'POST', 'password'],
  ['security-admin', 'DELETE', 'lock'],
  ['security-admin', 'DELETE', 'factor'],
  ['system-admin', 'PUT', 'account', { closed: true }],
  // The last: whom only this test knows is gone once the list is read anew.
  ['security-admin', 'PUT', 'roles', { roles: ['editor', 'desk'] }],
];
const staff = { name: '某人', post: '职员', section: 'office' };
const written: typeof writes = [
  ['system-admin', 'PUT', '/people/the-editor', staff],
  ['system-admin', 'POST', '/people', { id: 'somebody', ...staff }],
];
const address = (what: string) => (what.startsWith('/') ? what : `/people/the-editor/${what}`);

test('what an administrator does to an account asks again who sits there, once a quarter of an hour has passed', async () => {
  house.clock.moveBy(15 * 60_000);
  for (const [role, method, what, body] of [...writes, ...written])
    expect([what, (await call(role, method, address(what), body)).code]).toEqual([what, 'confirm-needed']);
  for (const role of ['security-admin', 'system-admin'] as const)
    expect((await call(role, 'POST', '/session/confirm', { password: GOOD })).status).toBe(200);
  for (const [role, method, what, body] of writes)
    expect([what, (await call(role, method, address(what), body)).status]).toEqual([what, 200]);
});
