/** Pieces that every page takes from the frame, where the pages use them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assignRequests } from '../../src/inbox/assign-requests.ts';
import { type Desk, openDesk } from './desk.ts';
import type { DeskPage } from './desk-page.ts';
import { seedPosts } from './seeds/posts.ts';
import { seedRequests } from './seeds/requests.ts';

const MANY = 130;
const patient = { timeout: 10_000 };
let desk: Desk;
let lin: DeskPage;
beforeAll(async () => {
  desk = await openDesk({
    person: 'feng-jie',
    seed: async (govcast) => {
      await seedPosts(govcast);
      await seedRequests(govcast);
      await seedMany(govcast);
    },
  });
  lin = await desk.as('lin');
  // As by plain http inside the building, where browsers leave these out.
  await lin.page.addInitScript('delete Crypto.prototype.randomUUID; delete Navigator.prototype.clipboard');
}, 60_000);
afterAll(() => desk.close());

const acts = (act: string) =>
  desk.govcast.acting.db.selectFrom('ledgerEntry').selectAll().where('act', '=', act).execute();
const openLift = async () => {
  await desk.go('/requests');
  await desk.page.getByRole('link', { name: /示例小区 3 号楼/ }).click();
  await desk.page.getByText('为什么是今天').waitFor();
};

describe('an act that cannot be taken back', () => {
  test('is asked with the focus on the way out; Esc leaves, gives the focus back, and nothing was done', async () => {
    await openLift();
    const { page } = desk;
    const button = page.getByRole('button', { name: '显示', exact: true });
    await button.focus();
    await desk.keys('Enter');
    const dialog = page.getByRole('dialog', { name: '显示这件诉求里的个人信息？' });
    await dialog.waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('先不');
    await desk.shot('frame-dialog');
    expect(await desk.axe()).toEqual([]);
    await desk.keys('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('显示');
    expect(await acts('request.unmask')).toEqual([]);
  });

  test('has a button that repeats it, and says in its own words that the reason is missing', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '显示', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '显示这件诉求里的个人信息？' });
    await dialog.getByRole('button', { name: '显示个人信息' }).click();
    await dialog.getByText('写上原因才能继续').waitFor();
    await dialog.getByRole('button', { name: '电话回访核实' }).click();
    await dialog.getByRole('button', { name: '显示个人信息' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await acts('request.unmask')).toHaveLength(1);
  });
});

test('an inner act is taken back by the bar, which goes by itself but not from under the pointer', async () => {
  const other = await desk.as('feng-jie');
  const { page } = other;
  await page.clock.install();
  await other.go('/requests');
  await page.getByRole('button', { name: /^未分派/ }).click();
  const before = (await acts('request.assign')).length;
  await page.locator('h1').click();
  await other.keys('e');
  await page.getByLabel('科室').first().selectOption('property');
  await page.getByLabel('承办人').first().selectOption('zheng');
  await page.getByRole('button', { name: /^分派 1 件/ }).click();
  await page.getByText(/1 件已分派给物业科/).waitFor();
  const undo = page.getByRole('button', { name: /^撤销/ });
  await undo.hover();
  await page.clock.fastForward(20_000);
  expect(await undo.isVisible()).toBe(true);
  await undo.click();
  await page.getByText('已撤销').waitFor();
  expect(await acts('request.assign')).toHaveLength(before + 2);
  await page.mouse.move(0, 0);
  await page.clock.fastForward(20_000);
  await page.getByText('已撤销').waitFor({ state: 'hidden' });
});

test('what was typed outlives a reload, is offered with its time, and is gone when nobody wants it', async () => {
  await openLift();
  const { page } = desk;
  const field = page.getByRole('textbox', { name: '内部记录' });
  await field.fill('电话约在下午三点');
  await page.reload();
  await page.getByText(/^找回 09:1\d 没保存的内容/).waitFor();
  expect(await field.inputValue()).toBe('');
  await page.getByRole('button', { name: '用它' }).click();
  expect(await field.inputValue()).toBe('电话约在下午三点');
  await page.reload();
  await page.getByRole('button', { name: '不要' }).click();
  await page.reload();
  await page.getByText('为什么是今天').waitFor();
  expect(await page.getByText(/^找回/).count()).toBe(0);
});

test('filters stand in the address and are there at the next visit, by plain http too', async () => {
  const { page } = lin;
  await lin.go('/posts');
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/preferences/filters.posts') && answer.ok());
  await page.getByLabel('状态', { exact: true }).selectOption('draft');
  await page.waitForURL('**/posts?state=draft');
  await kept;
  await expect
    .poll(() => desk.govcast.acting.db.selectFrom('preference').select('value').execute(), patient)
    .toHaveLength(1);
  await lin.go('/posts');
  await page.waitForURL('**/posts?state=draft');
  expect(await page.getByLabel('状态', { exact: true }).inputValue()).toBe('draft');
});

