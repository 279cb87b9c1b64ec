import { afterEach, expect, test } from 'vitest';
import { answerQuestion } from '../../src/delivery/answer-question.ts';
import { askAfterBlackouts } from '../../src/delivery/ask-after-blackouts.ts';
import { endBlackout } from '../../src/schedule/blackout/end-blackout.ts';
import { startBlackout } from '../../src/schedule/blackout/start-blackout.ts';
import { type Desk, openDesk } from './desk.ts';
import { keepPicture } from './keep-picture.ts';
import { seedToday, todayConfig } from './seeds/today.ts';

let desk: Desk;
let ids = new Map<string, string>();
afterEach(() => desk?.close());
const open = async (person = 'zhou') => {
  const seed = async (govcast: Desk['govcast']) => {
    ids = await seedToday(govcast);
  };
  desk = await openDesk({ seed, person, config: todayConfig() });
  await desk.go('/');
  await desk.page.getByRole('heading', { name: '现在要办' }).waitFor();
};
const rows = () => desk.page.locator('li[data-kind]');

test('today stands as in the picture: what is to be done by its limit, the line of the day, proposals, the ruler', async () => {
  await open();
  const { page } = desk;
  expect(await page.locator('h1').innerText()).toBe('今天有 7 件事要办，最急的要在 09:29 前');
  expect(await rows().evaluateAll((all) => all.map((row) => row.getAttribute('data-kind')))).toEqual([
    'clock',
    'confirmation',
    'signature',
    'repost',
    'requests',
    'question',
    'owed',
  ]);
  const texts = await rows().allInnerTexts();
  expect(texts[0]).toMatch(/已超期[\s\S]*示例城建档案[\s\S]*更新已断 16 天，超过国办“2 周”红线/);
  expect(texts[0]).toMatch(
    /可发 \d 条，最合适：《冬季查档预约指南》[\s\S]*超期 2 天（11月21日 24:00 止）[\s\S]*挑一条发布/,
  );
  expect(texts[5]).toMatch(
    /告急[\s\S]*《公租房年审提醒》没发出：微信不认本机的 IP[\s\S]*还剩 2 天（11月25日 24:00 前）/,
  );
  const line = page.getByRole('region', { name: '今天的发布' });
  const lines = await line.locator('ol').innerText();
  expect(lines).toMatch(
    /示例住建发布 · 已发布 · 链接已打开核对[\s\S]*没发出[\s\S]*等管理员手机确认[\s\S]*等 2 个签名，不签不发/,
  );
  expect(await line.getByRole('button', { name: /用这条/ }).count()).toBe(2);
  const ruler = page.getByRole('region', { name: '时限尺' });
  await ruler.getByRole('button', { name: '按表格看' }).click();
  const table = ruler.getByRole('table');
  expect(await table.getByRole('row').nth(1).innerText()).toMatch(/示例城建档案[\s\S]*2 周[\s\S]*已超期/);
  await ruler.getByRole('button', { name: '按尺看' }).click();
  await desk.shot('today');
  await keepPicture('today', desk.page);
  expect(await desk.nothingCut()).toEqual([]);
  expect(await desk.axe()).toEqual([]);
});

test('what failed is answered from its row with the keyboard, and the row goes', async () => {
  await open();
  const { page } = desk;
  await desk.keys('j', 'j', 'j', 'j', 'j', 'Enter');
  const sheet = page.getByRole('dialog');
  await sheet.getByText('微信不认本机的 IP').waitFor();
  await desk.shot('today-question');
  expect(await desk.axe()).toEqual([]);
  await sheet.getByRole('button', { name: '再试' }).click();
  await rows().nth(5).filter({ hasNotText: '没发出' }).waitFor();
  const id = ids.get('delivery 公租房年审提醒') ?? '';
  const { state } = await desk.govcast.acting.db
    .selectFrom('delivery')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(state).toBe('planned');
  expect(await rows().count()).toBe(6);
});

