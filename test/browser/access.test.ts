import { afterEach, expect, test } from 'vitest';
import { setPassword } from '../../src/access/set-password.ts';
import { accessDesk } from '../../src/access-desk.ts';
import { personOf } from '../../src/config/acting-person.ts';
import type { Govcast } from '../../src/govcast.ts';
import { setupCode } from '../../src/server/setup-code.ts';
import { type Desk, openDesk, pictureTime } from './desk.ts';
import { seedRequests } from './seeds/requests.ts';

const GOOD = 'Qiu-Shui-2026';
let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});

async function withPasswords(govcast: Govcast): Promise<void> {
  for (const { id } of govcast.config.people.people) await withPassword(govcast, id);
}

async function withPassword(govcast: Govcast, id: string): Promise<void> {
  const wish = { person: personOf(govcast.config.people, id), password: GOOD, mustChange: false };
  await setPassword(accessDesk(govcast), { person: 'setup', via: 'cli' }, wish);
}

const idOf = (role: string) => {
  const found = desk?.govcast.config.people.people.find(({ roles }) => roles.some((held) => held === role));
  if (!found) throw new Error(`nobody is ${role}`);
  return found.id;
};

test('one comes in by name and password, back to the page, and is told of the last login', async () => {
  desk = await openDesk({ seed: withPasswords });
  const { page } = desk;
  await page.context().clearCookies();
  await page.goto('/login?back=%2Fsystem%2Fsessions');
  await page.getByLabel('用户名').fill('zhou');
  await page.getByLabel('密码').fill('nothing');
  await page.keyboard.press('Enter');
  await page.getByText('用户名或密码不对，还可以试 4 次').waitFor();
  await desk.shot('login-wrong');
  await page.getByLabel('密码').fill(GOOD);
  await page.keyboard.press('Enter');
  await page.getByText('这是您第一次登录。').waitFor();
  await desk.shot('login-entered');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '登录与会话' }).waitFor();
  expect(await desk.axe()).toEqual([]);
  await desk.shot('system-sessions');
  desk.complaints.splice(0);
});

test('a name that was wrong five times says until when it is locked, and the security administrator lifts it', async () => {
  desk = await openDesk({ seed: withPasswords });
  const { page } = desk;
  await page.context().clearCookies();
  await page.goto('/login');
  await page.getByLabel('用户名').fill('zhou');
  for (let i = 0; i < 5; i += 1) {
    await page.getByLabel('密码').fill('nothing');
    await page.keyboard.press('Enter');
    await page.getByText(i < 4 ? `还可以试 ${4 - i} 次` : '已锁定到 09:22').waitFor();
  }
  desk.complaints.splice(0);
  const security = await desk.as(idOf('security-admin'));
  await security.page.goto('/system/people');
  await security.page.getByText('已锁定到 今天 09:22').waitFor();
  await security.shot('system-people');
  expect(await security.axe()).toEqual([]);
  await security.page.getByRole('button', { name: /^解锁/ }).click();
  await security.page.getByText('已锁定到').waitFor({ state: 'detached' });
  await page.getByLabel('密码').fill(GOOD);
  await page.keyboard.press('Enter');
  await page.getByText('已登录').waitFor();
});

test('the three administrators see what is theirs, and who does the rest', async () => {
  desk = await openDesk({ seed: withPasswords });
  const system = await desk.as(idOf('system-admin'));
  await system.page.goto('/system/people');
  await system.page.getByRole('button', { name: '新建用户' }).waitFor();
  expect(await system.page.getByRole('button', { name: /^给角色/ }).count()).toBe(0);
  await system.page.getByText('这件事由').first().waitFor();
  desk.clock.moveTo(pictureTime + 16 * 60_000);
  await system.page.getByRole('button', { name: '新建用户' }).click();
  const form = system.page.getByRole('dialog', { name: '新建用户' });
  await form.getByLabel('用户名').fill('sun-yi');
  await form.getByLabel('姓名').fill('孙一');
  await form.getByLabel('职务').fill('编辑');
  await form.getByRole('button', { name: '建这个用户' }).click();
  const confirm = system.page.getByRole('dialog', { name: '再核对一次身份' });
  await confirm.getByRole('button', { name: '先不' }).click();
  await form.getByText('这一步之前要再核对一次身份').waitFor();
  expect(await form.getByLabel('姓名').inputValue()).toBe('孙一');
  await form.getByRole('button', { name: '建这个用户' }).click();
  await confirm.getByLabel('密码').fill(GOOD);
  await confirm.getByRole('button', { name: '核对' }).click();
  await system.page.getByRole('cell', { name: '孙一 sun-yi' }).waitFor();
  await form.waitFor({ state: 'detached' });
  const auditor = await desk.as(idOf('auditor'));
  await auditor.page.goto('/system/people');
  await auditor.page
    .getByRole('cell', { name: /审计员/ })
    .first()
    .waitFor();
  expect(await auditor.page.getByRole('button', { name: '新建用户' }).count()).toBe(0);
});

