import { mkdirSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { actorOf } from '../../src/config/acting-person.ts';
import { findPost } from '../../src/posts/post-store.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { submitPost } from '../../src/review/submit-post.ts';
import { type Desk, openDesk } from './desk.ts';
import { liftTitle, mendedLift, type ReviewSeed, seedReview } from './seeds/review.ts';

let desk: Desk;
afterEach(() => desk.close());
const ids: Partial<ReviewSeed> = {};
const open = async (options: Parameters<typeof openDesk>[0] = {}) => {
  desk = await openDesk({ seed: seedReview(ids), ...options });
};

test('the page stands as in the picture, nothing is cut, and it prints one A4 sheet', async () => {
  await open({ rehearsal: true });
  await desk.go('/review');
  const { page } = desk;
  await page.getByText('您上次签名后改了 2 处').waitFor();
  await page.getByText('3 篇等我签，签完这 1 篇能赶上 10:00 的发布').waitFor();
  const due = await page.getByRole('navigation', { name: '等我审的稿件' }).getByRole('listitem').allInnerTexts();
  expect(due.map((text) => text.split('\n')[0])).toEqual([
    '还剩 47 分钟（10:00 前）',
    '还剩 6 小时 47 分（16:00 前）',
    '11月24日 18:00 前',
    '等分管领导',
    '已退回，等林编辑改',
  ]);
  await page.getByText('还差“文字关”，按 5 勾上就能签').waitFor();
  expect(await page.getByRole('button', { name: '签名 Ctrl Enter' }).getAttribute('aria-disabled')).toBe('true');
  await desk.shot('review');
  expect(await desk.axe()).toEqual([]);
  expect(await desk.nothingCut()).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await desk.shot('review-dark');
  expect(await desk.axe()).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await desk.go(`/review/${ids.lift}/form`);
  await page.getByText('审批单指纹').waitFor();
  expect(await desk.axe()).toEqual([]);
  mkdirSync('test-results/screens', { recursive: true });
  const sheet = await page.pdf({ path: 'test-results/screens/review-form.pdf', preferCSSPageSize: true });
  expect(sheet.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 590, height: 850 });
  await desk.shot('review-form-print');
});

test('three people sign one after the other by keyboard; the first may withdraw until the next has opened it', async () => {
  await open();
  await desk.go('/review');
  await desk.page.getByRole('checkbox', { name: /文字关/ }).waitFor();
  await desk.keys('5');
  await desk.page.getByRole('button', { name: '签名 Ctrl Enter', disabled: false }).waitFor();
  await expect.poll(() => desk.page.getByRole('checkbox', { name: /文字关/ }).isChecked()).toBe(true);
  await desk.keys('Control+Enter');
  await desk.page.getByText('已签名 10:00 前赶得上，交分管领导').waitFor();
  await desk.page.getByRole('heading', { name: '《全国消防宣传月倡议》转载' }).waitFor();
  await desk.keys('Control+z');
  await desk.page.getByText('已撤销').waitFor();
  await desk.go(`/review/${ids.lift}`);
  await desk.page.getByRole('button', { name: '签名 Ctrl Enter', disabled: false }).waitFor();
  await desk.keys('Control+Enter');
  await desk.page.getByText('已签名 10:00 前赶得上，交分管领导').waitFor();

  const chief = await desk.as('chen');
  await chief.go(`/review/${ids.lift}`);
  await chief.page.getByText('您第一次看这一篇').waitFor();
  const undo = desk.page.getByRole('button', { name: /撤销/ });
  await undo.click();
  await desk.page.getByText(/没能撤销：下一位已经打开看了，签名不能撤回/).waitFor();
  await chief.keys('Control+Enter');
  await chief.page.getByText('已签名，全部签完，10:00 发布').waitFor();
  expect(await findPost(desk.govcast.acting.db, ids.lift ?? '')).toMatchObject({ state: 'approved' });
  expect(await chief.axe()).toEqual([]);

  const keeper = await desk.as('he');
  await keeper.go(`/review/${ids.fire}`);
  await keeper.page.getByRole('checkbox', { name: /保密关/ }).waitFor();
  await keeper.keys('4');
  await expect.poll(() => keeper.page.getByRole('checkbox', { name: /保密关/ }).isChecked()).toBe(true);
});

test('a post goes back with a marked passage and a reason; handed in again it shows what was done about it', async () => {
  await open();
  await desk.go(`/review/${ids.fire}`);
  const { page, govcast } = desk;
  await page.locator('[data-block="2"]').first().selectText();
  await desk.keys('r');
  await page.getByText('标了 1 处').waitFor();
  expect(await page.locator('mark').first().innerText()).toContain('家中不堆放杂物');
  await page.getByLabel('退回的理由').fill('写明是哪些楼道。');
  await page.reload();
  await page.getByRole('heading', { name: '《全国消防宣传月倡议》转载' }).waitFor();
  await page.locator('[data-block="2"]').first().selectText();
  await desk.keys('r');
  await page.getByRole('button', { name: '用它' }).click();
  await page.getByRole('button', { name: '退回修改', exact: true }).click();
  await page.getByText('已退回，等苏编辑改').first().waitFor();

  const { acting, config, reviewing } = govcast;
  const by = actorOf(config, 'su', 'console');
  const post = await findPost(acting.db, ids.fire ?? '');
  const { subjectKind, subjectId } = post ?? { subjectKind: 'file' as const, subjectId: '' };
  const composed = mendedLift('《全国消防宣传月倡议》转载', '<p>家中不堆放杂物，所有居民楼道保持畅通。</p>');
  const saved = await savePost(acting, { subjectKind, subjectId, composed, findings: [], author: 'su' }, by);
  await submitPost(acting, reviewing, { post: saved.id, seenHash: saved.contentHash }, by);
  await desk.go(`/review/${ids.fire}`);
  await page.getByText('您退回后改了 1 处').waitFor();
  await page.getByText(/您 今天 09:12 退回：写明是哪些楼道。/).waitFor();
  await page.getByText('增加“所有居民”').waitFor();
});

test('on a phone a leader reads the changes, ticks, shows the password again and signs; nothing is signed by one tap', async () => {
  await open();
  const phone = await desk.as('zhou', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.go('/review');
  await phone.page.getByText('第 1 篇，共 3 篇').waitFor();
  await phone.shot('review-phone');
  expect(await phone.axe()).toEqual([]);
  const signButton = phone.page.getByRole('button', { name: '签名', exact: true });
  expect(await signButton.getAttribute('aria-disabled')).toBe('true');
  await phone.page.getByRole('button', { name: '看全文' }).first().tap();
  const frame = phone.page.frameLocator('iframe');
  await frame.getByRole('heading', { name: liftTitle }).waitFor();
  await phone.page.getByRole('button', { name: '回到签名' }).tap();
  await phone.page.getByRole('button', { name: '文字关' }).tap();
  await expect.poll(() => signButton.getAttribute('aria-disabled')).toBe('false');
  desk.clock.moveTo(desk.clock.now() + 16 * 60_000);
  await signButton.tap();
  await phone.page.getByRole('heading', { name: '签名前再核对一次身份' }).waitFor();
  await phone.shot('review-phone-confirm');
  await phone.page.getByRole('button', { name: '先不' }).tap();
  expect((await findPost(desk.govcast.acting.db, ids.lift ?? ''))?.state).toBe('in-review');
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
