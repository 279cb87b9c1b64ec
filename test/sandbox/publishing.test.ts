import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CallbackServer, openCallbackServer } from './callback-server.ts';
import { fetchJson, openTestSandbox, PNG, SUBSCRIPTION, type TestSandbox } from './sandbox-client.ts';

let sandbox: TestSandbox;
let callback: CallbackServer;
beforeEach(async () => {
  sandbox = await openTestSandbox();
  callback = await openCallbackServer();
  await sandbox.control('/callback', { account: SUBSCRIPTION, url: callback.url });
});
afterEach(async () => {
  await sandbox.stop();
  await callback.stop();
});

const policy = (fields: object) => sandbox.control('/policy', { account: SUBSCRIPTION, ...fields });
const advance = (ms: number) => sandbox.control('/clock', { advanceMs: ms });
const submit = async (article: object = {}) =>
  sandbox.call('/freepublish/submit', { media_id: await sandbox.draft(article) });
const status = (publishId: string) => sandbox.call('/freepublish/get', { publish_id: publishId });
const events = () => callback.received.map((push) => /<Event><!\[CDATA\[(\w+)\]\]>/.exec(push.body)?.[1]);

test('S-9 a publish is answered at once and finishes later as told, with its event once, late, twice or under another name', async () => {
  await policy({ durationMs: 60_000 });
  const first = await submit();
  expect(first).toEqual({ errcode: 0, errmsg: 'ok', publish_id: expect.any(String), msg_data_id: expect.any(String) });
  expect(await status(first.publish_id)).toEqual({
    publish_id: Number(first.publish_id),
    publish_status: 1,
    fail_idx: [1],
  });
  await advance(59_999);
  expect((await status(first.publish_id)).publish_status).toBe(1);
  expect(events()).toEqual([]);
  await advance(1);
  const done = await status(first.publish_id);
  expect(done).toMatchObject({ publish_status: 0, article_detail: { count: 1, item: [{ idx: 1 }] } });
  expect(events()).toEqual(['PUBLISHJOBFINISH']);
  expect(callback.received[0]?.body).toContain(`<article_id><![CDATA[${done.article_id}]]></article_id>`);

  for (const finish of [2, 3, 4]) {
    await policy({ finish });
    const { publish_id } = await submit();
    await advance(60_000);
    expect(await status(publish_id)).toMatchObject({ publish_status: finish });
  }
  expect(events()).toHaveLength(4);

  await policy({ finish: 'success', event: 'late', eventDelayMs: 3_600_000 });
  await submit();
  await advance(60_000 + 3_599_000);
  expect(events()).toHaveLength(4);
  await advance(1000);
  expect(events()).toHaveLength(5);

  await policy({ event: 'twice', eventDelayMs: 0 });
  await submit();
  await advance(60_000);
  expect(events()).toHaveLength(7);
  expect(callback.received[6]?.body).toBe(callback.received[5]?.body);

  await policy({ event: 'as-mass', msgDataId: false });
  const last = await submit();
  expect(last).toEqual({ errcode: 0, errmsg: 'ok', publish_id: expect.any(String) });
  await advance(60_000);
  expect(events()[7]).toBe('MASSSENDJOBFINISH');
  expect(callback.received[7]?.body).not.toContain('article_id');

  await policy({ event: 'never' });
  await submit();
  await advance(86_400_000);
  expect(events()).toHaveLength(8);
});

test('an early event comes before the answer to the submit call', async () => {
  await policy({ event: 'early', durationMs: 60_000 });
  let answered = false;
  let eventFirst: boolean | null = null;
  callback.answer = () => {
    eventFirst = !answered;
    return 'success';
  };
  const { publish_id } = await submit();
  answered = true;
  expect(eventFirst).toBe(true);
  expect((await status(publish_id)).publish_status).toBe(0);
});

