import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';
import { keepPicture } from './keep-picture.ts';
import { calendarConfig, momentOf, seedCalendar } from './seeds/calendar.ts';

const config = mkdtempSync(join(tmpdir(), 'govcast-calendar-desk-'));
let posts = new Map<string, string>();
let desk: Desk;

beforeAll(async () => {
  cpSync('test/fixtures/desk', config, { recursive: true });
  calendarConfig({ write: (name, text) => writeFileSync(join(config, name), text) });
});
afterEach(() => desk?.close());
afterAll(() => rmSync(config, { recursive: true, force: true }));

async function open(path = '/calendar') {
  desk = await openDesk({
    config,
    seed: async (govcast) => {
      posts = await seedCalendar(govcast);
    },
  });
  await desk.go(path);
  return desk.page;
}

const places = (title: string) =>
  desk.govcast.acting.db
    .selectFrom('placement')
    .select(['channel', 'act', 'at', 'pinned'])
    .where('post', '=', posts.get(title) ?? '')
    .where('cancelledAt', 'is', null)
    .execute();

async function dragTo(title: RegExp, channel: string, day: string) {
  const { page } = desk;
  const card = await page.getByRole('button', { name: title }).boundingBox();
  const cell = await page.locator(`[data-channel=${channel}] [data-day="${day}"]`).boundingBox();
  if (!card || !cell) throw new Error('there is nothing to drag, or nowhere to drag it');
  await page.mouse.move(card.x + 20, card.y + 20);
  await page.mouse.down();
  await page.mouse.move(cell.x + 30, cell.y + 60, { steps: 6 });
}

test('two weeks of lanes stand as in the picture: heads, levels, quotas, items, explanations, legend', async () => {
  const page = await open();
  await page.getByRole('heading', { name: '11月23日 — 12月6日' }).waitFor();
  const lanes = page.locator('[data-channel]');
  expect((await lanes.allInnerTexts()).map((text) => text.split('\n').slice(0, 3).join(' '))).toEqual([
    '示例住建发布 充裕 群发 1 次/日',
    '@示例住建 抓紧 不限',
    '示例物业 留意 群发 1 次/日',
    '示例12319 充裕 群发 1 次/日',
    '示例安居 告急 群发 本月 3/4',
    '示例城建档案 已超期 群发 1 次/日',
    '示例质安 暂停 关停备案中',
  ]);
  await page.getByRole('button', { name: '09:00 冬季查档预约，11月24日，提议，群发，示例城建档案' }).waitFor();
  expect(await page.locator('[data-channel=service] [data-day="2026-11-25"] [data-shape=red]').count()).toBe(1);
  expect(await page.getByRole('region', { name: '排期说明' }).getByRole('listitem').allInnerTexts()).toEqual([
    '示例安居 11月25日 24:00 到期，这之前没有能发出去的稿件。\n处理失败',
    '示例城建档案 已超期 2 天；虚线那条是提议，点一下送审。\n用这条',
    '示例住建发布 12月3日《宪法宣传周》：12月2日停发（全市考试静默时段），改至 12月3日 09:30。\n看规则',
  ]);
  await desk.shot('calendar');
  await keepPicture('calendar', desk.page);
  expect(await desk.axe()).toEqual([]);
  expect(await desk.nothingCut()).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 720 });
  await desk.shot('calendar-1280');
});

