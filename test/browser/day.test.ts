/**
 * A day at the desk, in a real browser and with the keyboard alone: what the portal brings at 08:00 is a post at 08:40,
 * signed by three people at 09:12, on the account at 14:30, and what a citizen writes about it is answered.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cursorToEnd } from './cursor.ts';
import type { DeskPage } from './desk-page.ts';
import { type Journey, openJourney, PASSWORD, tabTo, withPasswords } from './journey.ts';
import { morningPages } from './seeds/morning.ts';

const title = '《示例市既有住宅加装电梯财政补助实施办法》印发';
const sub = 'wx0000000000000001';
const hotline = 'wx0000000000000003';
let day: Journey;

beforeAll(async () => {
  // A person makes the post here, so nothing makes itself.
  const office = 'office: { name: 示例市住房和城乡建设局, telephone: 0000-12319 }';
  day = await openJourney({
    ...{ pages: morningPages, person: 'lin', rehearsal: true },
    settings: `${office}\nposts: { bundles: never }`,
    now: Date.parse('2026-11-23T07:50:00+08:00'),
    seed: (govcast) => withPasswords(govcast, ['zhou', 'he', 'chen']),
  });
  await day.look('portal', 'policy', 'history', 'links');
}, 60_000);
afterAll(() => day?.close());

const press = async ({ page }: DeskPage, name: string | RegExp, role: 'button' | 'link' | 'checkbox' = 'button') => {
  await tabTo(page, page.getByRole(role, { name }).first());
  await page.keyboard.press(role === 'checkbox' ? 'Space' : 'Enter');
};
const post = () => day.govcast.acting.db.selectFrom('post').selectAll().executeTakeFirstOrThrow();

test('08:30 what the portal published comes onto the page; the policy has its bundle, and the bundle becomes a post', async () => {
  const { page } = day;
  await day.go('/items');
  const rows = page.getByRole('table', { name: '信息列表' }).locator('tbody tr');
  await expect.poll(() => rows.count()).toBe(2);
  await day.moveTo('11-23 08:30');
  await day.look('portal', 'policy');
  await page.getByText(/有 \d+ 件新事/).waitFor();
  await press(day, '显示');
  await expect.poll(() => rows.count()).toBe(5);
  expect(await day.axe()).toEqual([]);
  const at = (await rows.allInnerTexts()).findIndex((text) => /的通知\s+政策文件/.test(text));
  await day.keys(...Array<string>(at).fill('j'));
  await page.locator(`tr[data-list-row="${at}"][aria-current=true]`).waitFor();
  await day.keys('Enter');
  await page.getByRole('dialog').getByText('是政策文件，已建政策包').waitFor();
  expect(await day.axe()).toEqual([]);
  await press(day, '看政策包', 'link');
  await page.getByRole('heading', { name: '三同步' }).waitFor();
  await page.getByText('文字解读').first().waitFor();
  expect(await page.locator('main').innerText()).toMatch(/解读齐全[\s\S]*同步发布\s*2 样都已到/);
  expect(await day.axe()).toEqual([]);
  await press(day, '生成稿件');
  await page.waitForURL(/\/posts\/.+/);
}, 60_000);

test('08:40 the title is shortened, a sentence is written, the account is chosen, and the post is handed in', async () => {
  const { page } = day;
  const paper = page.getByRole('textbox', { name: '正文', exact: true });
  await paper.waitFor();
  await day.moveTo('11-23 08:40');
  const suggestion = page.getByRole('button', { name: '用这个标题' });
  await press(day, '用这个标题');
  await suggestion.waitFor({ state: 'detached' });
  await tabTo(page, paper);
  await cursorToEnd(paper);
  await day.keys('Enter');
  await page.keyboard.type('有疑问请拨打 0000-12319。');
  await day.shot('day-editor');
  expect(await day.axe()).toEqual([]);
  await press(day, '稿件信息');
  const sheet = page.getByRole('dialog', { name: '稿件信息' });
  await press(day, '示例住建发布', 'checkbox');
  await day.keys('Escape');
  await sheet.waitFor({ state: 'detached' });
  await expect.poll(() => page.getByRole('button', { name: /送审/ }).getAttribute('aria-disabled')).toBe('false');
  await day.keys('Control+Enter');
  await page.getByText(/已送审，第 \d 版/).waitFor();
  expect(await post()).toMatchObject({ title, state: 'in-review' });
}, 60_000);

test('09:12 three people sign in sessions of their own, each having shown a password; it is placed by that', async () => {
  await day.moveTo('11-23 09:12');
  const [head, keeper, chief] = [await day.as('zhou'), await day.as('he'), await day.as('chen')];
  const box = (who: DeskPage, gate: string) => who.page.getByRole('checkbox', { name: new RegExp(gate) });
  await keeper.go('/review');
  await box(keeper, '保密关').waitFor();
  await keeper.keys('4');
  await keeper.page.getByText('没有等您审的稿件').waitFor();
  await head.go('/review');
  for (const [key, gate] of [
    ['1', '政治关'],
    ['2', '法律关'],
    ['3', '政策关'],
    ['5', '文字关'],
  ] as const) {
    await head.keys(key);
    await expect.poll(() => box(head, gate).isChecked()).toBe(true);
  }
  expect(await head.axe()).toEqual([]);
  await sign(head);
  await head.page.getByText(/已签名.*交分管领导/).waitFor();
  await chief.go('/review');
  await chief.page.getByRole('heading', { name: title }).first().waitFor();
  await sign(chief);
  await chief.page.getByText(/已签名，全部签完/).waitFor();
  expect(await post()).toMatchObject({ state: 'approved' });
}, 60_000);

async function sign(who: DeskPage): Promise<void> {
  const { page } = who;
  await page.getByRole('button', { name: '签名 Ctrl Enter', disabled: false }).waitFor();
  day.clock.moveTo(day.clock.now() + 16 * 60_000);
  await who.keys('Control+Enter');
  const dialog = page.getByRole('dialog', { name: '签名前再核对一次身份' });
  await dialog.waitFor();
  await tabTo(page, dialog.getByLabel('密码或动态码'));
  await page.keyboard.type(PASSWORD);
  await who.keys('Enter');
}

test('09:44 the calendar has it at 10:00; by keys it goes to 14:30, with its signatures', async () => {
  const { page } = day;
  await day.keys('g', 'r');
  const card = page.getByRole('button', { name: new RegExp(`^10:00 ${title}，11月23日，已签已排`) });
  await card.waitFor();
  expect(await day.axe()).toEqual([]);
  await tabTo(page, card);
  await day.keys('m', 'ArrowDown');
  await page.getByText('可以移到 11月23日 14:30', { exact: true }).waitFor();
  await page.getByRole('region', { name: '改期' }).getByText('签名不变').waitFor();
  await day.keys('Enter');
  await press(day, '就这样移');
  await page.getByRole('button', { name: new RegExp(`^14:30 ${title}，11月23日，已签已排`) }).waitFor();
  await day.shot('day-calendar');
}, 60_000);

test('14:30 it is published once, and 今日 says so only after its link has opened', async () => {
  const { page } = day;
  await day.moveTo('11-23 12:00');
  await day.keys('g', 't');
  const line = page.getByRole('region', { name: '今天的发布' });
  await line.getByText('14:30').waitFor();
  await day.moveTo('11-23 14:30');
  await day.look('plan', 'deliveries');
  await line.getByText(/已受理/).waitFor();
  await day.moveTo('11-23 14:31');
  await day.look('inbox', 'deliveries');
  await line.getByText('平台说已发布，链接等打开核对').waitFor();
  await day.look('links');
  await line.getByText('已发布 · 链接已打开核对').waitFor();
  await day.shot('day-today');
  expect(await day.axe()).toEqual([]);
  for (let looks = 0; looks < 3; looks += 1) await day.look('plan', 'deliveries', 'history');
  const articles = await day.published();
  expect(articles.map(({ account, via }) => [account, via])).toEqual(Array(3).fill([sub, 'publish']));
  expect(articles[0]?.title).toBe(title);
  const page1 = await (await fetch(articles[0]?.url ?? '')).text();
  expect(page1).toContain('有疑问请拨打 0000-12319。');
}, 60_000);

test('15:00 a citizen writes; the request has its legal limit, and is answered', async () => {
  const clerk = await day.as('feng-jie');
  const { page } = clerk;
  await clerk.go('/requests');
  await day.moveTo('11-23 15:00');
  const Content = '请问加装电梯的补助怎么申请？我家一楼不同意怎么办';
  await day.control('messages', { account: hotline, fields: { MsgType: 'text', Content }, times: 2 });
  await day.look('inbox');
  const list = page.getByRole('list', { name: '诉求列表' }).getByRole('listitem');
  await expect.poll(() => list.count()).toBe(1);
  await page.getByText('为什么是 12月21日').waitFor();
  await page.getByText('20 个工作日期满').waitFor();
  expect(await clerk.axe()).toEqual([]);
  await press(clerk, '已在别处答复');
  await tabTo(page, page.getByLabel('怎么答复的'));
  await page.keyboard.type('11月23日 下午电话答复，来电人认可');
  await press(clerk, '记为已答复');
  await page.getByText('已在别处答复，移到“已办结”').waitFor();
  await expect.poll(() => list.count()).toBe(0);
  const { closedAt, dueOn } = await day.govcast.acting.db.selectFrom('request').selectAll().executeTakeFirstOrThrow();
  expect({ closedAt, dueOn }).toEqual({ closedAt: day.clock.now(), dueOn: '2026-12-21' });
  expect(
    await day.govcast.acting.db.selectFrom('ledgerEntry').select('act').where('act', '=', 'request.close').execute(),
  ).toHaveLength(1);
}, 60_000);
