/** What takes away the button that was pressed leaves the focus near to where it was (WCAG 2.4.3). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../src/store/transaction.ts';
import { type Desk, openDesk } from './desk.ts';
import { seedToday, todayConfig } from './seeds/today.ts';

let desk: Desk;
let ids = new Map<string, string>();
beforeAll(async () => {
  const seed = async (govcast: Desk['govcast']) => {
    ids = await seedToday(govcast);
  };
  desk = await openDesk({ seed, config: todayConfig() });
}, 60_000);
afterAll(() => desk.close());

/** What has the focus: its tag, its label or first words, and whether the page stands where it stood. */
const focus = () =>
  desk.page.evaluate(() => {
    const has = document.activeElement;
    const says = has?.getAttribute('aria-label') ?? has?.textContent ?? '';
    return `${has?.tagName.toLowerCase()} ${says.slice(0, 40)} ${scrollY}`;
  });
const rows = () => desk.page.locator('li[data-kind]');

test('取下 leaves the focus on the lane, with two dialogs gone between; Tab goes on from there', async () => {
  const { page } = desk;
  await desk.go('/calendar');
  await page.getByRole('button', { name: /装修垃圾清运/ }).focus();
  await desk.keys('Enter');
  await page.getByRole('button', { name: '取下' }).focus();
  await desk.keys('Enter');
  const asks = page.getByRole('dialog', { name: /取下？/ });
  await asks.getByRole('button', { name: '取下' }).focus();
  await desk.keys('Enter');
  await page.getByText('《装修垃圾清运》已取下').waitFor();
  await expect.poll(focus).toMatch(/^section 示例住建发布 0$/);
  await desk.keys('Tab');
  await expect.poll(focus).toMatch(/^button 08:30 低温天气施工安全提醒/);
});

test('an answer given on its sheet leaves the focus on the row that moved up', async () => {
  const { page } = desk;
  await desk.go('/');
  const row = rows().filter({ hasText: '《公租房年审提醒》没发出' });
  const after = await row.locator('xpath=following-sibling::li[1]//b').innerText();
  await row.getByRole('button').focus();
  await desk.keys('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '再试' }).focus();
  await desk.keys('Enter');
  await row.waitFor({ state: 'detached' });
  await expect.poll(focus).toMatch(/^li /);
  expect(await page.locator('li:focus b').innerText()).toBe(after);
});

test('a row that ends leaves the focus on the one beside it; where none is left, on the heading of the part', async () => {
  const { page } = desk;
  await desk.as('zhou');
  await desk.go('/system/sessions');
  await page.getByRole('row').getByRole('button', { name: '退出', exact: true }).first().focus();
  await desk.keys('Enter');
  await expect.poll(focus).toMatch(/^tr .*就是这/);
  await desk.as('zhou');
  await page.reload();
  await page.getByRole('button', { name: '退出其他各处' }).focus();
  await desk.keys('Enter');
  await page.getByText('别处没有登录。').waitFor();
  await expect.poll(focus).toMatch(/^h2 /);
});

test('what others do takes rows away and the focus of nobody who writes', async () => {
  const { page } = desk;
  const { acting } = desk.govcast;
  await desk.go('/');
  const row = rows().filter({ hasText: '供暖报修指南' });
  await row.getByRole('button').focus();
  await desk.keys('Control+k');
  await page.keyboard.type('加装');
  const delivery = ids.get('delivery 供暖报修指南') ?? '';
  await inTransaction(acting.db, async (tx) => {
    await tx.updateTable('delivery').set({ state: 'dropped', workAt: null }).where('id', '=', delivery).execute();
    const actor = { person: 'feng-jie', via: 'console' as const };
    await acting.record(tx, { actor, at: acting.clock.now(), act: 'delivery.answer', object: `delivery:${delivery}` });
  });
  await row.waitFor({ state: 'detached' });
  await page.keyboard.type('电梯');
  expect(await page.locator('input:focus').inputValue()).toBe('加装电梯');
  await desk.keys('Escape');
  await expect.poll(focus).toMatch(/^li /);
});

test('a dialog that was opened while nothing had the focus leaves it so', async () => {
  const { page } = desk;
  await page.goto(`${desk.url}/matrix`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await desk.keys('?');
  await page.getByRole('dialog').waitFor();
  await desk.keys('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
  expect(await focus()).toMatch(/^body /);
  // So does one that was opened after a press on bare ground.
  await page.getByRole('button', { name: '登记账号' }).focus();
  await page.getByText('（北京时间）').click();
  expect(await focus()).toMatch(/^body /);
  await desk.keys('?');
  await page.getByRole('dialog').waitFor();
  await desk.keys('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
  expect(await focus()).toMatch(/^body /);
});

test('a button that was out of use while its act was on its way has the focus again', async () => {
  const { page } = desk;
  await page.goto(`${desk.url}/matrix`);
  const button = page.getByRole('button', { name: '登记账号' });
  await button.focus();
  const off = (isOff: boolean) => button.evaluate((each, is) => each.toggleAttribute('disabled', is), isOff);
  await off(true);
  await expect.poll(focus).toMatch(/^body /);
  await off(false);
  await expect.poll(focus).toMatch(/^button .*登记账号/);
});
