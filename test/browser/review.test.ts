import { mkdirSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { setPassword } from '../../src/access/set-password.ts';
import { accessDesk } from '../../src/access-desk.ts';
import { actorOf, personOf } from '../../src/config/acting-person.ts';
import type { Govcast } from '../../src/govcast.ts';
import { findPost } from '../../src/posts/post-store.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { submitPost } from '../../src/review/submit-post.ts';
import { type Desk, openDesk } from './desk.ts';
import { keepPicture } from './keep-picture.ts';
import { liftTitle, mendedLift, type ReviewSeed, seedReview } from './seeds/review.ts';

const PASSWORD = 'Qiu-Shui-2026';
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
    '还剩 48 分钟（10:00 前）',
    '还剩 6 小时 48 分（16:00 前）',
    '11月24日 18:00 前',
    '等分管领导',
    '已退回，等林编辑改',
  ]);
  await page.getByText('还差“文字关”，按 5 勾上就能签').waitFor();
  expect(await page.getByRole('button', { name: '签名 Ctrl Enter' }).getAttribute('aria-disabled')).toBe('true');
  await desk.shot('review');
  await keepPicture('review', desk.page);
  expect(await desk.axe()).toEqual([]);
  expect(await desk.nothingCut()).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 720 });
  const sign = await page.getByRole('button', { name: '签名 Ctrl Enter' }).boundingBox();
  expect((sign?.y ?? 720) + (sign?.height ?? 0)).toBeLessThan(720);
  await page.setViewportSize({ width: 1440, height: 900 });
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
  await desk.page.getByText('签名已撤回').waitFor();
  await desk.go(`/review/${ids.lift}`);
  await desk.page.getByRole('button', { name: '签名 Ctrl Enter', disabled: false }).waitFor();
  await desk.keys('Control+Enter');
  await desk.page.getByText('已签名 10:00 前赶得上，交分管领导').waitFor();
  // The bar is gone after eight seconds; the post itself still has the way back.
  await desk.go(`/review/${ids.lift}`);
  await desk.page.getByText('您已签第 12 版').waitFor();
  await desk.page.getByText('示例物业、示例安居、示例住建发布').first().waitFor();
  await desk.page.getByRole('button', { name: '撤回签名' }).click();
  await desk.page.getByText('签名已撤回').waitFor();
  await desk.page.getByRole('button', { name: '签名 Ctrl Enter', disabled: false }).waitFor();
  await desk.keys('Control+Enter');
  await desk.page.getByText('已签名 10:00 前赶得上，交分管领导').waitFor();

  const chief = await desk.as('chen');
  await chief.go(`/review/${ids.lift}`);
  await chief.page.getByText('您第一次看这一篇').waitFor();
  const undo = desk.page.getByRole('button', { name: '撤回 Ctrl Z' });
  await undo.click();
  await desk.page.getByText(/没能撤销：下一位已经打开看了，签名不能撤回/).waitFor();
  await chief.keys('Control+Enter');
  await chief.page.getByText('已签名，全部签完，10:00 发布').waitFor();
  expect(await findPost(desk.govcast.acting.db, ids.lift ?? '')).toMatchObject({ state: 'approved' });
  expect(await chief.axe()).toEqual([]);

  await chief.go(`/review/${ids.lift}`);
  await chief.page.getByRole('button', { name: '暂缓发布' }).click();
  await chief.page.getByRole('button', { name: '等统一口径' }).click();
  await chief.page.getByRole('dialog').getByRole('button', { name: '暂缓发布' }).click();
  await chief.page.getByText('今天 09:12 陈副局长暂缓发布：等统一口径。放行以前什么时候都不发。').waitFor();
  await chief.shot('review-held');
  expect(await chief.axe()).toEqual([]);
  await chief.page.getByRole('button', { name: '放行' }).click();
  await chief.page.getByRole('dialog').getByRole('button', { name: '放行' }).click();
  await chief.page.getByText('已放行，到时间就发').waitFor();
  await chief.page.getByRole('button', { name: '撤回签发' }).click();
  await chief.page.getByLabel('为什么撤回，作者看得到，也记入台账').fill('补助标准要再核对。');
  await chief.shot('review-withdraw');
  await chief.page.getByRole('dialog').getByRole('button', { name: '撤回签发' }).click();
  await chief.page.getByText('已撤回签发，等作者修改').waitFor();
  await chief.page.getByText(/^您 今天 09:12 撤回签发：/).waitFor();
  expect(await findPost(desk.govcast.acting.db, ids.lift ?? '')).toMatchObject({
    state: 'returned',
    approvedHash: null,
  });

  const author = await desk.as('lin');
  await author.go(`/posts/${ids.lift}`);
  await author.page
    .getByText(/陈副局长.*补助标准要再核对。/)
    .first()
    .waitFor();
  await author.page.getByRole('button', { name: '暂缓、解禁' }).click();
  await author.page.getByText('没有暂缓，也没有解禁时间；签完到时间就发。').waitFor();
  await author.page.getByRole('button', { name: '定解禁时间' }).click();
  const embargo = author.page.getByRole('dialog');
  await embargo.getByLabel('哪天').fill('2026-11-24');
  await embargo.getByLabel('几点').fill('09:00');
  await embargo.getByRole('button', { name: '定解禁时间' }).click();
  await author.page.getByText('明天 09:00 以前不发（解禁时间）。').waitFor();
  await author.shot('post-keeping');
  expect(await author.axe()).toEqual([]);

  const keeper = await desk.as('he');
  await keeper.go(`/review/${ids.fire}`);
  await keeper.page.getByText(/^\d 篇等我勾关$/).waitFor();
  await keeper.page.getByRole('checkbox', { name: /保密关/ }).waitFor();
  await keeper.keys('4');
  await expect.poll(() => keeper.page.getByRole('checkbox', { name: /保密关/ }).isChecked()).toBe(true);
  // His part is done, and the post leaves his list: one line says so, and takes it back.
  await keeper.page.getByText(/“保密关”已勾，您的关都勾了，等.+签名/).waitFor();
  await keeper.shot('review-last-tick');
  await keeper.keys('Control+z');
  await expect.poll(() => keeper.page.getByRole('checkbox', { name: /保密关/ }).isChecked()).toBe(false);
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

  // Whoever opens it until it is handed in again reads why it went back, and where.
  const writer = await desk.as('su');
  await writer.go(`/review/${ids.fire}`);
  await writer.page.getByText(/周科长 今天 09:12 退回：写明是哪些楼道。/).waitFor();
  await writer.page.locator('[data-block="2"] mark').filter({ hasText: '家中不堆放杂物' }).waitFor();
  await writer.page.getByText('09:12 退回', { exact: true }).waitFor();
  await writer.shot('review-sent-back');
  expect(await writer.axe()).toEqual([]);
  await desk.go(`/review/${ids.fire}`);
  await page.getByText(/您 今天 09:12 退回：写明是哪些楼道。/).waitFor();

  const { acting, config, reviewing } = govcast;
  const by = actorOf(config, 'su', 'console');
  const post = await findPost(acting.db, ids.fire ?? '');
  const { subjectKind, subjectId } = post ?? { subjectKind: 'file' as const, subjectId: '' };
  const composed = mendedLift('《全国消防宣传月倡议》转载', '<p>家中不堆放杂物，所有居民楼道保持畅通。</p>');
  const saved = await savePost(acting, { subjectKind, subjectId, composed, findings: [], author: 'su' }, by);
  await submitPost(acting, reviewing, { post: saved.id, seenHash: saved.contentHash }, by);
  await desk.go(`/review/${ids.fire}`);
  await page.getByText('您退回后改了 1 处').waitFor();
  expect(await page.locator('mark').count()).toBe(0);
  await page.getByText(/您 今天 09:12 退回：写明是哪些楼道。/).waitFor();
  await page.getByText('增加“所有居民”').waitFor();
});

