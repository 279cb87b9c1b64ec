import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessToken } from '../../../src/channels/wechat/access-token.ts';
import { askWechat } from '../../../src/channels/wechat/ask-wechat.ts';
import { inProcessTokens } from '../../../src/channels/wechat/tokens/in-process.ts';
import { redisTokens } from '../../../src/channels/wechat/tokens/redis.ts';
import type { TokenStore } from '../../../src/channels/wechat/tokens/token-store.ts';
import type { WechatApi } from '../../../src/channels/wechat/wechat-api.ts';
import { systemClock } from '../../../src/clock.ts';
import { serviceUrl } from '../../store/test-store.ts';
import { type Rehearsal, rehearse } from '../rehearsal.ts';

const account = 'wx0000000000000001';
const tokenPath = '/cgi-bin/stable_token';
let stage: Rehearsal;
const redis = createClient({ url: serviceUrl('TEST_REDIS_URL') });

beforeAll(async () => {
  stage = await rehearse();
  await redis.connect();
});
afterAll(async () => {
  await redis.quit();
  await stage.stop();
});
beforeEach(() => stage.control('/reset', {}));
const forget = async () => {
  const keys = await redis.keys(`govcast:wechat:${account}:*`);
  if (keys.length > 0) await redis.del(keys);
};
beforeEach(forget);
afterEach(forget);

/** A store on Redis whose waiting uses real time while tokens live by the test's clock. */
function onRedis(): TokenStore {
  const real = systemClock();
  return redisTokens(redis, { ...real, now: () => stage.clock.now() });
}

describe.each([
  ['in the process', inProcessTokens],
  ['on Redis', onRedis],
])('the access token held %s', (where, open) => {
  let api: WechatApi;
  beforeEach(() => {
    api = { ...stage.account('sub'), tokens: open() };
  });

  it('W-5 is asked for once when a hundred deliveries begin at once', async () => {
    const tokens = await Promise.all(Array.from({ length: 100 }, () => accessToken(api)));
    expect(new Set(tokens).size).toBe(1);
    expect(await stage.calls(tokenPath)).toBe(1);
  });

  it('is kept until 5 minutes before its end and then renewed', async () => {
    await accessToken(api);
    stage.clock.moveBy(6_800_000);
    await accessToken(api);
    expect(await stage.calls(tokenPath)).toBe(1);
    stage.clock.moveBy(150_000);
    await accessToken(api);
    expect(await stage.calls(tokenPath)).toBe(2);
  });

  it('is got anew once after a 40001, and the call is made again', async () => {
    const before = await accessToken(api);
    await stage.control('/token', { account, act: 'another-holder' });
    expect(await askWechat(api, { method: 'GET', path: '/cgi-bin/draft/count' })).toMatchObject({ is: 'ok' });
    expect(await accessToken(api)).not.toBe(before);
    expect(await stage.calls(tokenPath)).toBe(2);
  });

  it('is renewed by force only when the platform hands out the very token that it refused', async () => {
    await accessToken(api);
    await stage.control('/faults', { path: '/cgi-bin/draft/count', kind: 'errcode', errcode: 40001, times: 3 });
    const count = () => askWechat(api, { method: 'GET', path: '/cgi-bin/draft/count' });
    expect(await count()).toMatchObject({ is: 'error', code: 40001 });
    expect(await stage.calls(tokenPath)).toBe(3);
    await expect(count()).rejects.toMatchObject({ name: 'TryLater', code: 'wechat-token-taken' });
    stage.clock.moveBy(31_000);
    expect(await count()).toMatchObject({ is: 'ok' });
  });

  it('leaves a token alone that somebody else has renewed meanwhile', async () => {
    const old = await accessToken(api);
    await api.tokens.drop(account, old);
    const now = stage.clock.now();
    await api.tokens.keep(account, { token: 'newer', expiresAt: now + 7_200_000, renewAt: now + 6_900_000 });
    await api.tokens.drop(account, old);
    expect(await accessToken(api)).toBe('newer');
  });

  it('W-5 names the address that the platform saw when it is not on the list', async () => {
    await stage.control('/ip-list', { account, ips: ['10.0.0.1'] });
    await expect(accessToken(api)).rejects.toMatchObject({
      name: 'RenewCredentials',
      code: 'wechat-40164',
      remedy: expect.stringContaining('IP'),
      message: expect.stringContaining('127.0.0.1'),
    });
  });

  it('waits 5 minutes for the administrator on 89503, and goes on when he has confirmed', async () => {
    await stage.control('/token', { account, act: 'ask' });
    await expect(accessToken(api)).rejects.toMatchObject({
      name: 'TryLater',
      code: 'wechat-89503',
      retryAfterMs: 300_000,
    });
    await stage.control('/token', { account, act: 'confirm' });
    expect(await accessToken(api)).toMatch(/./);
  });

  it('asks for new credentials when the secret is wrong, without repeating the secret', async () => {
    const wrong = { ...api, secret: () => 'not-the-secret-at-all' };
    const error = await accessToken(wrong).catch((thrown) => thrown);
    expect(error).toMatchObject({
      name: 'RenewCredentials',
      code: expect.stringMatching(/^wechat-(token-40001|40125)$/),
    });
    expect(`${error.message}${error.remedy}${error.stack}`).not.toContain('not-the-secret-at-all');
  });

  it('gives all that wait the error of the one call', async () => {
    await stage.control('/faults', { path: tokenPath, kind: 'errcode', errcode: 45011 });
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => accessToken(api)));
    expect(results.filter((each) => each.status === 'rejected')).toHaveLength(10);
    expect(await stage.calls(tokenPath)).toBe(1);
  });

  it('is asked for once by two workers that share the store', async () => {
    if (where !== 'on Redis') return;
    const other = { ...api, tokens: open() };
    const tokens = await Promise.all([accessToken(api), accessToken(other), accessToken(api), accessToken(other)]);
    expect(new Set(tokens).size).toBe(1);
    expect(await stage.calls(tokenPath)).toBe(1);
  });
});
