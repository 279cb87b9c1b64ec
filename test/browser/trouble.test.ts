/** What went wrong, and what nobody knows: what the card says, what a person does about it, and nothing goes out twice. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Journey, openJourney, tabTo } from './journey.ts';
import { signedPost } from './seeds/signed-post.ts';

let desk: Journey;
const posts = { heat: '冬季供暖报修电话', fire: '消防通道不能占', group: '明天上午停水' };

beforeAll(async () => {
  desk = await openJourney({
    ...{ person: 'zhou', rehearsal: true },
    now: Date.parse('2026-11-23T09:30:00+08:00'),
    seed: async (govcast) => {
      const body = '<p>请拨打 12319，二十四小时有人接听。</p>';
      await signedPost(govcast, { title: posts.heat, body, channel: 'sub', act: 'publish', at: '10:00' });
      await signedPost(govcast, { title: posts.fire, body, channel: 'sub', act: 'publish', at: '10:30' });
      await signedPost(govcast, { title: posts.group, body, channel: 'notice-group', act: 'message', at: '11:00' });
    },
  });
}, 60_000);
afterAll(() => desk?.close());

const stateOf = async (title: string) => {
  const { db } = desk.govcast.acting;
  const delivery = db
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.subjectId')
    .where('title', '=', title);
  const { state, reason } = await delivery.select(['delivery.state', 'reason']).executeTakeFirstOrThrow();
  return `${state} ${reason}`;
};
const effects = async () =>
  z.object({ effects: z.record(z.string(), z.number()) }).parse(await desk.control('counters')).effects;
const lookLong = async (...times: string[]) => {
  for (const time of times) {
    await desk.moveTo(`11-23 ${time}`);
    await desk.look('plan', 'inbox', 'deliveries', 'hints');
  }
};

test('what the platform refused stands with its cause and steps; tried again from its row it goes out, once', async () => {
  const { page } = desk;
  await desk.go('/');
  await desk.control('faults', { path: '/cgi-bin/stable_token', kind: 'errcode', errcode: 40164, times: 1 });
  await lookLong('10:00');
  const row = page.locator('li[data-kind=question]');
  await row.getByText('《冬季供暖报修电话》没发出：微信不认本机的 IP').waitFor();
  await desk.keys('Enter');
  const sheet = page.getByRole('dialog');
  await sheet.getByText('不会重复发送').first().waitFor();
  expect(await desk.axe()).toEqual([]);
  await tabTo(page, sheet.getByRole('button', { name: '再试' }));
  await desk.keys('Enter');
  await page.getByText('正在接着发，不会重复').waitFor();
  await row.waitFor({ state: 'detached' });
  await lookLong('10:01', '10:02');
  expect(await stateOf(posts.heat)).toBe('published fact');
  expect((await desk.published()).map((each) => each.title)).toEqual([posts.heat]);
}, 60_000);

test('a send whose answer was lost is in doubt, offers no second sending, and is found out by looking', async () => {
  const { page } = desk;
  await desk.control('faults', { path: '/cgi-bin/freepublish/submit', kind: 'reset-after', times: 1 });
  await lookLong('10:30');
  const line = page.getByRole('region', { name: '今天的发布' });
  await line.getByText('示例住建发布 · 结果待核对').waitFor();
  expect(await stateOf(posts.fire)).toBe('doubtful null');
  expect(await page.getByRole('button', { name: /再试|重发/ }).count()).toBe(0);
  expect(await desk.axe()).toEqual([]);
  await lookLong('10:31', '10:33', '10:40');
  expect(await stateOf(posts.fire)).toBe('published fact');
  await line.getByText('结果待核对').waitFor({ state: 'detached' });
  expect(await effects()).toMatchObject({ publishAccepted: 2, published: 2 });
  expect((await desk.published()).map((each) => each.title)).toEqual([posts.heat, posts.fire]);
}, 60_000);

test('what only a person can see is asked of a person: looked at, written down, closed, and never sent again', async () => {
  await desk.control('faults', { path: '/cgi-bin/webhook/send', kind: 'reset-after', times: 1 });
  await lookLong('11:00', '11:01', '11:05', '11:10');
  expect(await stateOf(posts.group)).toBe('asking doubt');
  const owner = await desk.as('li-na');
  const { page } = owner;
  await owner.go('/');
  const row = page.locator('li[data-kind=question]');
  await row.getByText('《明天上午停水》可能已发出，等您看一眼').waitFor();
  await owner.keys('Enter');
  const sheet = page.getByRole('dialog');
  await sheet.getByText('查清前不会重复发送').waitFor();
  expect(await owner.axe()).toEqual([]);
  await tabTo(page, sheet.getByRole('button', { name: '已发出，写明谁看的' }));
  await owner.keys('Enter');
  await tabTo(page, sheet.getByLabel('谁看的、看到什么'));
  await page.keyboard.type('李娜 11:12 在群里看到了这条');
  await tabTo(page, sheet.getByRole('button', { name: '记为已发出' }));
  await owner.keys('Enter');
  await row.waitFor({ state: 'detached' });
  await lookLong('11:13', '11:20', '12:00');
  expect(await stateOf(posts.group)).toBe('published word');
  expect(await effects()).toMatchObject({ robotMessage: 1, publishAccepted: 2, published: 2 });
}, 60_000);
