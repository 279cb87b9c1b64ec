import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchJson, openTestSandbox, PNG, type TestSandbox } from './sandbox-client.ts';

const KEY = '00000000-0000-4000-8000-000000000001';
let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(() => sandbox.stop());

const send = async (body: object, key = KEY) =>
  (await fetchJson(`${sandbox.url}/cgi-bin/webhook/send?key=${key}`, body)).json;
const text = (content: string) => ({ msgtype: 'text', text: { content } });

test('a WeCom robot takes 20 messages in any minute and answers 45009 to the 21st', async () => {
  for (let n = 1; n <= 20; n++) {
    expect(await send(text(`第${n}条`))).toEqual({ errcode: 0, errmsg: 'ok' });
    sandbox.clock.moveBy(1_000);
  }
  expect((await send(text('第21条'))).errcode).toBe(45009);
  expect((await send(text('别的群'), KEY.replace(/1$/, '2'))).errcode).toBe(0);
  sandbox.clock.moveBy(40_000);
  expect((await send(text('第21条'))).errcode).toBe(0);
  const { accounts } = await sandbox.control('/counters');
  expect(accounts[KEY].effects.robotMessage).toHaveLength(21);
  expect(accounts[KEY].effects.robotMessage[20]).toMatchObject({ text: '第21条', marker: 'text' });
});

test('2,048 bytes of text are taken and 2,049 refused; a wrong or broken robot answers 93000', async () => {
  expect((await send(text('a'.repeat(2048)))).errcode).toBe(0);
  expect((await send(text('a'.repeat(2049)))).errcode).toBe(45002);
  expect((await send(text(`${'字'.repeat(682)}abc`))).errcode).toBe(45002);
  expect((await send(text(''))).errcode).toBe(44004);
  expect((await send({ msgtype: 'markdown', markdown: { content: 'a'.repeat(4096) } })).errcode).toBe(0);
  expect((await send({ msgtype: 'shout' })).errcode).toBe(40008);
  expect(await send(text('x'), 'wrong')).toMatchObject({
    errcode: 93000,
    errmsg: expect.stringContaining('invalid webhook url'),
  });
  await sandbox.control('/robots', { key: KEY, name: '办公室值班群', broken: true });
  expect((await send(text('x'))).errcode).toBe(93000);
});

test('news, pictures and uploaded files are taken when they are whole', async () => {
  const article = { title: '公告', url: 'http://example.org/1' };
  expect((await send({ msgtype: 'news', news: { articles: [article] } })).errcode).toBe(0);
  expect((await send({ msgtype: 'news', news: { articles: Array(9).fill(article) } })).errcode).toBe(40058);
  const md5 = createHash('md5').update(PNG).digest('hex');
  const image = (sum: string) => ({ msgtype: 'image', image: { base64: PNG.toString('base64'), md5: sum } });
  expect((await send(image(md5))).errcode).toBe(0);
  expect((await send(image('0'.repeat(32)))).errcode).toBe(40058);

  const form = new FormData();
  form.append('media', new Blob(['名单名单名单']), '名单.txt');
  const upload = await fetch(`${sandbox.url}/cgi-bin/webhook/upload_media?key=${KEY}&type=file`, {
    method: 'POST',
    body: form,
  });
  const { media_id } = JSON.parse(await upload.text());
  expect((await send({ msgtype: 'file', file: { media_id } })).errcode).toBe(0);
  expect((await send({ msgtype: 'file', file: { media_id } }, KEY.replace(/1$/, '2'))).errcode).toBe(40007);
});