test('dragged onto a day whose mass send is gone, the planner says so; 就这样移 ends in the database, Ctrl Z has it back', async () => {
  const page = await open();
  await dragTo(/河路改造围挡/, 'sub', '2026-11-26');
  await page.getByText('可以移到 11月26日 14:30', { exact: true }).waitFor();
  await desk.shot('calendar-drag');
  await page.mouse.up();
  const bubble = page.getByRole('region', { name: '改期' });
  await bubble.getByText('26日 上午已有《问答：一楼不同意》群发，当日额度用完；改为 14:30 发布，不占额度。').waitFor();
  await bubble.getByText('签名不变。').waitFor();
  expect(await places('河路改造围挡')).toMatchObject([{ act: 'massSend', at: momentOf('11-25 09:30') }]);
  await desk.shot('calendar-dropped');
  expect(await desk.axe()).toEqual([]);
  await bubble.getByRole('button', { name: '就这样移' }).click();
  await page.getByText('《河路改造围挡》已改到 11月26日 14:30').first().waitFor();
  await page.getByRole('button', { name: /^14:30 河路改造围挡，11月26日，已签已排，发布/ }).waitFor();
  expect(await places('河路改造围挡')).toEqual([
    { channel: 'sub', act: 'publish', at: momentOf('11-26 14:30'), pinned: 1 },
  ]);
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: /^09:30 河路改造围挡，11月25日，已签已排，群发/ }).waitFor();
  expect(await places('河路改造围挡')).toEqual([
    { channel: 'sub', act: 'massSend', at: momentOf('11-25 09:30'), pinned: 0 },
  ]);
});

test('what fits is done when it is let go; another account is no place to drop it', async () => {
  const page = await open();
  await dragTo(/河路改造围挡/, 'wuye', '2026-11-27');
  await page.getByText('要换渠道，点“排一条”').waitFor({ state: 'attached' });
  await page.mouse.up();
  // Said to those who listen, and shown to those who see.
  await expect.poll(() => page.getByText(/^只能在《河路改造围挡》自己的渠道里改期/).count()).toBe(2);
  expect(await places('河路改造围挡')).toMatchObject([{ channel: 'sub', at: momentOf('11-25 09:30') }]);
  await dragTo(/河路改造围挡/, 'sub', '2026-11-27');
  await page.getByText('可以移到 11月27日 09:30', { exact: true }).waitFor();
  await page.mouse.up();
  await page.getByRole('button', { name: /^09:30 河路改造围挡，11月27日/ }).waitFor();
  expect(await places('河路改造围挡')).toMatchObject([{ channel: 'sub', at: momentOf('11-27 09:30'), pinned: 1 }]);
});

test('by keys alone: M, arrows, Enter move; Esc puts back; Enter opens the item, and 改到… moves by fields', async () => {
  const page = await open();
  const card = page.getByRole('button', { name: /冬季消防通道/ });
  await card.focus();
  await desk.keys('m', 'ArrowRight');
  await page.getByText('可以移到 11月27日 10:00', { exact: true }).waitFor();
  await desk.keys('Escape');
  await page.getByText('《冬季消防通道》已放回原处').waitFor({ state: 'attached' });
  await card.focus();
  await desk.keys('m', 'ArrowRight');
  await page.getByText('可以移到 11月27日 10:00', { exact: true }).waitFor();
  await desk.keys('Enter');
  const moved = page.getByRole('button', { name: /^10:00 冬季消防通道，11月27日/ });
  await expect.poll(() => moved.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await places('冬季消防通道')).toMatchObject([{ at: momentOf('11-27 10:00') }]);
  await page.getByRole('button', { name: /冬季消防通道/ }).focus();
  await desk.keys('Enter');
  const detail = page.getByRole('dialog', { name: '这一条' });
  await detail.getByText('锁定在此时间，排期不会动它').waitFor();
  expect(await desk.axe()).toEqual([]);
  await desk.shot('calendar-detail');
  await detail.getByRole('button', { name: '改到…' }).click();
  const fields = page.getByRole('dialog', { name: '《冬季消防通道》改到…' });
  const { db } = desk.govcast.acting;
  const storm = { id: 'storm', kind: 'exam' as const, reason: '防台风', channels: null, includesInternal: 0 };
  const hours = { fromAt: momentOf('11-28 10:00'), toAt: momentOf('11-28 23:59') };
  const declared = { startedBy: 'zhou', startedAt: momentOf('11-23 09:00'), endedBy: null, endedAt: null };
  await db
    .insertInto('blackout')
    .values({ ...storm, ...hours, ...declared })
    .execute();
  await fields.getByLabel('日期').fill('2026-11-28');
  await fields.getByText(/^当天 10:00 起，可发时间均在停发期（防台风）内；改到 09:00，.+照旧。/).waitFor();
  await fields.getByLabel('日期').fill('2026-11-30');
  await fields.getByText('可以移到 11月30日 10:00', { exact: true }).waitFor();
  expect(await desk.axe()).toEqual([]);
  await fields.getByRole('button', { name: '就这样移' }).click();
  await page.getByRole('button', { name: /^10:00 冬季消防通道，11月30日/ }).waitFor();
  expect(await places('冬季消防通道')).toMatchObject([{ at: momentOf('11-30 10:00') }]);
});