test('two who sign one step at the same moment, each in a session of his own: one has signed, the other is told so', async () => {
  await open();
  await desk.go(`/review/${ids.lift}`);
  await desk.page.getByRole('checkbox', { name: /文字关/ }).waitFor();
  await desk.keys('5');
  const ready = { name: '签名 Ctrl Enter', disabled: false };
  await desk.page.getByRole('button', ready).waitFor();
  const other = await desk.as('zhang-wei');
  await other.go(`/review/${ids.lift}`);
  await other.page.getByRole('button', ready).waitFor();
  // The second signature is on its way when the first one is given.
  let goOn = () => {};
  const first = new Promise<void>((done) => {
    goOn = done;
  });
  await other.page.route('**/sign', async (route) => {
    await first;
    await route.continue();
  });
  await other.keys('Control+Enter');
  await other.page.getByRole('button', { name: '正在签名…' }).waitFor();
  await desk.keys('Control+Enter');
  await desk.page.getByText('已签名 10:00 前赶得上，交分管领导').waitFor();
  goOn();
  await other.page.getByText('这一步刚刚有人签过了').waitFor();
  await other.page.getByText('不用再签；稿件已经交给下一位。').waitFor();
  await other.shot('review-two-signers');
  const signed = await desk.govcast.acting.db
    .selectFrom('signature')
    .innerJoin('review', 'review.id', 'signature.review')
    .select('signature.person')
    .where('review.post', '=', ids.lift ?? '')
    .where('review.state', '=', 'open')
    .execute();
  expect(signed).toEqual([{ person: 'zhou' }]);
});