test('S-11 with lost answer on, the call is carried out and counted once, then the connection drops, and a look finds it', async () => {
  const title = '关于调整公积金业务办理时间的通告';
  const source = 'http://example.org/1.html#gc-01TEST';
  const mediaId = await sandbox.draft({ title, content_source_url: source });
  await sandbox.control('/faults', { path: '/cgi-bin/freepublish/submit', kind: 'reset-after' });
  await expect(sandbox.call('/freepublish/submit', { media_id: mediaId })).rejects.toThrow(/ECONNRESET|socket hang up/);
  await advance(10_000);

  const list = await sandbox.call('/freepublish/batchget', { offset: 0, count: 20 });
  expect(list.total_count).toBe(1);
  expect(list.item[0].content.news_item[0]).toMatchObject({ title, content_source_url: source });
  expect((await sandbox.call('/freepublish/submit', { media_id: mediaId })).errcode).toBe(40007);
  const { effects, accounts, calls } = await sandbox.control('/counters');
  expect(effects).toMatchObject({ publishAccepted: 1, published: 1 });
  expect(accounts[SUBSCRIPTION].effects.published).toMatchObject([{ text: title, marker: source }]);
  expect(calls['/cgi-bin/freepublish/submit']).toBe(2);
});

test('a published article has a page that opens, with its pictures, until it is deleted', async () => {
  const { url: picture } = await sandbox.upload('/media/uploadimg', { name: 'a.png', bytes: PNG });
  const content = `<p>正文 & 附图</p><img src="${picture}">`;
  const { publish_id } = await submit({
    title: '一次性告知 <单>',
    content,
    content_source_url: 'http://example.org/a',
  });
  await advance(2000);
  const { article_id, article_detail } = await status(publish_id);
  const address = article_detail.item[0].article_url;
  expect(address).toMatch(new RegExp(`^${sandbox.url}/s/[\\w-]{22}$`));
  const page = await fetchJson(address);
  expect(page.status).toBe(200);
  expect(page.text).toContain('<h1 id="activity-name">一次性告知 &lt;单></h1>');
  expect(page.text).toContain('2026-11-20 09:00');
  expect(page.text).toContain('href="http://example.org/a"');
  const local = /<img src="([^"]+)"/.exec(page.text)?.[1];
  expect((await fetchJson(`${sandbox.url}${local}`)).status).toBe(200);

  const published = (await sandbox.control('/published')).published;
  expect(published).toMatchObject([{ account: SUBSCRIPTION, title: '一次性告知 <单>', url: address, via: 'publish' }]);
  expect((await sandbox.call('/freepublish/delete', { article_id, index: 2 })).errcode).toBe(53600);
  expect((await sandbox.call('/freepublish/delete', { article_id })).errcode).toBe(0);
  expect((await status(publish_id)).publish_status).toBe(5);
  expect((await fetchJson(address)).text).toContain('该内容已被发布者删除');
  expect((await sandbox.call('/freepublish/getarticle', { article_id })).news_item[0].is_deleted).toBe(true);
  expect((await sandbox.call('/freepublish/batchget', { offset: 0, count: 20 })).total_count).toBe(0);
});

test('a colleague publishes or deletes a draft by hand, unknown to any client', async () => {
  const byHand = await sandbox.draft({ title: '手工发布' });
  const { articleId } = await sandbox.control('/publish-by-hand', { account: SUBSCRIPTION, mediaId: byHand });
  expect((await sandbox.call('/freepublish/submit', { media_id: byHand })).errcode).toBe(40007);
  expect((await sandbox.call('/freepublish/getarticle', { article_id: articleId })).news_item[0].title).toBe(
    '手工发布',
  );
  expect((await sandbox.control('/published')).published[0].via).toBe('publish-by-hand');
  const gone = await sandbox.draft({ title: '删掉' });
  expect(await sandbox.control('/delete-draft', { account: SUBSCRIPTION, mediaId: gone })).toEqual({ deleted: true });
  expect((await sandbox.call('/draft/get', { media_id: gone })).errcode).toBe(40007);
});
