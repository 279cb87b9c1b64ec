import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchJson, openTestSandbox, SUBSCRIPTION, type TestSandbox } from './sandbox-client.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(() => sandbox.stop());

const credentials = { appid: SUBSCRIPTION, secret: `sandbox-secret-${SUBSCRIPTION.slice(2)}` };
const stable = (more: object = {}) =>
  fetchJson(`${sandbox.url}/cgi-bin/stable_token`, { grant_type: 'client_credential', ...credentials, ...more }).then(
    (answer) => answer.json,
  );
const classic = () =>
  fetchJson(
    `${sandbox.url}/cgi-bin/token?grant_type=client_credential&appid=${credentials.appid}&secret=${credentials.secret}`,
  ).then((answer) => answer.json);
/** errcode of a harmless call with a token; undefined when it works. */
const tried = async (token: string) =>
  (await fetchJson(`${sandbox.url}/cgi-bin/draft/count?access_token=${token}`)).json.errcode;

test('S-1 a refusal is HTTP 200 with an errcode and a rid; success has an errcode or none, as the vendor has it', async () => {
  const refused = await fetchJson(`${sandbox.url}/cgi-bin/draft/count?access_token=nonsense`);
  expect(refused.status).toBe(200);
  expect(refused.json.errcode).toBe(40001);
  expect(refused.json.errmsg).toMatch(/ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);

  expect(await stable()).toEqual({ access_token: expect.any(String), expires_in: 7200 });
  const mediaId = await sandbox.draft();
  expect(mediaId).toEqual(expect.any(String));
  expect(Object.keys(await sandbox.call('/draft/get', { media_id: mediaId }))).toEqual(['news_item']);
  expect(await sandbox.call('/freepublish/submit', { media_id: mediaId })).toMatchObject({ errcode: 0, errmsg: 'ok' });
});

test('the wrong method, an empty body, a broken body and an unknown address have their own codes', async () => {
  const token = await sandbox.token();
  const of = async (path: string, body?: string) =>
    (await fetchJson(`${sandbox.url}/cgi-bin/${path}?access_token=${token}`, body)).json.errcode;
  expect(await of('draft/add')).toBe(43002);
  expect(await of('draft/count', '{}')).toBe(43001);
  expect(await of('draft/add', '')).toBe(44002);
  expect(await of('draft/add', '{"articles": [')).toBe(47001);
  expect(await of('draft/get', '{"media_id": 7}')).toBe(47001);
  expect(await of('draft/nothing', '{}')).toBe(40066);
  expect((await fetchJson(`${sandbox.url}/cgi-bin/draft/count`)).json.errcode).toBe(41001);
});

test('S-2 the stable and the classic token live by their own rules and do not end each other', async () => {
  const first = await stable();
  sandbox.clock.moveBy(600_000);
  expect(await stable()).toEqual({ access_token: first.access_token, expires_in: 6600 });

  const classicOne = await classic();
  const classicTwo = await classic();
  expect(classicTwo.access_token).not.toBe(classicOne.access_token);
  sandbox.clock.moveBy(299_000);
  expect(await tried(classicOne.access_token)).toBeUndefined();
  sandbox.clock.moveBy(2_000);
  expect(await tried(classicOne.access_token)).toBe(40001);
  expect(await tried(classicTwo.access_token)).toBeUndefined();
  expect(await tried(first.access_token)).toBeUndefined();

  const forced = await stable({ force_refresh: true });
  expect(forced.expires_in).toBe(7200);
  expect(await tried(first.access_token)).toBe(40001);
  expect(await tried(classicTwo.access_token)).toBeUndefined();
  sandbox.clock.moveBy(29_000);
  expect((await stable({ force_refresh: true })).errcode).toBe(45011);
  for (let n = 2; n <= 20; n++) {
    sandbox.clock.moveBy(30_000);
    expect((await stable({ force_refresh: true })).access_token).toEqual(expect.any(String));
  }
  sandbox.clock.moveBy(30_000);
  expect((await stable({ force_refresh: true })).errcode).toBe(45009);
});

test('a token that has run out answers 42001, and the platform renews five minutes before', async () => {
  const first = await stable();
  sandbox.clock.moveBy(7_200_000 - 300_000);
  const second = await stable();
  expect(second.access_token).not.toBe(first.access_token);
  expect(await tried(first.access_token)).toBeUndefined();
  sandbox.clock.moveBy(300_000);
  expect(await tried(first.access_token)).toBe(42001);
  expect(await tried(second.access_token)).toBeUndefined();
});

test('S-3 after another holder has refreshed, the next call answers 40001 and a newly fetched token works', async () => {
  const before = await stable();
  await sandbox.control('/token', { account: SUBSCRIPTION, act: 'another-holder' });
  expect(await tried(before.access_token)).toBe(40001);
  const after = await stable();
  expect(after.access_token).not.toBe(before.access_token);
  expect(await tried(after.access_token)).toBeUndefined();
});

test('S-4 an unlisted address answers 40164 naming it, and a token call waits for the administrator', async () => {
  const { access_token: token } = await stable();
  await sandbox.control('/ip-list', { account: '示例发布', ips: ['10.1.2.3'] });
  expect(await stable()).toMatchObject({ errcode: 40164, errmsg: expect.stringContaining('invalid ip 127.0.0.1') });
  expect(await tried(token)).toBe(40164);
  await sandbox.control('/ip-list', { account: '示例发布', ips: ['127.0.0.1'] });
  expect(await tried(token)).toBeUndefined();

  await sandbox.control('/token', { account: SUBSCRIPTION, act: 'ask' });
  expect((await stable()).errcode).toBe(89503);
  expect((await stable()).errcode).toBe(89503);
  await sandbox.control('/token', { account: SUBSCRIPTION, act: 'confirm' });
  expect((await stable()).access_token).toBe(token);
});

test('an administrator who refuses the token call blocks it for an hour, and a second time for a day', async () => {
  const decide = (act: string) => sandbox.control('/token', { account: SUBSCRIPTION, act });
  await decide('ask');
  await decide('refuse');
  expect((await stable()).errcode).toBe(89507);
  sandbox.clock.moveBy(3_600_000);
  expect((await stable()).errcode).toBe(89503);
  await decide('refuse');
  sandbox.clock.moveBy(23 * 3_600_000);
  expect((await stable()).errcode).toBe(89506);
});

test('wrong credentials are told apart', async () => {
  expect((await stable({ appid: 'wx404' })).errcode).toBe(40013);
  expect((await stable({ secret: 'wrong' })).errcode).toBe(40125);
  expect((await stable({ grant_type: 'password' })).errcode).toBe(40002);
  expect((await stable({ secret: '' })).errcode).toBe(41004);
});
