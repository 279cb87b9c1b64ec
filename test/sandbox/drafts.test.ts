import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchJson, openTestSandbox, PNG, SUBSCRIPTION, type TestSandbox } from './sandbox-client.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
  // Hundreds of generated drafts are not what the daily limit is for.
  for (const what of ['/cgi-bin/draft/add', '/cgi-bin/draft/get']) {
    await sandbox.control('/quotas', { account: SUBSCRIPTION, what, limit: 100_000 });
  }
});
afterAll(() => sandbox.stop());

const contentOf = async (mediaId: string): Promise<string> =>
  (await sandbox.call('/draft/get', { media_id: mediaId })).news_item[0].content;
/** errcode that draft/add gives an article with these fields; undefined when it takes it. */
const refusalOf = async (fields: object) => {
  const cover = await sandbox.upload('/material/add_material?type=image', { name: 'a.png', bytes: PNG });
  const article = { title: '标题', content: '<p>正文</p>', thumb_media_id: cover.media_id, ...fields };
  return (await sandbox.call('/draft/add', { articles: [article] })).errcode;
};

test('S-6 uploadimg looks at the bytes and the size, and a draft loses what the platform drops', async () => {
  const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(20)]);
  expect((await sandbox.upload('/media/uploadimg', { name: 'photo.jpg', bytes: gif })).errcode).toBe(40005);
  const big = Buffer.concat([PNG, Buffer.alloc(1_048_576)]);
  expect((await sandbox.upload('/media/uploadimg', { name: 'big.png', bytes: big })).errcode).toBe(40009);
  const { url } = await sandbox.upload('/media/uploadimg', { name: '图 1.png', bytes: PNG });
  expect(url).toMatch(/^http:\/\/mmbiz\.qpic\.cn\/mmbiz_png\//);

  const content =
    `<style>p{}</style><section id="top" style="color:#333" onclick="x()"><p>正文</p><img src="${url}"><img src="https://example.org/a.png">` +
    '<script>alert(1)</script><iframe src="https://example.org"></iframe><!-- note --><a href="javascript:x()">链接</a></section>';
  expect(await contentOf(await sandbox.draft({ content }))).toBe(
    `<section style="color:#333"><p>正文</p><img src="${url}"><a>链接</a></section>`,
  );
});

test('S-7 a field that is too long answers its own code, and one character less is taken', async () => {
  expect(await refusalOf({ title: '字'.repeat(33) })).toBe(45003);
  expect(await refusalOf({ title: '字'.repeat(32) })).toBeUndefined();
  expect(await refusalOf({ title: '𠮷'.repeat(32) })).toBeUndefined();
  expect(await refusalOf({ digest: '字'.repeat(129) })).toBe(45004);
  expect(await refusalOf({ digest: '字'.repeat(128) })).toBeUndefined();
  expect(await refusalOf({ author: '字'.repeat(17) })).toBe(45110);
  expect(await refusalOf({ author: '字'.repeat(16) })).toBeUndefined();
  expect(await refusalOf({ content: '字'.repeat(20_001) })).toBe(45002);
  expect(await refusalOf({ content: '字'.repeat(20_000) })).toBe(45002);
  expect(await refusalOf({ content: '字'.repeat(19_999) })).toBeUndefined();
  expect(await refusalOf({ content: 'x'.repeat(1_048_577) })).toBe(45002);
});

test('S-8 a draft id that was used for an accepted publish or mass send answers 40007 when used again', async () => {
  const published = await sandbox.draft({ title: '一' });
  expect((await sandbox.call('/freepublish/submit', { media_id: published })).errcode).toBe(0);
  const sent = await sandbox.draft({ title: '二' });
  const sendAll = (mediaId: string, clientmsgid: string) =>
    sandbox.call('/message/mass/sendall', {
      filter: { is_to_all: true },
      msgtype: 'mpnews',
      mpnews: { media_id: mediaId },
      clientmsgid,
    });
  expect((await sendAll(sent, 'first')).errcode).toBe(0);
  for (const mediaId of [published, sent]) {
    expect((await sandbox.call('/freepublish/submit', { media_id: mediaId })).errcode).toBe(40007);
    expect((await sendAll(mediaId, `again ${mediaId.slice(0, 8)}`)).errcode).toBe(40007);
    expect((await sandbox.call('/draft/get', { media_id: mediaId })).errcode).toBe(40007);
    expect((await sandbox.call('/draft/delete', { media_id: mediaId })).errcode).toBe(40007);
  }
});

