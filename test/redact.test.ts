import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RenewCredentials } from '../src/errors.ts';
import { redact, redactText } from '../src/redact.ts';

const secret = '74_Ab-cd_efGH0123456789';

describe('a secret is masked in', () => {
  test.each([
    ['the query of an address', `GET https://api.weixin.qq.com/cgi-bin/draft/add?access_token=${secret}`],
    ['the middle of a query', `https://x/?a=1&access_token=${secret}&b=2`],
    ['an encoded address', `next=https%3A%2F%2Fx%2F%3Faccess_token%3D${secret}`],
    ['the webhook of WeCom', `POST https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${secret}`],
    ['the webhook of Feishu', `POST https://open.feishu.cn/open-apis/bot/v2/hook/${secret}`],
    ['a form', `grant_type=client_credential&appid=wx1&secret=${secret}`],
    ['JSON text', `{"access_token":"${secret}","expires_in":7200}`],
    ['JSON text in JSON text', JSON.stringify({ body: JSON.stringify({ appsecret: secret }) })],
    ['a header with a bearer', `Authorization: Bearer ${secret}`],
    ['a cookie', `Cookie: session=${secret}; other=1`],
    ['a set cookie', `Set-Cookie: session=${secret}; HttpOnly`],
    ['an XML element', `<AppSecret>${secret}</AppSecret>`],
    ['a setting', `EncodingAESKey=${secret}`],
    ['the address of a database', `postgres://govcast:${secret}@db/govcast`],
    ['a sign of a robot', `&timestamp=1763700000000&sign=${secret}`],
  ])('%s', (_, text) => {
    expect(redactText(text)).not.toContain(secret);
    expect(redactText(text)).toContain('***');
  });
});

test('numbers of persons are masked and what looks like them is not', () => {
  expect(redactText('身份证11010519491231002X，电话13812345678')).toBe('身份证110105************，电话138****5678');
  const kept =
    'at 1763700000000 示建发〔2026〕8号 12345 0635-8212345 msg_id 34182 publish_id 2247483647 fe80138123456789';
  expect(redactText(kept)).toBe(kept);
});

test('fields with the name of a secret are masked at any depth, others are kept', () => {
  const fields = {
    appId: 'wx1',
    AppSecret: secret,
    list: [{ webhookKey: secret, at: 5 }],
    headers: { Cookie: secret },
  };
  expect(redact(fields)).toEqual({
    appId: 'wx1',
    AppSecret: '***',
    list: [{ webhookKey: '***', at: 5 }],
    headers: { Cookie: '***' },
  });
});

test('an error is written with its place, its remedy and its cause, without their secrets', () => {
  const cause = new Error(`GET https://x/?access_token=${secret} failed`);
  const error = new RenewCredentials({
    code: 'wechat-40001',
    message: 'refused',
    place: 'main',
    remedy: 'Renew.',
    cause,
  });
  const written = JSON.stringify(redact({ error }));
  expect(written).not.toContain(secret);
  expect(redact({ error })).toMatchObject({
    error: {
      kind: 'RenewCredentials',
      code: 'wechat-40001',
      place: 'main',
      remedy: 'Renew.',
      cause: { kind: 'Error' },
    },
  });
});

test('circles, buffers and strange values are named, never an error', () => {
  const circle: Record<string, unknown> = {
    bytes: Buffer.from('abc'),
    big: 5n,
    nan: Number.NaN,
    when: new Date(Number.NaN),
  };
  circle.self = circle;
  expect(redact(circle)).toEqual({ bytes: '<3 bytes>', big: '5', nan: 'NaN', when: 'Invalid Date', self: '<circle>' });
});

test('whatever stands around it, a token in an address never survives', () => {
  const token = fc.stringMatching(/^[A-Za-z0-9_-]{20,40}$/);
  fc.assert(
    fc.property(fc.string(), token, fc.string(), (before, value, after) => {
      const text = `${before} https://api.weixin.qq.com/x?access_token=${value}&n=1 ${after}`;
      expect(redactText(text)).not.toContain(value);
    }),
  );
});
