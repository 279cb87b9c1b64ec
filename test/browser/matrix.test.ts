import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';
import { keepPicture } from './keep-picture.ts';
import { seedMatrix } from './seeds/matrix.ts';
import { todayConfig } from './seeds/today.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ seed: seedMatrix, config: todayConfig(), rehearsal: true });
  await desk.go('/matrix');
}, 60_000);
afterAll(() => desk.close());
const row = (name: string) => desk.page.getByRole('row').filter({ hasText: name });
const acts = (act: string) =>
  desk.govcast.acting.db.selectFrom('ledgerEntry').selectAll().where('act', '=', act).execute();

test('the accounts stand as in the picture, with what failed in detail, and the strip of a rehearsal above', async () => {
  const { page } = desk;
  await desk.shot('matrix');
  await keepPicture('matrix', desk.page);
  expect(await page.locator('h1').textContent()).toBe('账号矩阵');
  const heads = await page.getByRole('columnheader').allTextContents();
  expect(heads).toEqual([
    '账号',
    '平台与主办',
    '发布',
    '群发',
    '留言',
    '数据',
    '额度',
    '时限（最紧的一条）',
    '下一次',
    '办理',
  ]);
  expect(await row('示例安居').first().textContent()).toMatch(
    /普通服务号 ・ 已认证住房保障科群发 本月 3\/4.*没发出处理/,
  );
  expect(await row('示例12319').first().textContent()).toMatch(/等手机确认看进度/);
  expect(await row('示例城建档案').first().textContent()).toMatch(/人工交接已超期超期 2 天/);
  expect(await row('示例质安').first().textContent()).toMatch(/停更备案中.*看备案/);
  await page.getByRole('button', { name: '再试' }).waitFor();
  expect(await page.getByText('其中 1 次在公众平台手工发').count()).toBe(1);
  expect(await desk.axe()).toEqual([]);
});

test('a right says on hover and on focus what the platform answered, and when', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '示例安居 留言：不能用，微信答 88000，11月20日探测' }).focus();
  await page.getByRole('tooltip').getByText('不能用，微信答 88000，11月20日探测').waitFor();
  expect(await page.getByRole('button', { name: '示例12319 群发：能用，要管理员在手机上确认' }).count()).toBe(1);
});

test('an account is stopped with a reason and let go again, by keyboard', async () => {
  const { page } = desk;
  await page.locator('h1').click();
  await desk.keys('j', 'Enter');
  await page.getByRole('heading', { name: '示例物业' }).waitFor();
  await page.getByRole('button', { name: '暂停投放', exact: true }).first().focus();
  await desk.keys('Enter');
  await page
    .getByRole('dialog')
    .getByLabel('原因')
    .or(page.getByRole('dialog').getByRole('textbox'))
    .first()
    .fill('账号迁移');
  await page.getByRole('dialog').getByRole('button', { name: '暂停投放' }).click();
  await page.getByText('暂停投放：账号迁移').waitFor();
  expect(await acts('channel.pause')).toHaveLength(1);
  await page.getByRole('button', { name: '恢复投放' }).click();
  await page.getByText('已恢复示例物业的投放').waitFor();
  expect(await acts('channel.resume')).toHaveLength(1);
});

test('those who have not carried the repost are urged once, and then left in peace', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '催没转的' }).click();
  await page.getByText(/^已催 \d+ 个账号/).waitFor();
  expect(await acts('repost.urge')).toHaveLength(1);
  await page.getByRole('button', { name: '催没转的' }).click();
  await page.getByText(/没有要催的账号/).waitFor();
});

test('a link that was brought is refused with its reason, in its dialog; all accounts are put in line to be tried', async () => {
  const { page } = desk;
  await page
    .getByRole('button', { name: /^贴回链接：/ })
    .first()
    .click();
  const asked = page.getByRole('dialog', { name: /转了？贴回链接/ });
  await asked.getByLabel('转载的链接').fill('https://weibo.com/1/x');
  await asked.getByLabel(/什么时候转的/).fill('2026-11-24T08:00');
  await desk.shot('matrix-confirm');
  expect(await desk.axe()).toEqual([]);
  await asked.getByRole('button', { name: '贴回链接' }).click();
  await asked.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
  await desk.keys('Escape');
  await page.getByRole('button', { name: '全部重新探测' }).click();
  await page.getByRole('button', { name: /还有 \d+ 个账号在排队探测/ }).waitFor();
  expect(await acts('channel.probe-all')).toHaveLength(1);
});

test('the archive takes a filing and what was sent by hand', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '看备案：示例质安' }).click();
  await page.getByText('11月22日 暂停更新，示例市政府办公室').waitFor();
  await page.getByText('记一条备案').click();
  await page.getByLabel('办什么').selectOption('closed');
  await page.getByLabel('主管单位').fill('示例市政府办公室');
  await page.getByLabel('理由').first().fill('并入主账号');
  await desk.shot('matrix-archive');
  await page.getByRole('button', { name: '记入备案' }).click();
  await page.getByText('11月23日 关停，示例市政府办公室').waitFor();
  expect(await acts('channel.closed')).toHaveLength(1);
  await page.getByLabel('发布时间').fill('2026-11-20T10:00');
  await page.getByLabel('标题（没有链接才填）').fill('手工发的提醒');
  await page.getByRole('button', { name: '补登', exact: true }).click();
  await page.getByText('已补登，时限和次数已重算').waitFor();
  await desk.keys('Escape');
});

test('until when the phone is waited for is the same from here; what was tried again gives the focus to what stays', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '看进度：示例12319' }).click();
  await page
    .getByRole('dialog')
    .getByText(/请在 09:29 前打开微信/)
    .waitFor();
  await desk.keys('Escape');
  await page.getByRole('button', { name: '示例安居', exact: true }).click();
  await page.getByRole('button', { name: '再试' }).click();
  await page.getByText('正在接着发，不会重复').waitFor();
  const stays = page.getByRole('button', { name: '账号档案', exact: true });
  await expect.poll(() => stays.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('nothing is cut at three sizes', async () => {
  expect(await desk.nothingCut()).toEqual([]);
});