test('the cover must be a permanent picture of the same account', async () => {
  expect(await refusalOf({ thumb_media_id: 'nothing' })).toBe(40007);
  const temporary = await sandbox.upload('/media/upload?type=image', { name: 'a.png', bytes: PNG });
  expect(await refusalOf({ thumb_media_id: temporary.media_id })).toBe(40007);
  const foreign = await sandbox.upload(
    '/material/add_material?type=image',
    { name: 'a.png', bytes: PNG },
    'wx0000000000000002',
  );
  expect(await refusalOf({ thumb_media_id: foreign.media_id })).toBe(40007);
  const deleted = await sandbox.upload('/material/add_material?type=image', { name: 'a.png', bytes: PNG });
  await sandbox.call('/material/del_material', { media_id: deleted.media_id });
  expect(await refusalOf({ thumb_media_id: deleted.media_id })).toBe(40007);
});

test('one to eight articles, updated by an index from 0, listed the newest first', async () => {
  const own = await openTestSandbox();
  const cover = await own.upload('/material/add_material?type=thumb', {
    name: 'a.jpg',
    bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]),
  });
  const articles = (n: number) =>
    Array.from({ length: n }, (_, i) => ({
      title: `第${i}条`,
      content: '<p>正文</p>',
      thumb_media_id: cover.media_id,
    }));
  expect((await own.call('/draft/add', { articles: [] })).errcode).toBe(44003);
  expect((await own.call('/draft/add', { articles: articles(9) })).errcode).toBe(45008);
  const { media_id } = await own.call('/draft/add', { articles: articles(8) });

  const changed = { ...articles(1)[0], title: '改了' };
  expect(await own.call('/draft/update', { media_id, index: 0, articles: changed })).toEqual({
    errcode: 0,
    errmsg: 'ok',
  });
  expect((await own.call('/draft/update', { media_id, index: 8, articles: changed })).errcode).toBe(40114);
  expect((await own.call('/draft/update', { media_id, index: 0, articles: [changed] })).errcode).toBe(47001);
  const items = (await own.call('/draft/get', { media_id })).news_item;
  expect(items.map((item: { title: string }) => item.title).slice(0, 2)).toEqual(['改了', '第1条']);

  for (let n = 0; n < 3; n++) await own.draft({ title: `单条${n}` });
  expect(await own.call('/draft/count')).toEqual({ total_count: 4 });
  const page = await own.call('/draft/batchget', { offset: 1, count: 2, no_content: 1 });
  expect(page).toMatchObject({ total_count: 4, item_count: 2 });
  expect(
    page.item.map((item: { content: { news_item: { title: string }[] } }) => item.content.news_item[0]?.title),
  ).toEqual(['单条1', '单条0']);
  expect(page.item[0].content.news_item[0].content).toBe('');
  expect((await own.call('/draft/batchget', { offset: 0, count: 21 })).errcode).toBe(47001);
  await own.stop();
});

test('a digest that is left out is the first 54 characters of the body, and only in a single article', async () => {
  const mediaId = await sandbox.draft({ content: `<p>${'公告正文'.repeat(30)}</p>` });
  const [item] = (await sandbox.call('/draft/get', { media_id: mediaId })).news_item;
  expect(item.digest).toBe('公告正文'.repeat(30).slice(0, 54));
  expect((await fetchJson(item.url)).text).toContain('公告正文');
});

test('whatever is sent as content, nothing that runs and no foreign picture comes back', async () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<script>x</script>',
      '<IMG SRC=http://evil.example/a.png>',
      '<img src="http://mmbiz.qpic.cn/mmbiz_png/a/0" onerror=x>',
      '<p onmouseover="x" id=a>',
      '</p>',
      '<svg onload=x>',
      '<iframe src=//evil.example>',
      '<style>',
      '<!--',
      '-->',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
      const mediaId = await sandbox.draft({ content: `<p>文</p>${pieces.join('')}` });
      const content = await contentOf(mediaId);
      const tags = content.match(/<[a-z][^>]*>/gi) ?? [];
      expect(tags.join('')).not.toMatch(/<(script|style|iframe)/i);
      expect(tags.filter((tag) => /\son\w+=/i.test(tag.replace(/="[^"]*"/g, '=')))).toEqual([]);
      for (const img of tags.filter((tag) => /^<img/i.test(tag))) expect(img).toContain('http://mmbiz.qpic.cn/');
    }),
    { numRuns: 25 },
  );
});
