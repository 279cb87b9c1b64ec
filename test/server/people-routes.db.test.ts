import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveRoles } from '../../src/access/change-person.ts';
import { makeToken } from '../../src/access/make-token.ts';
import { openSession } from '../../src/access/open-session.ts';
import { setPassword } from '../../src/access/set-password.ts';
import { writePerson } from '../../src/access/write-person.ts';
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

test('whoever loses the last role is out at once, with sessions and tokens; with a role again he signs in anew', async () => {
  const { acting, config } = house.govcast;
  const desk = accessDesk(house.govcast);
  const known = ['frame:read'];
  const person: Person = { id: 'xu-qing', name: '徐青', post: '职员', section: 'office', roles: ['editor'] };
  const by = (id: string) => ({ person: id, via: 'console' as const });
  config.people.people.push(person);
  await writePerson(desk, by('the-system-admin'), 'person.add', person.id, () => person);
  await setPassword(desk, by(person.id), { person, password: GOOD, mustChange: false });
  const { cookie } = await openSession(acting, person.id);
  const wish = { person: person.id, name: 'test', scopes: known, days: 1 };
  const { token } = await makeToken(desk, by(person.id), person, wish, known);
  const frame = async (headers: Record<string, string>) => {
    const answer = await app.inject({ url: '/api/v1/frame', headers });
    return [answer.statusCode, answer.json().code, answer.json().title];
  };
  const both = async () => [
    await frame({ cookie: `${COOKIE}=${cookie}` }),
    await frame({ authorization: `Bearer ${token}` }),
  ];
  const open = [200, undefined, undefined];
  expect(await both()).toEqual([open, open]);
  // By the file: nothing is ended, and nothing opens while it is so.
  const listed = config.people.people.find(({ id }) => id === person.id);
  if (!listed) throw new Error(person.id);
  listed.roles = [];
  const refused = [
    [401, 'not-signed-in', expect.any(String)],
    [403, 'no-roles', '您在这里没有角色'],
  ];
  expect(await both()).toEqual(refused);
  listed.roles = ['editor'];
  expect(await both()).toEqual([open, open]);
  await giveRoles(desk, by('the-security-admin'), person.id, []);
  const ended = [refused[0], [401, 'token', expect.any(String)]];
  expect(await both()).toEqual(ended);
  await giveRoles(desk, by('the-security-admin'), person.id, ['desk']);
  expect(await both()).toEqual(ended);
  const line = acting.db
    .selectFrom('ledgerEntry')
    .select('after')
    .where('object', '=', 'person:xu-qing')
    .where('act', '=', 'person.roles')
    .orderBy('seq');
  const [first, second] = (await line.execute()).map(({ after }) => JSON.parse(after ?? ''));
  expect(first).toMatchObject({ roles: [], sessionsEnded: 1, tokensEnded: 1 });
  expect(second).toEqual({ name: '徐青', post: '职员', section: 'office', roles: ['desk'] });
});
