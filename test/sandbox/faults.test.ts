import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchJson, openTestSandbox, SUBSCRIPTION, type TestSandbox } from './sandbox-client.ts';

const ROBOT = '00000000-0000-4000-8000-000000000001';
const SEND = '/cgi-bin/webhook/send';
let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(() => sandbox.stop());

const fault = (kind: string, more: object = {}) => sandbox.control('/faults', { path: SEND, kind, ...more });
const send = (content = '通知') =>
  fetchJson(`${sandbox.url}${SEND}?key=${ROBOT}`, { msgtype: 'text', text: { content } });
const sent = async () => (await sandbox.control('/counters')).effects.robotMessage ?? 0;
const broken = /ECONNRESET|socket hang up|aborted/;

test('a fault strikes as often as it was set and then no more, with or without the effect as its name says', async () => {
  await fault('reset-before', { times: 2 });
  await expect(send()).rejects.toThrow(broken);
  await expect(send()).rejects.toThrow(broken);
  expect(await sent()).toBe(0);
  await fault('http500-before');
  expect((await send()).status).toBe(500);
  expect(await sent()).toBe(0);

  await fault('reset-after');
  await expect(send()).rejects.toThrow(broken);
  expect(await sent()).toBe(1);
  await fault('reset-during');
  await expect(send()).rejects.toThrow(broken);
  expect(await sent()).toBe(2);
  await fault('http500-after');
  expect((await send()).status).toBe(500);
  expect(await sent()).toBe(3);
  await fault('busy-after');
  expect((await send()).json.errcode).toBe(-1);
  expect(await sent()).toBe(4);

  expect((await sandbox.control('/faults')).faults).toEqual([]);
  expect((await send()).json.errcode).toBe(0);
});

test('an errcode on demand comes without effect, for one account or path only', async () => {
  const path = '/cgi-bin/draft/count';
  await sandbox.control('/faults', {
    path,
    account: SUBSCRIPTION,
    kind: 'errcode',
    errcode: 48001,
    errmsg: 'api unauthorized',
  });
  expect((await sandbox.call('/draft/count', undefined, 'wx0000000000000002')).total_count).toBe(0);
  expect(await sandbox.call('/draft/count')).toMatchObject({
    errcode: 48001,
    errmsg: expect.stringMatching(/^api unauthorized rid: /),
  });
  expect((await sandbox.call('/draft/count')).total_count).toBe(0);
});

test('faults of one path strike in the order in which they were set', async () => {
  await fault('errcode', { errcode: 45009 });
  await fault('errcode', { errcode: 93000 });
  expect([(await send()).json.errcode, (await send()).json.errcode, (await send()).json.errcode]).toEqual([
    45009, 93000, 0,
  ]);
});

test('a slow call is answered in the end', async () => {
  await fault('slow', { ms: 30 });
  expect((await send()).json.errcode).toBe(0);
});

test('a call that is never answered is still carried out, later on the clock of the sandbox', async () => {
  await fault('delay-effect', { ms: 90_000 });
  const abort = new AbortController();
  const lost = fetch(`${sandbox.url}${SEND}?key=${ROBOT}`, {
    method: 'POST',
    body: JSON.stringify({ msgtype: 'text', text: { content: '迟到的通知' } }),
    signal: abort.signal,
  }).catch(() => 'lost');
  while ((await sandbox.control('/faults')).faults.length > 0);
  abort.abort();
  expect(await lost).toBe('lost');
  await sandbox.control('/clock', { advanceMs: 89_999 });
  expect(await sent()).toBe(0);
  await sandbox.restart();
  await sandbox.control('/clock', { advanceMs: 1 });
  expect(await sent()).toBe(1);
});

test('a wrong control body is refused with what is wrong and what to do', async () => {
  const answer = await fetchJson(`${sandbox.url}/_control/faults`, { path: SEND, kind: 'explode' });
  expect(answer.status).toBe(400);
  expect(answer.json.error).toMatchObject({ code: 'control-body', message: expect.stringContaining('kind') });
  expect((await fetchJson(`${sandbox.url}/_control/policy`, { account: '没有', event: 'once' })).status).toBe(400);
  expect((await fetchJson(`${sandbox.url}/_control/clock`, { now: 0 })).json.error.message).toContain('cannot go back');
});