test('the first run makes the first administrator with the code of the terminal, and is taken up again', async () => {
  desk = await openDesk();
  const { page, govcast } = desk;
  await govcast.acting.db.deleteFrom('session').execute();
  await page.context().clearCookies();
  await page.goto('/first-run');
  await page.getByLabel('设置码').fill(setupCode(govcast.environment.dataFolder));
  await page.getByLabel('姓名').fill('孙一');
  await page.getByLabel('用户名').fill('sun-yi');
  await page.getByLabel('密码').fill(GOOD);
  await desk.shot('first-run');
  expect(await desk.axe()).toEqual([]);
  await page.getByRole('button', { name: '建第一位管理员' }).click();
  await page.getByText('2026年已内置').waitFor();
  await page.reload();
  await page.getByRole('button', { name: '看过了' }).click();
  await page.getByLabel('网址').waitFor();
  await desk.shot('first-run-2');
  await page.goto('/system/people');
  await page.getByText('第一次设置做了 2 步，还差 3 步。').waitFor();
  expect(await desk.axe()).toEqual([]);
  await desk.shot('first-run-strip');
  await page.getByRole('link', { name: '接着设置' }).click();
  await page.getByRole('button', { name: '看过了' }).click();
  await page.getByRole('button', { name: '先演练，以后再接' }).click();
  await page.getByRole('button', { name: '就这些人' }).click();
  await page.getByText('初始密码只显示这一次。').waitFor();
  await page.getByText('到 11月26日 09:12（北京时间）为止要登录并改好；过了要重新发。').waitFor();
  const lost = await page.locator('td').first().innerText();
  await page.reload();
  await page.getByText('还没用初始密码登录').waitFor();
  await desk.shot('first-run-lost');
  // Each password is hashed for a while, one after the other: on a busy machine longer than a page is waited for.
  const renewed = page.waitForResponse((answer) => answer.url().endsWith('/setup/signers/passwords'), {
    timeout: 45_000,
  });
  await page.getByRole('button', { name: '重新发初始密码' }).click();
  expect((await renewed).status()).toBe(200);
  await page.getByText('初始密码只显示这一次。').waitFor();
  expect(await page.locator('td').first().innerText()).not.toBe(lost);
  expect(await desk.axe()).toEqual([]);
  await page.getByRole('button', { name: '已告诉本人' }).click();
  await page.getByRole('link', { name: '打开今日' }).waitFor();
  desk.complaints.splice(0);
});

test('two minutes before a session ends for want of use one is told, and stays; after it a dialog stands over the page', async () => {
  desk = await openDesk();
  const { page, clock } = desk;
  const minutes = (n: number) => clock.moveTo(pictureTime + n * 60_000);
  await desk.go('/system/password');
  minutes(27.9);
  const warning = page.getByRole('alert').filter({ hasText: '后自动退出' });
  await warning.waitFor();
  expect(await desk.axe()).toEqual([]);
  await desk.shot('session-warning');
  await page.getByRole('button', { name: '留在这里' }).click();
  await warning.waitFor({ state: 'detached' });
  minutes(31);
  await page.getByLabel('现在的密码').fill('still here');
  minutes(62);
  await page.getByRole('dialog', { name: '为了安全已退出' }).waitFor();
  desk.complaints.splice(0);
});

test('a session that ends while a note is written loses nothing: one signs in again and takes the text back', async () => {
  desk = await openDesk({
    person: 'feng-jie',
    seed: async (govcast) => {
      await seedRequests(govcast);
      await withPassword(govcast, 'feng-jie');
    },
  });
  const { page, govcast } = desk;
  const notes = async () =>
    (await govcast.acting.db.selectFrom('ledgerEntry').select('seq').where('act', '=', 'request.note').execute())
      .length;
  const before = await notes();
  await page.goto('/requests');
  await page.getByRole('link', { name: /示例小区 3 号楼/ }).click();
  const note = page.getByRole('textbox', { name: '内部记录' });
  await note.waitFor();
  await govcast.acting.db.updateTable('session').set({ endedAt: govcast.clock.now(), endReason: 'ended' }).execute();
  await note.fill('已约物业周三上门，住户在家');
  await page.keyboard.press('Control+Enter');
  await page.getByText('为了安全已退出').waitFor();
  await page.getByRole('button', { name: '重新登录' }).click();
  await page.getByLabel('用户名').fill('feng-jie');
  await page.getByLabel('密码').fill(GOOD);
  await page.keyboard.press('Enter');
  await page.getByText('这是您第一次登录。').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '用它' }).click();
  expect(await note.inputValue()).toBe('已约物业周三上门，住户在家');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => note.inputValue()).toBe('');
  expect(await notes()).toBe(before + 1);
  desk.complaints.splice(0);
});
