import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decryptMessage } from '../../src/sandbox/callback-cipher.ts';
import { type CallbackServer, openCallbackServer } from './callback-server.ts';
import { openTestSandbox, SUBSCRIPTION, type TestSandbox } from './sandbox-client.ts';

const TOKEN = 'sandboxtoken1';
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFA';

let sandbox: TestSandbox;
let callback: CallbackServer;
beforeEach(async () => {
  sandbox = await openTestSandbox();
  callback = await openCallbackServer();
});
afterEach(async () => {
  await sandbox.stop();
  await callback.stop();
});

const setCallback = (more: object = {}) =>
  sandbox.control('/callback', { account: SUBSCRIPTION, url: callback.url, ...more });
const message = (more: object = {}) =>
  sandbox.control('/messages', {
    account: SUBSCRIPTION,
    fields: { MsgType: 'text', Content: '医保怎么办？' },
    ...more,
  });
const sha1 = (...parts: (string | undefined)[]) => createHash('sha1').update(parts.sort().join('')).digest('hex');
const publish = async (articles = 1) => {
  const cover = await sandbox.draft();
  const [{ thumb_media_id }] = (await sandbox.call('/draft/get', { media_id: cover })).news_item;
  const article = (n: number) => ({ title: `第${n}条`, content: '<p>文</p>', thumb_media_id });
  const { media_id } = await sandbox.call('/draft/add', {
    articles: Array.from({ length: articles }, (_, n) => article(n)),
  });
  await sandbox.call('/freepublish/submit', { media_id });
  await sandbox.control('/clock', { advanceMs: 2_000 });
};

test('S-13 plain and safe callbacks verify; an unanswered push comes three times; duplicates, early events and odd lists can be set', async () => {
  await setCallback();
  expect((await message()).pushes[0]).toMatchObject({ state: 'delivered', tries: 1 });
  const plain = callback.received[0];
  expect(plain?.query.signature).toBe(sha1(TOKEN, plain?.query.timestamp, plain?.query.nonce));
  expect(plain?.query.encrypt_type).toBeUndefined();
  expect(plain?.body).toMatch(
    /^<xml><ToUserName><!\[CDATA\[gh_000000000001\]\]><\/ToUserName>.*<Content><!\[CDATA\[医保怎么办？\]\]><\/Content><MsgId>\d{17}<\/MsgId><\/xml>$/,
  );

  await setCallback({ mode: 'safe' });
  await message();
  const safe = callback.received[1];
  const encrypted = /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(safe?.body ?? '')?.[1];
  expect(safe?.body).not.toContain('医保');
  expect(safe?.query.encrypt_type).toBe('aes');
  expect(safe?.query.msg_signature).toBe(sha1(TOKEN, safe?.query.timestamp, safe?.query.nonce, encrypted));
  expect(decryptMessage(AES_KEY, SUBSCRIPTION, encrypted ?? '')).toContain('医保怎么办？');

  // Five seconds by default; shortened here so that the test does not wait for fifteen.
  expect((await sandbox.control('/accounts')).accounts[0].settings.callbackTimeoutMs).toBe(5000);
  await setCallback({ timeoutMs: 700 });
  callback.answer = () => null;
  expect((await message()).pushes[0]).toMatchObject({ state: 'given up', tries: 3 });
  expect(callback.received).toHaveLength(5);
  expect(new Set(callback.received.slice(2).map((push) => push.body)).size).toBe(1);
  await sandbox.control('/clock', { advanceMs: 3_600_000 });
  expect(callback.received).toHaveLength(5);

  callback.answer = () => 'success';
  await message({ times: 2 });
  expect(callback.received[5]?.body).toBe(callback.received[6]?.body);

  await publish(1);
  expect(callback.received[7]?.body).toContain('<count>1</count><item><idx>1</idx>');
  await publish(2);
  expect(callback.received[8]?.body).toMatch(/<count>2<\/count><item>.*<\/item><item>/);
  await sandbox.control('/policy', { account: SUBSCRIPTION, event: 'as-mass', lists: 'blank' });
  await publish(1);
  expect(callback.received[9]?.body).toContain('<ArticleUrlResult>\n\n</ArticleUrlResult>');
});

test('a push that is refused, or answered with nonsense, is repeated until it is taken', async () => {
  await setCallback();
  const answers = ['{"code":0}', 'busy', 'success'];
  callback.answer = () => answers.shift() ?? 'success';
  const { pushes } = await message();
  expect(pushes[0]).toMatchObject({ state: 'delivered', tries: 3 });
  expect(pushes[0].answers.map((answer: { body: string }) => answer.body)).toEqual(['{"code":0}', 'busy', 'success']);
});

test('an empty answer and a passive reply count as delivered, and the tester sees them', async () => {
  await setCallback();
  callback.answer = () => '';
  expect((await message()).pushes[0].state).toBe('delivered');
  callback.answer = () => '<xml><MsgType><![CDATA[text]]></MsgType></xml>';
  expect((await message()).pushes[0]).toMatchObject({ state: 'delivered', tries: 1 });
});

test('every citizen message has an id of its own, an event has none, and a false signature can be sent', async () => {
  await setCallback();
  await message();
  await message();
  const ids = callback.received.map((push) => /<MsgId>(\d+)</.exec(push.body)?.[1]);
  expect(new Set(ids).size).toBe(2);
  expect(BigInt(ids[0] ?? 0)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  await message({ fields: { MsgType: 'event', Event: 'subscribe', EventKey: '' }, openid: 'oX' });
  expect(callback.received[2]?.body).not.toContain('MsgId');
  expect(callback.received[2]?.query.openid).toBe('oX');
  await message({ badSignature: true });
  const query = callback.received[3]?.query;
  expect(query?.signature).not.toBe(sha1(TOKEN, query?.timestamp, query?.nonce));
  await message({ xml: '<xml><broken' });
  expect(callback.received[4]?.body).toBe('<xml><broken');
});

test('saving the callback address asks it to echo, and one that does not is not saved', async () => {
  callback.answer = (request) => request.query.echostr ?? 'success';
  expect(await setCallback({ verify: true })).toEqual({ verified: true });
  expect(callback.received[0]?.method).toBe('GET');
  callback.answer = () => 'hello';
  const other = await sandbox.control('/callback', { account: SUBSCRIPTION, url: `${callback.url}2`, verify: true });
  expect(other).toEqual({ verified: false });
  expect((await sandbox.control('/accounts')).accounts[0].settings.callbackUrl).toBe(callback.url);
});

test('callback/check tells whether there is an address', async () => {
  const check = () => sandbox.call('/callback/check', { action: 'all', check_operator: 'DEFAULT' });
  expect((await check()).errcode).toBe(40201);
  await setCallback();
  expect(await check()).toMatchObject({ errcode: 0, dns: [{ ip: '127.0.0.1' }], ping: [{ package_loss: '0%' }] });
});
