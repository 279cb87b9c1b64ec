import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptMessage, signatureOf } from '../../src/channels/wechat/callback-codec.ts';
import { systemClock } from '../../src/clock.ts';
import { createServer, listen } from '../../src/server/server.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const TOKEN = 'sandboxtoken1';
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const clock = systemClock();
let store: TestStore;
let url: string;
let app: ReturnType<typeof createServer>;
let received: () => void;

beforeEach(async () => {
  store = await openTestStore();
  received = () => {};
  const account = { appId: 'wx1', token: () => TOKEN, encodingAesKey: null };
  const keyed = { ...account, encodingAesKey: () => AES_KEY };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  app = createServer({
    callbacks: {
      ...testActing(store.db, clock),
      log,
      onReceived: () => received(),
      account: (id) => ({ sub: account, keyed })[id],
    },
    token: 'secret',
    answers: { cadence: async () => ({}), deliveries: async () => ({}), requests: async () => ({}) },
    health: async () => ({ ok: true }),
  });
  url = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await app.close();
  await store.close();
});

function signed(token = TOKEN): string {
  const [timestamp, nonce] = ['1795136400', 'n1'];
  const signature = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex');
  return `${url}/callback/wechat/sub?signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`;
}

async function push(body: string, address = signed()) {
  const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
  return { status: answer.status, text: await answer.text() };
}

function message(id: string, content = '电梯坏了'): string {
  return `<xml><ToUserName>gh</ToUserName><FromUserName>o1</FromUserName><CreateTime>1795136400</CreateTime><MsgType>text</MsgType><Content><![CDATA[${content}]]></Content><MsgId>${id}</MsgId></xml>`;
}

function inbound() {
  return store.db.selectFrom('inbound').selectAll().execute();
}

describe('callbacks over HTTP', () => {
  it('refuses a push with a wrong signature, or to an unknown account, and stores nothing', async () => {
    expect(await push(message('1'), signed('another'))).toMatchObject({ status: 403 });
    expect(await push(message('1'), signed().replace('/sub?', '/nobody?'))).toMatchObject({ status: 403 });
    expect(await push(message('1'), `${url}/callback/wechat/sub`)).toMatchObject({ status: 403 });
    expect(await inbound()).toHaveLength(0);
  });

  it('believes no plain push to an account with a key: its signature says nothing of the body', async () => {
    expect(await push(message('1'), signed().replace('/sub?', '/keyed?'))).toMatchObject({ status: 403 });
    expect(await inbound()).toHaveLength(0);
    const encrypted = encryptMessage(message('1'), { appId: 'wx1', encodingAesKey: AES_KEY }, Buffer.alloc(16, 7));
    const signature = signatureOf(TOKEN, '1795136400', 'n1', encrypted);
    const query = `encrypt_type=aes&msg_signature=${signature}&timestamp=1795136400&nonce=n1`;
    const body = `<xml><ToUserName>gh</ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
    expect(await push(body, `${url}/callback/wechat/keyed?${query}`)).toEqual({ status: 200, text: 'success' });
    expect(await inbound()).toHaveLength(1);
  });

  it('answers success to a replayed push and stores it once, also when both come at once', async () => {
    const answers = await Promise.all([push(message('7')), push(message('7')), push(message('7'))]);
    expect(answers.map((a) => a.text)).toEqual(['success', 'success', 'success']);
    expect(await push(message('7'))).toEqual({ status: 200, text: 'success' });
    expect(await inbound()).toHaveLength(1);
  });

  it('keeps malformed XML with its problem and answers success, because a repeat would read no better', async () => {
    const broken = '<xml><MsgType>text</MsgType><Content>没有收尾';
    expect(await push(broken)).toEqual({ status: 200, text: 'success' });
    expect(await push(broken)).toEqual({ status: 200, text: 'success' });
    const rows = await inbound();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ body: broken, appliedAt: null });
    expect(JSON.parse(rows[0]?.problem ?? '{}')).toMatchObject({
      code: expect.any(String),
      remedy: expect.any(String),
    });
  });

  it('does not unfold an XML bomb: kept as it came, with its problem', async () => {
    const lols = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const bomb = `<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY l0 "ha">${lols}]><xml><Content>&l9;</Content></xml>`;
    expect(await push(bomb)).toEqual({ status: 200, text: 'success' });
    const [row] = await inbound();
    expect(row).toMatchObject({ body: bomb, appliedAt: null });
    expect(row?.problem).not.toBeNull();
  });

  it('refuses a body beyond the limit and goes on', async () => {
    expect(await push(message('1', '长'.repeat(200_000)))).toMatchObject({ status: 413 });
    expect(await push(message('2'))).toEqual({ status: 200, text: 'success' });
    expect(await inbound()).toHaveLength(1);
  });

  it('answers success before what follows it, however long that blocks', async () => {
    const client = `
      const { parentPort, workerData } = require('node:worker_threads');
      fetch(workerData.address, { method: 'POST', headers: { 'content-type': 'text/xml' }, body: workerData.body })
        .then((answer) => answer.text())
        .then((text) => parentPort.postMessage({ text, at: Date.now() }));`;
    let blockedUntil = 0;
    received = () => {
      const end = clock.monotonicMs() + 1500;
      while (clock.monotonicMs() < end);
      blockedUntil = clock.now();
    };
    const worker = new Worker(client, { eval: true, workerData: { address: signed(), body: message('9') } });
    const answer = await new Promise<{ text: string; at: number }>((resolve) => worker.once('message', resolve));
    await worker.terminate();
    expect(answer.text).toBe('success');
    expect(blockedUntil).toBeGreaterThan(0);
    expect(answer.at).toBeLessThan(blockedUntil);
    expect(await inbound()).toHaveLength(1);
  });
});
