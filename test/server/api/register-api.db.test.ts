import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { testClock } from '../../../src/clock.ts';
import { FixContent, Refused, TryLater } from '../../../src/errors.ts';
import { forgetOldCalls } from '../../../src/server/api/idempotent-call.ts';
import { type ApiRoute, route } from '../../../src/server/api/route.ts';
import { openTestStore, type TestStore } from '../../store/test-store.ts';
import { openApi } from './open-api.ts';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const clock = testClock(Date.parse('2026-11-23T09:12:00+08:00'));
const note = z.object({ text: z.string() });

/** A route that counts how often it really ran. */
function writing(handle: () => Promise<{ text: string }>): ApiRoute {
  return route({
    method: 'POST',
    path: '/notes',
    summary: 'Write',
    admits: ['editor'],
    body: note,
    answer: note,
    handle,
  });
}

async function call(routes: ApiRoute[], headers: Record<string, string>, payload: object = { text: '一' }) {
  const { app, failures } = openApi(store.db, clock, routes);
  const answer = await app.inject({ method: 'POST', url: '/api/v1/notes', payload, headers });
  await app.close();
  return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json(), failures };
}

test('who is not signed in, lacks the role or the scope is told so, in Chinese, as a problem with a code', async () => {
  const routes = [writing(async () => ({ text: '好' }))];
  expect(await call(routes, {})).toMatchObject({
    status: 401,
    type: expect.stringContaining('application/problem+json'),
    body: { code: 'not-signed-in', title: '还没有登录，或登录已到期', remedy: expect.stringContaining('重新登录') },
  });
  expect(await call(routes, { 'x-person': 'feng-jie desk' })).toMatchObject({
    status: 403,
    body: { code: 'role-missing' },
  });
  const token = { 'x-person': 'li-na editor', 'x-scopes': 'notes:read' };
  expect(await call(routes, token)).toMatchObject({ status: 403, body: { code: 'scope-missing' } });
  expect(await call(routes, { ...token, 'x-scopes': 'notes:write' })).toMatchObject({
    status: 200,
    body: { text: '好' },
  });
});

test('a body of another shape names the field', async () => {
  const answer = await call([writing(async () => ({ text: '好' }))], { 'x-person': 'li-na editor' }, { text: 3 });
  expect(answer).toMatchObject({ status: 400, body: { code: 'request', place: 'body/text' } });
});

test('what is refused keeps its code; what fails unexpectedly says nothing of itself but the number in the log', async () => {
  const editor = { 'x-person': 'li-na editor' };
  const problem = { code: 'draft-gone', message: 'the draft has gone', remedy: 'Write it again.' };
  for (const [error, status] of [
    [new Refused(problem), 409],
    [new Refused({ ...problem, code: 'post-unknown' }), 404],
    [new FixContent(problem), 409],
    [new TryLater(problem), 503],
  ] as const)
    expect((await call([writing(() => Promise.reject(error))], editor)).status).toBe(status);
  const failed = await call([writing(() => Promise.reject(new Error('password=hunter2')))], editor);
  expect(failed).toMatchObject({ status: 500, body: { code: 'unexpected', incident: expect.any(String) } });
  expect(JSON.stringify(failed.body)).not.toContain('hunter2');
  expect(failed.failures[0]).toContain(failed.body.incident);
});

test('a write with a key runs once: its repeat gets the first answer, another write under it is refused', async () => {
  let runs = 0;
  const routes = [writing(async () => ({ text: String(++runs) }))];
  const keyed = { 'x-person': 'li-na editor', 'idempotency-key': 'k1' };
  expect((await call(routes, keyed)).body).toEqual({ text: '1' });
  expect((await call(routes, keyed)).body).toEqual({ text: '1' });
  expect(runs).toBe(1);
  expect(await call(routes, keyed, { text: '二' })).toMatchObject({ status: 409, body: { code: 'idempotency-other' } });
  expect((await call(routes, { ...keyed, 'x-person': 'zhou-ting editor' })).body).toEqual({ text: '2' });
});

test('of ten calls at once with one key a single one runs', async () => {
  let runs = 0;
  const routes = [writing(async () => ({ text: String(++runs) }))];
  const keyed = { 'x-person': 'li-na editor', 'idempotency-key': 'k1' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => call(routes, keyed)));
  expect(runs).toBe(1);
  for (const { status, body } of answers)
    expect(status === 200 ? body : body.code).toEqual(status === 200 ? { text: '1' } : 'idempotency-running');
});

