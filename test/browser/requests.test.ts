import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';
import { keepPicture } from './keep-picture.ts';
import { seedRequests } from './seeds/requests.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ seed: seedRequests, person: 'feng-jie' });
  await desk.go('/requests');
  await desk.page.getByText('为什么已超期').waitFor();
}, 60_000);
afterAll(() => desk.close());
const rows = () => desk.page.getByRole('list', { name: '诉求列表' }).getByRole('listitem');
const acts = (act: string) =>
  desk.govcast.acting.db.selectFrom('ledgerEntry').selectAll().where('act', '=', act).execute();

test('three panes stand as in the picture: by due time, what is late first, with tabs and counts', async () => {
  const { page } = desk;
  expect(await page.locator('h1').textContent()).toBe('诉求');
  const tabs = await page.getByRole('group', { name: '按时限看' }).getByRole('button').allTextContents();
  expect(tabs).toEqual(['今天到期 4', '快到期 2', '未分派 6', '全部 10', '已办结']);
  expect(await rows().first().textContent()).toMatch(/超期 3 天公众号留言投诉：小区物业长期不清理垃圾/);
  await page.getByRole('link', { name: /示例小区 3 号楼/ }).click();
  await page.getByText('为什么是今天').waitFor();
  await desk.shot('requests');
  await keepPicture('requests', desk.page);
  expect(await page.locator('article').textContent()).toContain('我叫王**，电话 138****0000');
  expect(await page.locator('article').textContent()).toMatch(/内部已到现场.*群众看不到/s);
  expect(await desk.axe()).toEqual([]);
});

test('the personal data of a case is shown for a reason, which the ledger keeps', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '显示', exact: true }).click();
  await desk.page.getByLabel('为什么要看').fill('电话回访核实');
  await page.getByRole('button', { name: '显示个人信息' }).click();
  await page.getByText('电话 13800000000').waitFor();
  const lines = await acts('request.unmask');
  expect(lines.map((line) => [line.actor, line.after])).toEqual([['feng-jie', '{"reason":"电话回访核实"}']]);
});

test('with the keyboard alone: J K move, X and Shift choose, E gives them all, Ctrl Z takes them back', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: /^未分派/ }).click();
  await expect.poll(() => rows().count()).toBe(6);
  await page.locator('h1').click();
  await desk.keys('j', 'x', 'Shift+ArrowDown', 'Shift+ArrowDown');
  await page.getByText('已选 3 件').waitFor();
  await desk.keys('e');
  await page.getByLabel('科室').first().selectOption('property');
  await page.getByLabel('承办人').first().selectOption('zheng');
  await page.getByRole('button', { name: '分派 3 件' }).click();
  await page.getByText('3 件已分派给物业科 郑编辑').waitFor();
  await expect.poll(() => rows().count()).toBe(3);
  await desk.keys('Control+z');
  await expect.poll(() => rows().count()).toBe(6);
  expect(await acts('request.assign')).toHaveLength(10);
});

test('a note is written with Ctrl Enter, and what was not saved is offered again', async () => {
  const { page } = desk;
  await page.getByRole('textbox', { name: '内部记录' }).fill('还没写完');
  await page.reload();
  await page.getByRole('button', { name: '用它' }).click();
  await desk.keys('Tab');
  const field = page.getByRole('textbox', { name: '内部记录' });
  expect(await field.inputValue()).toBe('还没写完');
  await field.fill('电话约在下午三点');
  await field.press('Control+Enter');
  await page.getByText('内部电话约在下午三点').waitFor();
  expect(await acts('request.note')).toHaveLength(2);
});

test('what was answered elsewhere leaves the list, and nothing says that govcast replied', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: /^全部/ }).click();
  await page.getByRole('searchbox', { name: '内容、编号' }).fill('官网');
  await desk.keys('Enter');
  await expect.poll(() => rows().count()).toBe(1);
  await page.getByRole('link', { name: /官网页面错误/ }).click();
  await page.getByRole('button', { name: '已在别处答复' }).click();
  await page.getByLabel('怎么答复的').fill('电话答复，来电人认可');
  await page.reload();
  await page.getByRole('button', { name: '用它' }).click();
  expect(await page.getByLabel('怎么答复的').inputValue()).toBe('电话答复，来电人认可');
  await page.getByRole('button', { name: '记为已答复' }).click();
  await page.getByText('已在别处答复，移到“已办结”').waitFor();
  await expect.poll(() => rows().count()).toBe(0);
  const [line] = await acts('request.close');
  expect(line?.after).toContain('"how":"elsewhere"');
});

test('the list is narrowed to an account and a day, which stand in the address, and back again', async () => {
  const { page } = desk;
  await desk.go('/requests');
  await page.getByRole('button', { name: '筛选' }).click();
  await page.getByRole('combobox', { name: '账号' }).selectOption('comments');
  await expect.poll(() => rows().count()).toBe(1);
  await page.getByLabel('收到日期').fill('2026-11-20');
  await page.getByText('没有找到。').waitFor();
  expect(new URL(page.url()).search).toBe('?day=2026-11-20&channel=comments');
  expect(await desk.axe()).toEqual([]);
  await desk.shot('requests-narrowed');
  await page.getByRole('button', { name: '不筛了' }).click();
  await expect.poll(() => rows().count()).toBeGreaterThan(5);
  expect(new URL(page.url()).search).toBe('');
});

test('nothing is cut at three sizes, and on a phone it is one pane at a time', async () => {
  await desk.go('/requests');
  expect(await desk.nothingCut()).toEqual([]);
  const phone = await desk.as('feng-jie', { viewport: { width: 390, height: 844 }, hasTouch: true });
  await phone.go('/requests');
  await phone.shot('requests-phone');
  await phone.page.getByRole('link', { name: /示例小区 3 号楼/ }).click();
  await phone.page.getByRole('heading', { level: 1, name: /示例小区 3 号楼/ }).waitFor();
  await phone.page.getByText('为什么是今天').waitFor();
  expect(await phone.page.getByRole('list', { name: '诉求列表' }).isVisible()).toBe(false);
  await phone.shot('requests-phone-case');
  await phone.page.getByRole('link', { name: '回到列表' }).click();
  await phone.page.getByRole('list', { name: '诉求列表' }).waitFor();
});
