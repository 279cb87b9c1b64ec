import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeToken } from '../../src/access/make-token.ts';
import { accessDesk } from '../../src/access-desk.ts';
import { type Person, roles } from '../../src/config/people.ts';
import { openLiveEvents } from '../../src/server/api/live-events.ts';
import { readProblemWording } from '../../src/server/api/problem.ts';
import { registerApi } from '../../src/server/api/register-api.ts';
import { authenticator } from '../../src/server/authenticate.ts';
import { apiRoutes } from '../../src/server/routes/routes.ts';
import { tokenScopes } from '../../src/server/routes/token-admin-routes.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let house: StoreGovcast;
let app: FastifyInstance;
const tokens: Record<'own' | 'given', string> = { own: '', given: '' };
beforeAll(async () => {
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  const { govcast } = house;
  const { acting, clock, config, environment, log } = govcast;
  const staff = roles.filter((role) => !['system-admin', 'security-admin', 'auditor'].includes(role));
  const person: Person = { id: 'all-hands', name: '全能', post: '编辑', section: 'office', roles: staff };
  const admin: Person = { ...person, id: 'he-admin', roles: ['system-admin'] };
  config.people.people.push(person, admin);
  const desk = accessDesk(govcast);
  const routes = apiRoutes(govcast);
  const known = tokenScopes(routes);
  const wish = { person: person.id, name: 'test', scopes: known, days: 1 };
  const made = async (maker: Person) => {
    const { token } = await makeToken(desk, { person: maker.id, via: 'console' }, maker, wish, known);
    return token;
  };
  Object.assign(tokens, { own: await made(person), given: await made(admin) });
  app = fastify();
  registerApi(app, {
    ...{ db: acting.db, clock, log, routes, wording: readProblemWording(environment.contentFolder) },
    live: openLiveEvents(acting.db, clock, log),
    authenticate: authenticator(desk, config),
  });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const seenHash = 'a'.repeat(64);
const named: [string, object, ('POST' | 'PUT')?][] = [
  ['/review/x/hold', { reason: '再核对' }],
  ['/review/x/release', {}],
  ['/review/x/embargo', { until: null }, 'PUT'],
  ['/review/x/open', { seenHash }],
  ['/review/x/gates/policy', { seenHash }],
  ['/review/x/gates/policy/untick', { seenHash }],
  ['/review/x/unsign', { seenHash }],
  ['/posts/x/exceptions', { seenHash, check: 'c', excerpt: 'e', reasonCode: 'r' }],
  ['/requests/x/unmask', { reason: '回访核实' }],
];

test.each(
  named,
)('%s is not done in somebody’s name by a token that the administrator made', async (url, payload, method = 'POST') => {
  const code = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await app.inject({ method, url: `/api/v1${url}`, payload, headers })).json().code;
  };
  expect(await code(tokens.given)).toBe('own-token-needed');
  expect(await code(tokens.own)).toMatch(/^(post|request)-unknown$/);
});

test('an approval is taken back only by the person, or a token that he made', async () => {
  const code = async (token: string) => {
    const [url, payload] = ['/api/v1/review/x/withdraw', { reason: '数字有误' }];
    return (await app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${token}` } })).json()
      .code;
  };
  expect(await code(tokens.given)).toBe('confirm-needed');
  expect(await code(tokens.own)).toBe('post-unknown');
});
