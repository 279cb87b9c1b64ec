/** What the interface may not publish goes out by hand, from the console alone: taken, copied, pasted, confirmed by its link. */
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { withdrawApproval } from '../../src/review/withdraw-approval.ts';
import { type Journey, openJourney, tabTo } from './journey.ts';
import { signedPost } from './seeds/signed-post.ts';

let desk: Journey;
const posts = { heat: '冬季供暖报修电话', fire: '消防通道不能占', group: '明天上午停水' };

beforeAll(async () => {
  desk = await openJourney({
    ...{ person: 'zhou', rehearsal: true, context: { permissions: ['clipboard-read', 'clipboard-write'] } },
    now: Date.parse('2026-11-23T09:30:00+08:00'),
    seed: async (govcast) => {
      const body = '<p>请拨打 <strong>12319</strong>，二十四小时有人接听。</p>';
      await signedPost(govcast, { title: posts.heat, body, channel: 'sub', act: 'publish', at: '10:00' });
      await signedPost(govcast, { title: posts.fire, body, channel: 'sub', act: 'publish', at: '15:30' });
      await signedPost(govcast, { title: posts.group, body, channel: 'notice-group', act: 'message', at: '11:00' });
    },
  });
}, 60_000);
afterAll(() => desk?.close());

const deliveryOf = (title: string) =>
  desk.govcast.acting.db
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.subjectId')
    .where('title', '=', title)
    .select(['delivery.id', 'post.id as post', 'delivery.state', 'reason'])
    .executeTakeFirstOrThrow();
const pasted = () =>
  desk.page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => (item?.types.includes(type) ? (await item.getType(type)).text() : '');
    return { html: await read('text/html'), text: await read('text/plain') };
  });

test('an account without the right: from its row to the page, copied with its styles, confirmed by the link, out once', async () => {
  const { page } = desk;
  await desk.go('/');
  await desk.control('faults', { path: '/cgi-bin/freepublish/submit', kind: 'errcode', errcode: 48001, times: 5 });
  await desk.moveTo('11-23 10:00');
  await desk.look('plan', 'deliveries');
  const row = page.locator('li[data-kind=question]', { hasText: posts.heat });
  await row.waitFor();
  await row.getByRole('button').click();
  await page.getByRole('dialog').getByRole('link', { name: '打开人工发布' }).click();
  const take = page.getByRole('button', { name: '取出手工发布' });
  await take.waitFor();
  expect(await desk.axe()).toEqual([]);
  await tabTo(page, take);
  await desk.keys('Enter');
  await page.getByRole('heading', { name: '照着做' }).waitFor();
  await page.frameLocator('iframe').getByText('二十四小时有人接听').waitFor();
  expect(await desk.axe()).toEqual([]);
  await desk.shot('by-hand');
  // The steps are those of the console: nobody needs a terminal.
  expect(await page.getByRole('list').allInnerTexts()).not.toEqual(
    expect.arrayContaining([expect.stringMatching('govcast')]),
  );
  await page.getByRole('button', { name: '复制标题' }).click();
  await page.getByText('已复制').waitFor();
  expect(await pasted()).toMatchObject({ text: posts.heat });
  await page.getByRole('button', { name: '复制正文' }).click();
  await expect.poll(async () => (await pasted()).html).toContain('<strong');
  const copied = await pasted();
  expect(copied.text).toContain('请拨打 12319，二十四小时有人接听。');
  const articles = [{ title: posts.heat, content: copied.html }];
  const told = await desk.control('paste-by-hand', { account: 'wx0000000000000001', articles });
  const [url = ''] = z.object({ urls: z.array(z.string()) }).parse(told).urls;
  const after = page.getByRole('region', { name: '发表以后' });
  await after.getByRole('button', { name: '已发出，贴链接' }).click();
  await after.getByLabel('文章链接').fill(url);
  await after.getByRole('button', { name: '交回链接' }).click();
  await page.getByText('链接已打开核对，记为已发布').waitFor();
  await desk.look('deliveries');
  expect(await deliveryOf(posts.heat)).toMatchObject({ state: 'published', reason: 'word' });
  expect((await desk.published()).map(({ title }) => title)).toEqual([posts.heat]);
}, 60_000);

test('what is not due yet is taken too, comes as one file, and is void at once when its approval is withdrawn', async () => {
  const { page } = desk;
  const { id, post } = await deliveryOf(posts.fire);
  await desk.go(`/by-hand/${id}`);
  await page.getByRole('button', { name: '取出手工发布' }).click();
  await page.getByRole('heading', { name: '照着做' }).waitFor();
  expect(await deliveryOf(posts.fire)).toMatchObject({ state: 'asking', reason: 'hand-off' });
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载整包' }).click();
  const stream = await (await waiting).createReadStream();
  const files = unzipSync(Buffer.concat(await stream.toArray()));
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['index.html', 'checklist.html', 'manifest.json']));
  expect(Buffer.from(files['article-1/title.txt'] ?? []).toString()).toBe(posts.fire);
  const { acting, reviewing } = desk.govcast;
  await withdrawApproval(acting, reviewing, { post, reason: '要改' }, { person: 'zhou', via: 'console' });
  await page.getByText('取出的这一稿已作废').waitFor();
  expect(await page.getByRole('button', { name: /^复制/ }).count()).toBe(0);
}, 60_000);

test('a message to a group is copied as it was signed and closed by the word of who sent it', async () => {
  const { page } = desk;
  const { id } = await deliveryOf(posts.group);
  await desk.go(`/by-hand/${id}`);
  await page.getByRole('button', { name: '取出手工发布' }).click();
  await page.getByRole('button', { name: '复制正文' }).click();
  await expect.poll(async () => (await pasted()).text).toContain(posts.group);
  await page.getByRole('button', { name: '已发出，写明谁看的' }).click();
  await page.getByLabel('谁看的、看到什么').fill('周科长 11:00 发到群里');
  await page.getByRole('button', { name: '记为已发出' }).click();
  await expect.poll(async () => (await deliveryOf(posts.group)).state).toBe('published');
  await desk.look('deliveries');
  const { effects } = z.object({ effects: z.record(z.string(), z.number()) }).parse(await desk.control('counters'));
  expect(effects.robotMessage ?? 0).toBe(0);
}, 60_000);
