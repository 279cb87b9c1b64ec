/** 系统: its tabs, each for those who may, with its main act. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setPassword } from '../../src/access/set-password.ts';
import { accessDesk } from '../../src/access-desk.ts';
import { systemClock } from '../../src/clock.ts';
import { personOf } from '../../src/config/acting-person.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Desk, openDesk, pictureTime } from './desk.ts';
import type { DeskPage } from './desk-page.ts';

const PASSWORD = 'Qiu-Shui-2026';
let desk: Desk;
let sandbox: Sandbox;
let system: DeskPage;
const folder = mkdtempSync(join(tmpdir(), 'govcast-system-'));
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, dataDir: folder, clock: systemClock() });
  desk = await openDesk({
    ...{ rehearsal: true, sandboxUrl: sandbox.url },
    seed: async (govcast) => {
      for (const { id } of govcast.config.people.people) {
        const wish = { person: personOf(govcast.config.people, id), password: PASSWORD, mustChange: false };
        await setPassword(accessDesk(govcast), { person: 'setup', via: 'cli' }, wish);
      }
    },
  });
  system = await desk.as('he-yong');
});
afterAll(async () => {
  await desk.close();
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

const tabsOf = ({ page }: DeskPage) => page.getByRole('navigation', { name: '系统的各个部分' }).getByRole('link');

describe('what is seen', () => {
  test('each sees the tabs that are theirs, in one order; an address without a tab opens the first', async () => {
    await system.go('/system');
    const all = [
      '用户与角色',
      '代签',
      '规则',
      '账号接入',
      '日历',
      '体检',
      '演练台',
      '登录记录',
      '令牌',
      '密码与动态码',
      '登录与会话',
    ];
    const mine = await tabsOf(system).allInnerTexts();
    expect(mine).toEqual(all.filter((tab) => mine.includes(tab)));
    expect(mine).toEqual(expect.arrayContaining(['用户与角色', '账号接入', '体检']));
    expect(mine).not.toContain('登录记录');
    expect(await tabsOf(system).and(system.page.locator('[aria-current]')).innerText()).toBe('用户与角色');
    await desk.go('/system');
    expect(await tabsOf(desk).allInnerTexts()).not.toContain('用户与角色');
    expect(await tabsOf(desk).and(desk.page.locator('[aria-current]')).innerText()).toMatch(/规则|代签/);
  });

  test('the address of a tab that others see says who they are', async () => {
    await desk.go('/system/accounts');
    await desk.page.getByRole('region', { name: '账号接入' }).getByText('这件事由何勇（系统管理员）办理。').waitFor();
    expect(await tabsOf(desk).allInnerTexts()).not.toContain('账号接入');
  });

  test('rules stand as they were understood, with example and source; days off with their notice', async () => {
    const { page } = desk;
    await desk.go('/system/rules');
    const reply = page.getByRole('region', { name: '诉求答复' });
    await expect.poll(() => reply.innerText()).toMatch(/系统的理解\s+举例（从今天算）\s+依据\s+规则/);
    expect(await reply.innerText()).toMatch(/11月23日 起算，\d+ 个工作日，到 \d+月\d+日 24:00/);
    const policy = page.getByRole('region', { name: '政策解读' });
    await policy.getByText('枣庄市2024年政务公开工作要点（枣政办发〔2024〕5号）二(六)1 三同步').waitFor();
    const ofLast = policy.getByRole('row').last().getByRole('cell');
    const cells = await ofLast.evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().height));
    expect(new Set(cells.map(Math.round)).size).toBe(1);
    await tabsOf(desk).filter({ hasText: '日历' }).click();
    const year = page.getByRole('region', { name: '2026年' });
    await expect.poll(() => year.innerText()).toMatch(/国务院办公厅[\s\S]*休 10月1日 星期四 国庆节[\s\S]*班 10月10日/);
  });

  test('accounts say where their credentials stand and never what they are', async () => {
    const { page } = system;
    await system.go('/system/accounts');
    const row = page.getByRole('row', { name: /示例住建发布/ });
    await expect.poll(() => row.innerText()).toMatch(/公众号 · 演练账号[\s\S]*在 secret[\s\S]*\/callback\/wechat\/sub/);
    expect(await page.locator('main').innerText()).not.toMatch(/sandbox-secret/);
  });

  test('the doctor says what is wrong first, and looks again when asked', async () => {
    const { page } = system;
    await system.go('/system/checks');
    const rows = page.getByRole('region', { name: '体检' }).getByRole('listitem');
    await expect.poll(() => rows.count()).toBeGreaterThan(8);
    const shapes = await rows.locator('svg').evaluateAll((all) => all.map((mark) => mark.getAttribute('data-shape')));
    const order = ['red', 'yellow', 'green'];
    expect(shapes).toEqual([...shapes].sort((a, b) => order.indexOf(a ?? '') - order.indexOf(b ?? '')));
    const again = page.waitForResponse((answer) => answer.url().endsWith('/system/checks'));
    await page.getByRole('button', { name: '再查一次' }).click();
    expect((await again).ok()).toBe(true);
  });
});

describe('what is done', () => {
  test('on the rehearsal desk a fault is set and lifted, and a made-up citizen writes', async () => {
    const { page } = desk;
    await desk.go('/system/rehearsal');
    const faults = page.getByRole('region', { name: '演练台' });
    await faults.getByText('现在没有设故障').waitFor();
    await faults.getByRole('listitem').filter({ hasText: '40164' }).getByRole('button').click();
    await faults.getByText('微信不认本机 IP（40164）： 还会出现 3 次').waitFor();
    await desk.shot('system-rehearsal');
    expect(await desk.axe()).toEqual([]);
    await faults.getByRole('button', { name: '恢复正常' }).click();
    await faults.getByText('现在没有设故障').waitFor();
    const { acting } = desk.govcast;
    const acts = acting.db
      .selectFrom('ledgerEntry')
      .select('act')
      .where('object', '=', 'rehearsal:desk')
      .orderBy('seq');
    expect((await acts.execute()).map(({ act }) => act)).toEqual(['rehearsal.fault', 'rehearsal.clear']);
    expect(await page.getByLabel('发给哪个账号').locator('option').allInnerTexts()).toContain('示例12319');
  });

  test('the system administrator makes a user, who stands in the list and in the ledger without a role', async () => {
    const { page } = system;
    await system.go('/system/people');
    await page.getByRole('button', { name: '新建用户' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('用户名').fill('ma-chao');
    await dialog.getByLabel('姓名').fill('马超');
    await dialog.getByLabel('职务').fill('编辑');
    await system.keys('Enter');
    await page.getByRole('row', { name: /马超/ }).waitFor();
    await expect.poll(() => page.getByRole('row', { name: /马超/ }).innerText()).toContain('还没有密码');
    await system.shot('system-people-made');
    const made = desk.govcast.acting.db.selectFrom('ledgerEntry').select('act').where('object', '=', 'person:ma-chao');
    expect(await made.execute()).not.toEqual([]);
  });

  test('a token is made, shown once, and ended', async () => {
    const { page } = desk;
    await desk.go('/system/tokens');
    await page.getByRole('button', { name: '做一个令牌' }).click();
    const dialog = page.getByRole('dialog', { name: '做一个令牌' });
    // A form is written from its beginning.
    await dialog.locator(':focus').and(dialog.getByLabel('用途')).waitFor();
    await dialog.getByLabel('用途').fill('大屏读数');
    await dialog.getByRole('button', { name: '做出来' }).click();
    await dialog.getByRole('alert').filter({ hasText: '还没勾能做什么' }).waitFor();
    await dialog.getByRole('checkbox', { name: '看稿件' }).check();
    expect(await desk.axe()).toEqual([]);
    await dialog.getByRole('button', { name: '做出来' }).click();
    const shown = page.getByRole('dialog', { name: '新令牌' });
    await shown.waitFor();
    expect(await shown.innerText()).toMatch(/只显示这一次/);
    await shown.getByRole('button', { name: '已保存' }).click();
    const focused = page.locator(':focus');
    await expect.poll(() => focused.innerText()).toBe('做一个令牌');
    const row = page.getByRole('row', { name: /大屏读数/ });
    await row.getByText('有效').waitFor();
    await row.getByRole('button', { name: '作废' }).click();
    await page.getByRole('dialog', { name: '作废令牌“大屏读数”？' }).getByRole('button', { name: '作废' }).click();
    await row.getByText('已作废').waitFor();
  });

  test('of many tokens the next come when they are asked for, and those read stay after an act', async () => {
    const { page } = desk;
    const { db } = desk.govcast.acting;
    const same = { person: 'zhou', scopes: '["posts:read"]', madeBy: 'zhou', madeAt: pictureTime };
    const unused = { expiresAt: pictureTime + 86_400_000, lastUsedAt: null, lastUsedFrom: null, endedAt: null };
    const rows = Array.from({ length: 60 }, (_, i) => {
      const id = `01A${String(i).padStart(3, '0')}`;
      return { ...same, ...unused, endedBy: null, id, hash: id, name: `读数 ${i}` };
    });
    await db.insertInto('apiToken').values(rows).execute();
    await desk.go('/system/tokens');
    const ends = page.getByRole('button', { name: '作废' });
    await expect.poll(() => ends.count()).toBeGreaterThan(40);
    expect(await page.getByRole('row', { name: '读数 0 ' }).count()).toBe(0);
    await page.getByRole('button', { name: '再看前面的' }).click();
    const oldest = page.getByRole('row', { name: /读数 0 / });
    await oldest.getByRole('button', { name: '作废' }).click();
    await page.getByRole('dialog', { name: '作废令牌“读数 0”？' }).getByRole('button', { name: '作废' }).click();
    await oldest.getByText('已作废').waitFor();
    await page.getByRole('button', { name: '再看前面的' }).waitFor({ state: 'detached' });
    await expect.poll(() => ends.count()).toBe(59);
    await db.deleteFrom('apiToken').where('name', 'like', '读数 %').execute();
  });

  test('elsewhere one is signed out from here', async () => {
    const { page } = desk;
    const other = await desk.as('zhou');
    await desk.go('/system/sessions');
    await page.getByText('就是这里').waitFor();
    await page.getByRole('button', { name: '退出其他各处' }).click();
    await page.getByText('别处没有登录。').waitFor();
    await other.page.goto('/reports');
    await other.page.getByLabel('用户名').waitFor();
    other.complaints.splice(0);
  });

  test('a second factor is set up with the code of the telephone, and words for an emergency are shown', async () => {
    const lin = await desk.as('lin');
    const { page } = lin;
    await lin.go('/system/password');
    await page.getByRole('button', { name: '设置动态码' }).click();
    await page.getByRole('img', { name: /二维码/ }).waitFor();
    const secret = /[A-Z2-7]{16,}/.exec(await page.locator('main').innerText())?.[0] ?? '';
    const code = new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: pictureTime });
    await page
      .locator('input:focus')
      .and(page.getByRole('textbox', { name: /六位|动态码|数字/ }))
      .waitFor();
    await page.getByRole('textbox', { name: /六位|动态码|数字/ }).fill(code);
    await lin.keys('Enter');
    await page
      .getByText(/恢复码|备用/)
      .first()
      .waitFor();
    await lin.shot('system-factor');
    expect(await lin.axe()).toEqual([]);
    await page.locator(':focus', { hasText: '我抄好了' }).waitFor();
    await lin.keys('Enter');
    await page.locator(':focus', { hasText: '停用动态码' }).waitFor();
  });

  test('the password is changed; the rules are said where it is refused', async () => {
    const su = await desk.as('su');
    const { page } = su;
    await su.go('/system/password');
    await page.getByLabel('现在的密码').fill(PASSWORD);
    await page.getByLabel('新密码', { exact: true }).fill('short');
    await page.getByLabel('再写一遍新密码').fill('short');
    await su.keys('Enter');
    await page
      .getByRole('alert')
      .filter({ hasText: /10 个字符/ })
      .waitFor();
    await page.getByLabel('新密码', { exact: true }).fill('Bai-Lu-2026-x');
    await page.getByLabel('再写一遍新密码').fill('Bai-Lu-2026-x');
    await su.keys('Enter');
    await expect.poll(() => page.getByLabel('现在的密码').inputValue()).toBe('');
  });

  test('a password that is given says until when it holds, to who gives it and to who has to change it', async () => {
    const { page, keys } = await desk.as('liu-fang');
    await page.goto('/system/people');
    await page.getByRole('button', { name: '重置密码：郑洋' }).click();
    await page.getByRole('dialog', { name: '给郑洋发一个新密码？' }).getByRole('button', { name: '重置密码' }).click();
    const shown = page.getByRole('dialog', { name: '郑洋的新密码' });
    await shown.getByText('到 11月26日 09:12（北京时间）为止要登录并改好；过了要重新发。').waitFor();
    const [password = ''] = /\w{4}(-\w{4}){3}/.exec(await shown.innerText()) ?? [];
    await shown.getByRole('button', { name: '已告诉本人' }).click();
    await page.getByRole('row', { name: /郑洋/ }).getByText('初始密码到 11月26日 09:12 为止').waitFor();
    await page.context().clearCookies();
    await page.goto('/login');
    await page.getByLabel('用户名').fill('zheng');
    await page.getByLabel('密码').fill(password);
    await keys('Enter');
    const until = page.getByText('初始密码能登录到 11月26日 09:12（北京时间）；到时还没改好，要请安全管理员重新发。');
    await until.waitFor();
    await page.reload();
    await until.waitFor();
  });

  test('the security administrator reads who came in and who did not', async () => {
    const page = (await desk.as('liu-fang')).page;
    const stranger = await desk.as('liu-fang');
    await stranger.page.context().clearCookies();
    await stranger.page.goto('/login');
    await stranger.page.getByLabel('用户名').fill('he');
    await stranger.page.getByLabel('密码').fill('nothing');
    await stranger.page.keyboard.press('Enter');
    await stranger.page.getByText('用户名或密码不对').waitFor();
    stranger.complaints.splice(0);
    await page.goto('/system/logins');
    await page.getByRole('row', { name: /he.*密码不对/ }).waitFor();
    await page.getByLabel('只看用户名').fill('nobody');
    await page.keyboard.press('Enter');
    await page.getByText('还没有记录。').waitFor();
  });
});
