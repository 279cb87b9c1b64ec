/**
 * Who may call what, for every route there is: the list of routes is walked, so that one that comes later is tested
 * without being named here.
 */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeToken } from '../../src/access/make-token.ts';
import { openSession } from '../../src/access/open-session.ts';
import { accessDesk } from '../../src/access-desk.ts';
import { type Role, roles } from '../../src/config/people.ts';
import { type TabId, tabRoles } from '../../src/console/system/tab-roles.ts';
import { openLiveEvents } from '../../src/server/api/live-events.ts';
import { readProblemWording } from '../../src/server/api/problem.ts';
import { type ApiRoute, isForTokens, scopeOf } from '../../src/server/api/route.ts';
import { COOKIE } from '../../src/server/api/visit.ts';
import { authenticator } from '../../src/server/authenticate.ts';
import { apiRoutes } from '../../src/server/routes/routes.ts';
import { tokenScopes } from '../../src/server/routes/token-admin-routes.ts';
import { createServer } from '../../src/server/server.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let house: StoreGovcast;
let app: FastifyInstance;
let routes: ApiRoute[];
let tokens: { token: string; scopes: string[] }[];
const cookies = new Map<Role, string>();
/** Handlers must not be reached: what they would do is no matter here. */
const REACHED = 'reached';

beforeAll(async () => {
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00');
  const { govcast } = house;
  const { acting, config, clock, environment, log } = govcast;
  const { people } = config.people;
  // One person for each role and nothing else, so that no role stands in for another.
  people.push(
    ...roles.map((role) => ({ id: `only-${role}`, name: role, post: role, section: 'office', roles: [role] })),
  );
  for (const role of roles) cookies.set(role, (await openSession(acting, `only-${role}`)).cookie);
  const real = apiRoutes(govcast);
  routes = real.map(({ params: _, query: __, body: ___, answer: ____, ...route }) => ({
    ...route,
    handle: async () => ({ type: 'text/plain', bytes: REACHED }),
  }));
  const desk = accessDesk(govcast);
  const known = tokenScopes(real);
  const make = async (scopes: string[]) => {
    const maker = { id: 'li-na', roles: ['editor' as const] };
    const wish = { person: 'li-na', name: 'test', scopes, days: 1 };
    return { scopes, token: (await makeToken(desk, { person: 'li-na', via: 'cli' }, maker, wish, known)).token };
  };
  tokens = [await make(['posts:read'].filter((s) => known.includes(s)).concat('people:read')), await make(known)];
  app = createServer({
    callbacks: { ...acting, log, onReceived: () => {}, account: () => undefined },
    token: 'none',
    answers: {},
    health: async () => ({ ok: true }),
    api: {
      db: acting.db,
      clock,
      log,
      wording: readProblemWording(environment.contentFolder),
      routes,
      live: openLiveEvents(acting.db, clock, log),
      authenticate: authenticator(desk, config),
    },
  });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

/** The status of a call, and the code of the problem when there is one. */
async function call(of: ApiRoute, headers: Record<string, string>) {
  const url = `/api/v1${of.path.replace(/:\w+/g, 'x')}`;
  const own = { 'x-govcast': 'console', ...headers };
  const answer = await app.inject({ method: of.method, url, headers: own });
  return answer.body === REACHED ? 200 : `${answer.statusCode} ${answer.json().code}`;
}

const name = ({ method, path }: ApiRoute) => `${method} ${path}`;
const wrongly = async (headers: Record<string, string>, expected: (of: ApiRoute) => unknown) => {
  const found: string[] = [];
  for (const of of routes) {
    const status = await call(of, headers);
    if (status !== expected(of)) found.push(`${name(of)}: ${status} instead of ${expected(of)}`);
  }
  return found;
};

describe('every route', () => {
  test('says who may call it, and its path names its domain', () => {
    for (const of of routes) {
      expect(of.path, name(of)).toMatch(/^\/[a-z]/);
      if (Array.isArray(of.admits)) expect(of.admits.length, name(of)).toBeGreaterThan(0);
    }
    expect(new Set(routes.map(name)).size).toBe(routes.length);
  });

  test('is closed to nobody, unless it is public', async () => {
    expect(await wrongly({}, (of) => (of.admits === 'public' ? 200 : '401 not-signed-in'))).toEqual([]);
  });

  test.each(roles.map((role) => [role]))('is open to %s exactly when it says so', async (role) => {
    const admitted = (of: ApiRoute) =>
      of.admits === 'public' || of.admits === 'everyone' || of.admits.includes(role) ? 200 : '403 role-missing';
    expect(await wrongly({ cookie: `${COOKIE}=${cookies.get(role)}` }, admitted)).toEqual([]);
  });

  test('of a tab of 系统 is open to exactly those who see the tab', () => {
    const shows: [TabId, path: string][] = [
      ['people', '/people'],
      ['substitutes', '/substitutes'],
      ['rules', '/system/rules'],
      ['accounts', '/system/accounts'],
      ['days', '/system/days'],
      ['checks', '/system/checks'],
      ['rehearsal', '/rehearsal/faults'],
      ['logins', '/logins'],
      ['tokens', '/tokens'],
      ['sessions', '/session/all'],
    ];
    const admits = new Map(routes.flatMap(({ method, path, admits }) => (method === 'GET' ? [[path, admits]] : [])));
    const sorted = (of: unknown) => (Array.isArray(of) ? [...of].sort() : of);
    for (const [tab, path] of shows)
      expect([tab, sorted(admits.get(path))]).toEqual([tab, sorted(tabRoles[tab] ?? 'everyone')]);
  });

  test('is closed to a token without its scope, and to one whose person lacks the role', async () => {
    for (const { token, scopes } of tokens) {
      const admitted = (of: ApiRoute) => {
        if (of.admits === 'public') return 200;
        if (!isForTokens(scopeOf(of))) return '403 session-needed';
        if (!scopes.includes(scopeOf(of))) return '403 scope-missing';
        return of.admits === 'everyone' || of.admits.includes('editor') ? 200 : '403 role-missing';
      };
      expect(await wrongly({ authorization: `Bearer ${token}` }, admitted)).toEqual([]);
    }
  });

  test('is closed to a token that is none', async () => {
    expect(await wrongly({ authorization: 'Bearer govcast_nothing' }, () => '401 token')).toEqual([]);
  });

  test('that writes is closed to a page of another site, with whatever cookie', async () => {
    const cookie = `${COOKIE}=${cookies.get('leader')}`;
    const foreign = [
      { 'x-govcast': '' },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ];
    const writing = routes.filter((of) => of.method !== 'GET');
    for (const of of writing) {
      for (const headers of foreign) expect(await call(of, { cookie, ...headers }), name(of)).toBe('403 csrf');
    }
  });
});

test('an address that cannot be read is refused with the headers of every other answer', async () => {
  const [good, bad] = [await app.inject('/health'), await app.inject('/api/v1/posts/%ZZ')];
  expect([bad.statusCode, bad.json().error.code]).toEqual([400, 'request']);
  for (const name of ['x-content-type-options', 'referrer-policy', 'cache-control', 'content-security-policy'])
    expect([name, bad.headers[name]]).toEqual([name, good.headers[name]]);
  expect(bad.headers['x-content-type-options']).toBe('nosniff');
});
