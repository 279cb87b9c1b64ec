/** A rehearsal: the strip above every page, and the desk where the platforms are made to misbehave and citizens to write. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk } from './desk.ts';
import { type Journey, openJourney, tabTo } from './journey.ts';

const strip = '演练环境：稿件只发到本机的模拟平台，不会到达任何真实账号。';
let desk: Journey;

beforeAll(async () => {
  desk = await openJourney({ person: 'he-yong', rehearsal: true });
}, 60_000);
afterAll(() => desk?.close());

test('the strip stands above every page that one may open', async () => {
  const { page } = desk;
  await desk.go('/');
  const links = page.getByRole('navigation', { name: '主导航' }).getByRole('link');
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(addresses.length).toBeGreaterThan(3);
  for (const address of addresses) {
    await desk.go(address);
    await page.getByText(strip).waitFor();
    expect(await desk.axe(), address).toEqual([]);
  }
}, 60_000);

test('by keys a fault is set and taken back, and the platform errs meanwhile; both stand in the ledger', async () => {
  const { page } = desk;
  await desk.go('/system/rehearsal');
  await page.getByText('现在没有设故障').waitFor();
  const exercise = page.getByRole('listitem').filter({ hasText: '微信不认本机 IP' });
  await tabTo(page, exercise.getByRole('button', { name: '设这个故障' }));
  await desk.keys('Enter');
  await page.getByText('还会出现 3 次').waitFor();
  expect(await desk.axe()).toEqual([]);
  expect(await desk.control('faults')).toMatchObject({ faults: [{ errcode: 40164, times: 3 }] });
  await tabTo(page, page.getByRole('button', { name: '恢复正常' }));
  await desk.keys('Enter');
  await page.getByText('现在没有设故障').waitFor();
  expect(await desk.control('faults')).toEqual({ faults: [] });
  const lines = await desk.govcast.acting.db
    .selectFrom('ledgerEntry')
    .select(['act', 'actor'])
    .where('act', 'like', 'rehearsal.%')
    .orderBy('seq')
    .execute();
  expect(lines.map(({ act, actor }) => `${act} ${actor}`)).toEqual([
    'rehearsal.fault he-yong',
    'rehearsal.clear he-yong',
  ]);
}, 60_000);

test('a made-up citizen writes from the desk of the rehearsal, and the clerk has a request', async () => {
  const { page } = desk;
  const clerk = await desk.as('feng-jie');
  await clerk.go('/requests');
  await page.getByLabel('发给哪个账号').selectOption({ label: '示例12319' });
  await tabTo(page, page.getByLabel('写点什么'));
  await page.keyboard.type('家里暖气不热，怎么报修');
  await tabTo(page, page.getByRole('button', { name: '发来信' }));
  await desk.keys('Enter');
  await page.getByText('已发，几秒后到“诉求”里看。').waitFor();
  await desk.look('inbox');
  await clerk.page.getByRole('list', { name: '诉求列表' }).getByText('家里暖气不热，怎么报修').waitFor();
}, 60_000);

test('those who may not use it do not see it, and without a rehearsal there is neither strip nor desk', async () => {
  const leader = await desk.as('chen');
  await leader.go('/system');
  const tabs = leader.page.getByRole('navigation', { name: /系统/ });
  await tabs.getByRole('link', { name: '规则' }).waitFor();
  expect(await tabs.getByRole('link', { name: '演练台' }).count()).toBe(0);
  const real = await openDesk({ person: 'he-yong' });
  await real.go('/system');
  await real.page.getByRole('link', { name: '账号接入' }).waitFor();
  expect(await real.page.getByRole('link', { name: '演练台' }).count()).toBe(0);
  expect(await real.page.getByText(strip).count()).toBe(0);
  await real.close();
}, 60_000);