test('a week, a month with three titles a day, the table twin; 排一条 places what is signed', async () => {
  const page = await open('/calendar?view=week');
  await page.getByRole('heading', { name: '11月23日 — 11月29日' }).waitFor();
  await desk.shot('calendar-week');
  await page.emulateMedia({ media: 'print' });
  await desk.shot('calendar-print');
  await page.emulateMedia({ media: null });
  await page.getByRole('button', { name: '按表格看' }).click();
  await page.getByRole('table', { name: '排期表' }).getByRole('cell', { name: '等手机确认' }).waitFor();
  expect(await desk.axe()).toEqual([]);
  await page.getByRole('button', { name: '按泳道看' }).click();
  await page.getByRole('button', { name: '排一条' }).first().click();
  const add = page.getByRole('dialog', { name: '排一条' });
  await add.getByLabel('渠道').selectOption('wuye');
  await add.getByLabel('冬季查档预约').check();
  await add.getByLabel('由排期找第一个空档').uncheck();
  await add.getByLabel('日期').fill('2026-11-27');
  await add.getByLabel('时间').fill('10:00');
  await add.getByText('可以移到 11月27日 10:00', { exact: true }).waitFor();
  await desk.shot('calendar-add');
  await add.getByRole('button', { name: '排上' }).click();
  await page.getByRole('button', { name: /^10:00 冬季查档预约，11月27日/ }).waitFor();
  await page.getByRole('button', { name: '月', exact: true }).click();
  await page.getByRole('heading', { name: '2026年11月' }).first().waitFor();
  await page.getByRole('button', { name: '还有 3 条' }).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await desk.shot('calendar-month-dark');
  expect(await desk.axe()).toEqual([]);
  await page.getByRole('button', { name: '周', exact: true }).click();
  await desk.shot('calendar-week-dark');
  expect(await desk.axe()).toEqual([]);
});

test('an item that is closed again gives the focus back to its card', async () => {
  const page = await open();
  const card = page.getByRole('button', { name: /冬季消防通道/ });
  await card.focus();
  await desk.keys('Enter');
  const detail = page.getByRole('dialog', { name: '这一条' });
  await detail.getByRole('button', { name: '改到…' }).waitFor();
  await detail.getByRole('button', { name: '关上', exact: true }).click();
  await detail.waitFor({ state: 'detached' });
  expect(await card.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('a link to a post goes to its day and its account, the focus to its card; one to an account shows that alone', async () => {
  const page = await open('/today');
  await desk.go(`/calendar?post=${posts.get('冬季消防通道')}`);
  const card = page.getByRole('button', { name: /冬季消防通道/ });
  await expect.poll(() => card.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(() => page.locator('[data-channel]').count()).toBe(1);
  await desk.shot('calendar-linked');
  await desk.go('/calendar?channel=service');
  await page.getByRole('button', { name: '1 个渠道' }).waitFor();
  await expect.poll(() => page.locator('[data-channel]').count()).toBe(1);
  await desk.go('/calendar');
  await expect.poll(() => page.locator('[data-channel]').count()).toBe(7);
  await desk.go('/calendar?post=none');
  await page.getByText('这条没有排在日历上。').waitFor();
});