test('a list past a hundred draws only what is in sight, and reads on to its end', async () => {
  const { page } = desk;
  await desk.go('/requests');
  const rows = page.getByRole('list', { name: '诉求列表' }).getByRole('listitem');
  const body = rows.filter({ hasText: `停水第 ${MANY} 件` });
  await expect
    .poll(async () => {
      await page
        .locator('[data-scrolls]')
        .first()
        .evaluate((box) => box.scrollTo(0, box.scrollHeight));
      return body.count();
    }, patient)
    .toBe(1);
  expect(await rows.count()).toBeLessThan(60);

  const zhou = await desk.as('zhou');
  await zhou.go('/ledger');
  const lines = zhou.page.locator('li[aria-posinset]');
  await expect
    .poll(async () => {
      await zhou.page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      return Number((await lines.count()) > 0 && (await lines.last().getAttribute('aria-posinset')));
    }, patient)
    .toBeGreaterThan(MANY);
  expect(await lines.count()).toBeLessThan(60);
  await zhou.shot('frame-ledger');
  expect(await zhou.axe()).toEqual([]);
});

describe('the search offers acts', () => {
  test('that open where they are done', async () => {
    const { page } = lin;
    await lin.go('/reports');
    await lin.keys('Control+k');
    await page.keyboard.type('xgj');
    await page.getByRole('option', { name: /新稿件/ }).waitFor();
    await lin.keys('Enter');
    await page.getByRole('dialog', { name: '新写一篇稿件' }).waitFor();
    const zhou = await desk.as('zhou');
    await zhou.go('/reports');
    await zhou.keys('Control+k');
    await zhou.page.keyboard.type('暂停');
    await zhou.page.getByRole('option', { name: /暂停投放/ }).waitFor();
    await zhou.keys('Enter');
    await zhou.page.getByRole('dialog', { name: '暂停全部投放？' }).waitFor();
  });

  test('and tabs of 系统, to those who may open them', async () => {
    const { page } = lin;
    await lin.go('/reports');
    await lin.keys('Control+k');
    await page.keyboard.type('登录');
    await expect
      .poll(() => page.getByRole('option').allInnerTexts())
      .toEqual([expect.stringMatching('系统 › 登录与会话')]);
    await page.getByRole('combobox').fill('自检');
    await page.getByText(/^没有找到/).waitFor();
    await page.getByRole('combobox').fill('gz');
    await page.getByRole('option', { name: /系统 › 规则/ }).waitFor();
    await lin.keys('Enter');
    await page.waitForURL('**/system/rules');
    const heYong = await desk.as('he-yong');
    await heYong.go('/matrix');
    await heYong.keys('Control+k');
    await heYong.page.keyboard.type('自检');
    await heYong.page.getByRole('option', { name: /系统 › 体检/ }).waitFor();
    await heYong.keys('Enter');
    await heYong.page.waitForURL('**/system/checks');
  });

  test('only to those who may do them', async () => {
    const { page } = desk;
    await desk.go('/requests');
    await desk.keys('Control+k');
    await page.keyboard.type('暂停投放');
    await page.getByText(/^没有找到/).waitFor();
    await desk.keys('Escape');
  });
});

test('a link is copied on a phone without a clipboard', async () => {
  const phone = await desk.as('chen', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.page.addInitScript('delete Navigator.prototype.clipboard');
  await phone.go('/matrix');
  await phone.page.evaluate("addEventListener('copy', () => { window.copied = document.activeElement.value })");
  await phone.page.getByRole('button', { name: '复制链接' }).click();
  await phone.page.getByRole('button', { name: '链接已复制' }).waitFor();
  expect(await phone.page.evaluate('window.copied')).toBe(phone.page.url());
});

/** Requests due later than all others, each with its line in the ledger. */
async function seedMany({ acting, config }: Desk['govcast']): Promise<void> {
  const of = acting.db.selectFrom('request').selectAll().where('intakeId', '=', 'estate');
  const same = { ...(await of.executeTakeFirstOrThrow()), assignee: null, assignedAt: null, assignedBy: null };
  const rows = Array.from({ length: MANY }, (_, i) => ({
    ...same,
    ...{ id: `many-${i}`, number: `SQ-2026-${7000 + i}`, intakeId: `many-${i}`, body: `停水第 ${i + 1} 件` },
    dueOn: `2026-12-${10 + Math.floor(i / 10)}`,
  }));
  await acting.db.insertInto('request').values(rows).execute();
  const give = rows.map(({ id }) => ({ request: id, section: 'hotline', assignee: 'feng-jie', seen: null }));
  await assignRequests({ ...acting, people: config.people }, give, { person: 'feng-jie', via: 'console' });
}