test('everything is paused with what stops counted, looked at from the strip, and resumed', async () => {
  await open();
  const { page } = desk;
  await page.getByRole('button', { name: '暂停全部投放' }).click();
  const dialog = page.getByRole('dialog', { name: '暂停全部投放？' });
  await dialog.waitFor();
  expect(await dialog.innerText()).toMatch(/今天还有 3 条会停下：《加装电梯补助办法》《物业费收支公示怎么看》/);
  expect(await dialog.innerText()).toMatch(/已交给平台的 1 条停不住/);
  await desk.shot('today-pause');
  await dialog.getByLabel('原因').fill('突发事件，统一口径');
  await dialog.getByRole('button', { name: '全部暂停' }).click();
  await page.getByText(/全部投放已暂停（周科长 09:12，原因：突发事件，统一口径）/).waitFor();
  await desk.shot('today-blackout');
  expect(await desk.axe()).toEqual([]);
  await page.getByRole('button', { name: '恢复', exact: true }).click();
  await page.getByRole('dialog', { name: '恢复投放？' }).getByRole('button', { name: '恢复投放' }).click();
  await page.getByText(/投放已恢复/).waitFor();
  expect(await desk.govcast.acting.db.selectFrom('blackout').select('endedBy').execute()).toEqual([
    { endedBy: 'zhou' },
  ]);
});

test('an auditor sees breaches and the ruler and acts nowhere', async () => {
  await open('tang-xin');
  const { page } = desk;
  expect(await page.locator('h1').innerText()).toBe('1 个时限已超期');
  expect(await rows().count()).toBe(1);
  expect(await rows().getByRole('button').count()).toBe(0);
  expect(await page.getByRole('button', { name: '暂停全部投放' }).count()).toBe(0);
});

test('after a black-out everything that was kept back goes with one answer, its gap between two of an account', async () => {
  const seed = async (govcast: Desk['govcast']) => {
    ids = await seedToday(govcast);
    const { acting, config } = govcast;
    const zhou = { person: 'zhou', via: 'console' as const };
    const at = (moment: string) => {
      const now = () => Date.parse(`2026-11-23T${moment}:00+08:00`);
      return { ...acting, people: config.people, clock: { ...acting.clock, now } };
    };
    await answerQuestion(
      { ...govcast.work, clock: at('09:12').clock },
      ids.get('delivery 公租房年审提醒') ?? '',
      { is: 'repeat' },
      zhou,
    );
    const wish = { kind: 'other' as const, reason: '突发事件', channels: null, includesInternal: false };
    const known = config.channels.map(({ id }) => id);
    const { blackout } = await startBlackout(at('09:12'), known, { ...wish, fromAt: null, toAt: null }, zhou);
    await endBlackout(at('14:50'), blackout.id, zhou);
    await askAfterBlackouts(govcast.work);
  };
  desk = await openDesk({ seed, config: todayConfig(), now: Date.parse('2026-11-23T15:00:00+08:00') });
  await desk.go('/');
  const { page } = desk;
  await page.getByRole('button', { name: /^逐条处理/ }).click();
  const sheet = page.getByRole('dialog', { name: '停发留下的' });
  await sheet.getByRole('button', { name: '全部按间隔发出' }).click();
  const asked = page.getByRole('dialog', { name: '留下的 2 条都发出？' });
  await asked.waitFor();
  await desk.shot('today-send-all');
  expect(await desk.axe()).toEqual([]);
  await asked.getByRole('button', { name: '全部按间隔发出' }).click();
  await page.getByText('2 条按间隔接着发').waitFor();
  const { db } = desk.govcast.acting;
  const questions = db.selectFrom('question').select('delivery').where('kind', '=', 'blackout');
  expect(await questions.where('answeredAt', 'is', null).execute()).toEqual([]);
  expect(await questions.where('answeredAt', 'is not', null).execute()).toHaveLength(2);
  await expect.poll(() => page.locator('li[data-kind="blackout"]').count()).toBe(0);
});