test('on a phone a leader reads the changes, ticks, shows the password again and signs; nothing is signed by one tap', async () => {
  const seed = seedReview(ids);
  const withPassword = async (govcast: Govcast) => {
    await seed(govcast);
    const wish = { person: personOf(govcast.config.people, 'zhou'), password: PASSWORD, mustChange: false };
    await setPassword(accessDesk(govcast), { person: 'setup', via: 'cli' }, wish);
  };
  await open({ seed: withPassword });
  const phone = await desk.as('zhou', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.go('/review');
  await phone.page.getByText('第 1 篇，共 3 篇').waitFor();
  await phone.shot('review-phone');
  await keepPicture('sign-phone', phone.page);
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
  const signatures = () =>
    desk.govcast.acting.db.selectFrom('signature').select('review').where('at', '=', desk.clock.now()).execute();
  expect(await signatures()).toEqual([]);
  // After reading: one tap to sign, the password, one tap to show it.
  await signButton.tap();
  await phone.page.getByLabel('密码或动态码').fill(PASSWORD);
  await phone.page.getByRole('button', { name: '核对身份' }).tap();
  await phone.page.getByText('已签名 10:00 前赶得上，交分管领导').waitFor();
  await phone.page.getByText('第 1 篇，共 2 篇').waitFor();
  await phone.page.getByRole('heading', { name: '《全国消防宣传月倡议》转载' }).waitFor();
  expect(await signatures()).toHaveLength(1);
  await phone.shot('review-phone-next');
  expect(await phone.axe()).toEqual([]);
  // The next one within a quarter of an hour: its gates, and one tap.
  for (const gate of ['政治关', '法律关', '政策关', '文字关']) {
    await phone.page.getByRole('button', { name: gate }).tap();
    await expect.poll(() => phone.page.getByRole('button', { name: gate }).getAttribute('aria-pressed')).toBe('true');
  }
  const narrow = await phone.page.getByRole('button', { name: '退回', exact: true }).boundingBox();
  expect(Math.min(narrow?.width ?? 0, narrow?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await signButton.tap();
  await phone.page.getByRole('heading', { name: '《物业企业信用评价结果公示》' }).waitFor();
  await expect.poll(signatures).toHaveLength(2);
  await phone.page.getByRole('button', { name: '退回', exact: true }).tap();
  await phone.page.getByLabel('退回的理由').fill('名单要再核对。');
  await phone.page.getByRole('button', { name: '退回修改', exact: true }).tap();
  await phone.page.getByText('没有等您签的。有新的会出现在这里。').waitFor();
  await phone.shot('review-phone-done');
  expect(await phone.axe()).toEqual([]);
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