test('a refused write may be tried again under its key; one whose end nobody saw may not', async () => {
  let refuse = true;
  const refusal = new Refused({ code: 'not-yet', message: 'not yet', remedy: 'Later.' });
  const routes = [writing(async () => (refuse ? Promise.reject(refusal) : { text: '好' }))];
  const keyed = { 'x-person': 'li-na editor', 'idempotency-key': 'k1' };
  expect((await call(routes, keyed)).status).toBe(409);
  refuse = false;
  expect((await call(routes, keyed)).status).toBe(200);
  await store.db.updateTable('idempotentCall').set({ status: null, answer: null }).execute();
  expect(await call(routes, keyed)).toMatchObject({ status: 409, body: { code: 'idempotency-running' } });
});

test('answers are kept for a day', async () => {
  await call([writing(async () => ({ text: '好' }))], { 'x-person': 'li-na editor', 'idempotency-key': 'k1' });
  await forgetOldCalls(store.db, clock.now() + 23 * 3_600_000);
  expect(await store.db.selectFrom('idempotentCall').select('key').execute()).toHaveLength(1);
  await forgetOldCalls(store.db, clock.now() + 25 * 3_600_000);
  expect(await store.db.selectFrom('idempotentCall').select('key').execute()).toEqual([]);
});

test('the description has every route with its roles, and asks for nothing from elsewhere', async () => {
  const { app } = openApi(store.db, clock, [writing(async () => ({ text: '好' }))]);
  const headers = { 'x-person': 'tang-xin auditor' };
  const { paths } = (await app.inject({ url: '/api/docs/json', headers })).json();
  expect(paths['/api/v1/notes'].post).toMatchObject({
    summary: 'Write',
    description: expect.stringContaining('For the roles editor.'),
  });
  const page = await app.inject({ url: '/api/docs/', headers });
  expect(page.statusCode).toBe(200);
  expect(page.payload).not.toMatch(/(src|href)="https?:/);
  await app.close();
});

test('the description says which scope a token needs, and that a write can be repeated under a key', async () => {
  const { app } = openApi(store.db, clock, [writing(async () => ({ text: '好' }))]);
  const answer = await app.inject({ url: '/api/docs/json', headers: { 'x-person': 'li-na editor' } });
  const page = await app.inject({ url: '/api/docs', headers: { 'x-person': 'li-na editor' } });
  await app.close();
  const { components, paths } = answer.json();
  expect(components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' });
  const { security, description, parameters } = paths['/api/v1/notes'].post;
  expect(security).toEqual([{ token: ['notes:write'] }]);
  expect(description).toContain('notes:write');
  expect(parameters).toEqual([expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: false })]);
  // On an office network without TLS the page would otherwise ask for its own files by https, and stay blank.
  expect(page.headers['content-security-policy']).not.toMatch(/upgrade-insecure|https:|swagger/);
});

test('an address that is no route, a body that is no JSON and one that is too large are problems as well', async () => {
  const { app, failures } = openApi(store.db, clock, [writing(async () => ({ text: '好' }))]);
  const headers = { 'x-person': 'li-na editor', 'content-type': 'application/json' };
  const nowhere = await app.inject({
    method: 'DELETE',
    url: '/api/v1/notes?x=1',
    headers: { 'x-person': 'li-na editor' },
  });
  expect([nowhere.statusCode, nowhere.headers['content-type']]).toEqual([404, 'application/problem+json']);
  expect(nowhere.json()).toMatchObject({ code: 'not-found', detail: 'there is no DELETE /api/v1/notes' });
  const send = (payload: string) => app.inject({ method: 'POST', url: '/api/v1/notes', headers, payload });
  expect((await send('{bad')).json()).toMatchObject({ status: 400, code: 'request', remedy: expect.any(String) });
  expect((await send(JSON.stringify({ text: 'x'.repeat(2_000_000) }))).json()).toMatchObject({
    status: 413,
    code: 'too-large',
    title: expect.stringContaining('太多'),
  });
  await app.close();
  expect(failures).toEqual([]);
});

test('what only a person does in a session is not put down to a scope that no token can have', async () => {
  const own = route({
    method: 'GET',
    path: '/session/all',
    summary: 'Own',
    admits: 'everyone',
    answer: note,
    handle: async () => ({ text: '' }),
  });
  const { app } = openApi(store.db, clock, [own]);
  const headers = { 'x-person': 'li-na editor', 'x-scopes': 'notes:read' };
  const answer = await app.inject({ url: '/api/v1/session/all', headers });
  await app.close();
  expect(answer.json()).toMatchObject({ status: 403, code: 'session-needed' });
});

test('the description is for those who are signed in', async () => {
  const { app } = openApi(store.db, clock, [writing(async () => ({ text: '好' }))]);
  for (const url of ['/api/docs', '/api/docs/', '/api/docs/json', '/api/docs/yaml']) {
    const answer = await app.inject(url);
    expect([answer.statusCode, answer.body], url).toEqual([401, expect.stringContaining('not-signed-in')]);
  }
  await app.close();
});
