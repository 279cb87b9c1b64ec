import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, SERVICE, SUBSCRIPTION, type TestSandbox, UNVERIFIED } from './sandbox-client.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(() => sandbox.stop());

const SUBMIT = '/cgi-bin/freepublish/submit';
const quota = () => sandbox.call('/openapi/quota/get', { cgi_path: SUBMIT }).then((answer) => answer.quota);

test('S-5 the 101st publish of a day answers 45009, clear_quota resets it, and its 11th use in a month answers 48006', async () => {
  for (let n = 1; n <= 100; n++) {
    expect((await sandbox.call('/freepublish/submit', { media_id: 'none' })).errcode).toBe(40007);
  }
  const mediaId = await sandbox.draft();
  expect(await quota()).toEqual({ daily_limit: 100, used: 100, remain: 0 });
  expect((await sandbox.call('/freepublish/submit', { media_id: mediaId })).errcode).toBe(45009);

  for (let n = 1; n <= 10; n++) {
    expect((await sandbox.call('/clear_quota', { appid: SUBSCRIPTION })).errcode).toBe(0);
  }
  expect((await sandbox.call('/clear_quota', { appid: SUBSCRIPTION })).errcode).toBe(48006);
  expect(await quota()).toEqual({ daily_limit: 100, used: 0, remain: 100 });
  expect((await sandbox.call('/freepublish/submit', { media_id: mediaId })).errcode).toBe(0);
  expect(await quota()).toEqual({ daily_limit: 100, used: 1, remain: 99 });
});

test('daily counters begin anew at midnight in Beijing, whatever the zone of the host', async () => {
  await sandbox.control('/quotas', { account: SUBSCRIPTION, what: SUBMIT, used: 100 });
  sandbox.clock.moveTo(Date.parse('2026-11-20T23:59:59+08:00'));
  expect((await quota()).remain).toBe(0);
  sandbox.clock.moveTo(Date.parse('2026-11-21T00:00:00+08:00'));
  expect((await quota()).remain).toBe(100);
});

test('S-15 a verified 公众号 may publish, mass send and read comments, an unverified one none; send by openid is for 服务号', async () => {
  const codes = async (appid: string) => {
    const rest = { msgtype: 'text', text: { content: `通知 ${appid}` } };
    const calls = [
      sandbox.call('/freepublish/submit', { media_id: await sandbox.draft({}, appid) }, appid),
      sandbox.call('/message/mass/sendall', { filter: { is_to_all: true }, ...rest }, appid),
      sandbox.call('/comment/list', { msg_data_id: 1, index: 0, begin: 0, count: 10, type: 0 }, appid),
      sandbox.call('/message/mass/send', { touser: ['o1', 'o2'], ...rest }, appid),
    ];
    return Promise.all(calls.map(async (call) => (await call).errcode));
  };
  // 88001: the comments call is allowed, there is only no such article.
  expect(await codes(SUBSCRIPTION)).toEqual([0, 0, 88001, 48001]);
  expect(await codes(UNVERIFIED)).toEqual([48001, 48001, 48001, 48001]);
  expect(await codes(SERVICE)).toEqual([0, 0, 88001, 0]);
});

test('an account added by control can be used at once', async () => {
  const appid = 'wx0000000000000009';
  await sandbox.control('/accounts', {
    appid,
    name: '示例应急',
    kind: 'subscription',
    verified: true,
    ghId: 'gh_000000000009',
    secret: 'sandbox-secret-0000000000000009',
    callbackToken: 't',
    aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFA',
  });
  expect(await sandbox.call('/draft/count', undefined, appid)).toEqual({ total_count: 0 });
});
