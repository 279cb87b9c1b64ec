/** A black-out: the leader stops everything, everybody sees it, nothing goes out; lifted, what was held goes out spaced. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Journey, openJourney, tabTo } from './journey.ts';
import { signedPost } from './seeds/signed-post.ts';

let desk: Journey;

beforeAll(async () => {
  desk = await openJourney({
    ...{ person: 'chen', rehearsal: true },
    now: Date.parse('2026-11-23T09:12:00+08:00'),
    seed: async (govcast) => {
      const body = '<p>请拨打 12319，二十四小时有人接听。</p>';
      await signedPost(govcast, { title: '冬季供暖报修电话', body, channel: 'sub', act: 'publish', at: '10:00' });
      await signedPost(govcast, { title: '消防通道不能占', body, channel: 'sub', act: 'publish', at: '10:30' });
      await signedPost(govcast, { title: '物业费怎么看', body, channel: 'property', act: 'publish', at: '14:30' });
    },
  });
}, 60_000);
afterAll(() => desk?.close());

const lookAt = async (...times: string[]) => {
  for (const time of times) {
    await desk.moveTo(`11-23 ${time}`);
    await desk.look('plan', 'inbox', 'deliveries');
  }
};

test('a leader stops everything by keys; all see it at once, and nothing that falls due meanwhile goes out', async () => {
  const { page } = desk;
  await desk.go('/');
  const editor = await desk.as('lin');
  await editor.go('/calendar');
  await tabTo(page, page.getByRole('button', { name: '暂停全部投放' }));
  await desk.keys('Enter');
  const dialog = page.getByRole('dialog', { name: '暂停全部投放？' });
  await dialog.getByText('今天还有 3 条会停下：《冬季供暖报修电话》《消防通道不能占》《物业费怎么看》').waitFor();
  await tabTo(page, dialog.getByLabel('原因'));
  await page.keyboard.type('突发事件，统一口径');
  await tabTo(page, dialog.getByRole('button', { name: '全部暂停' }));
  await desk.keys('Enter');
  const says = /全部投放已暂停（陈副局长 09:12，原因：突发事件，统一口径）/;
  await page.getByText(says).first().waitFor();
  await editor.page.getByText(says).first().waitFor();
  expect(await editor.page.getByRole('button', { name: '恢复', exact: true }).count()).toBe(0);
  expect(await editor.axe()).toEqual([]);
  await lookAt('10:31');
  expect(await desk.published()).toEqual([]);
}, 60_000);

test('lifted it sends nothing by itself; what was held is sent on one word, with the gap of the account between', async () => {
  const { page } = desk;
  await tabTo(page, page.getByRole('button', { name: '恢复', exact: true }));
  await desk.keys('Enter');
  const lift = page.getByRole('dialog', { name: '恢复投放？' });
  await tabTo(page, lift.getByRole('button', { name: '恢复投放' }));
  await desk.keys('Enter');
  await page.getByText('投放已恢复，2 条等您定').waitFor();
  await page.getByText(/全部投放已暂停/).waitFor({ state: 'detached' });
  await lookAt('10:31');
  expect(await desk.published()).toEqual([]);

  const head = await desk.as('zhou');
  await head.go('/');
  await tabTo(head.page, head.page.getByRole('button', { name: '逐条处理' }));
  await head.keys('Enter');
  await tabTo(head.page, head.page.getByRole('button', { name: '全部按间隔发出' }));
  expect(await head.axe()).toEqual([]);
  await head.keys('Enter');
  const all = head.page.getByRole('dialog', { name: '留下的 2 条都发出？' });
  await all.getByText('《冬季供暖报修电话》《消防通道不能占》').waitFor();
  await tabTo(head.page, all.getByRole('button', { name: '全部按间隔发出' }));
  await head.keys('Enter');
  await head.page.getByText('2 条按间隔接着发').waitFor();
  const titles = async () => (await desk.published()).map(({ title }) => title);
  await lookAt('10:32', '10:34');
  expect(await titles()).toEqual(['冬季供暖报修电话']);
  await lookAt('10:36', '10:37');
  expect(await titles()).toEqual(['冬季供暖报修电话', '消防通道不能占']);
  await lookAt('14:30', '14:31', '14:40');
  expect(await titles()).toEqual(['冬季供暖报修电话', '消防通道不能占', '物业费怎么看']);
}, 90_000);
