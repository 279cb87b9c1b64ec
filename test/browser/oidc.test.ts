/** Coming in by the identity provider of the office, in the browser: to 今日, to a second look before signing, and out again. */
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setPassword } from '../../src/access/set-password.ts';
import { accessDesk } from '../../src/access-desk.ts';
import { personOf } from '../../src/config/acting-person.ts';
import { oidcSettings } from '../../src/config/oidc-settings.ts';
import { openProvider, type TestProvider } from '../access/identity-provider.ts';
import { type Desk, openDesk, pictureTime } from './desk.ts';

let provider: TestProvider;
let desk: Desk | undefined;
beforeEach(async () => {
  provider = await openProvider(() => desk?.clock.now() ?? pictureTime);
  Object.assign(provider, { person: 'zhou', authenticatedAt: pictureTime, does: { asks: true } });
  process.env.TEST_OIDC_SECRET = 's3cret';
});
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  await provider.close();
});

/** A desk whose office has the provider; `zhou` has a password, and nobody is signed in. */
async function openOffice(passwords: 'everybody' | 'administrators'): Promise<Desk> {
  const port = await freePort();
  const opened = await openDesk({
    port,
    seed: async (govcast) => {
      govcast.config.settings.access.oidc = oidcSettings.parse({
        ...{ issuer: provider.url, clientId: 'govcast', clientSecret: { env: 'TEST_OIDC_SECRET' }, allowHttp: true },
        ...{ returnTo: `http://127.0.0.1:${port}/login/return`, passwords, signsOutThere: true },
      });
      const wish = { person: personOf(govcast.config.people, 'zhou'), password: 'Qiu-Shui-2026', mustChange: false };
      await setPassword(accessDesk(govcast), { person: 'setup', via: 'cli' }, wish);
    },
  });
  await opened.page.context().clearCookies();
  return opened;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The provider is outside the origin, as it has to be; nothing else is. */
function onlyTheProvider(complaints: string[]): void {
  expect(complaints.filter((said) => !said.includes(new URL(provider.url).host))).toEqual([]);
  complaints.splice(0);
}

test('one signs in at the office’s identity provider, is told of the last login, and works on the page one came from', async () => {
  desk = await openOffice('everybody');
  // He has signed in in the morning, and is asked nothing now.
  provider.authenticatedAt = pictureTime - 60 * 60_000;
  const { page } = desk;
  await page.goto('/login?back=%2Fsystem%2Fpassword');
  await page.getByRole('button', { name: '用单位统一身份登录' }).waitFor();
  expect(await desk.axe()).toEqual([]);
  await desk.shot('login-office');
  await page.getByRole('button', { name: '用单位统一身份登录' }).click();
  await page.getByRole('link', { name: '以 zhou 登录' }).click();
  await page.getByText('这是您第一次登录。').waitFor();
  expect(page.url()).not.toContain('code=');
  await page.getByRole('button', { name: '进入' }).click();
  await page.getByRole('heading', { name: '修改密码' }).waitFor();

  await page.getByRole('button', { name: '设置动态码' }).click();
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: '用单位统一身份核对' }).click(),
  ]);
  await tab.getByRole('link', { name: '以 zhou 登录' }).click();
  await tab.getByText('已核对。').waitFor();
  await desk.shot('confirm-office');
  await tab.close();
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByRole('img', { name: '动态码的二维码' }).waitFor();

  const asked = provider.asked.length;
  await page.getByRole('button', { name: /周科长/ }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('button', { name: '用单位统一身份登录' }).waitFor();
  expect(provider.asked.slice(asked)).toContain('/logout');
  onlyTheProvider(desk.complaints);
});

test('whom the provider names wrongly, or who cancels there, reads in Chinese what to do; administrators have a way by password', async () => {
  desk = await openOffice('administrators');
  const { page } = desk;
  await page.goto('/login');
  await page.getByRole('button', { name: '用单位统一身份登录' }).waitFor();
  expect(await page.getByLabel('密码').count()).toBe(0);
  provider.person = 'wang-wu';
  await page.getByRole('button', { name: '用单位统一身份登录' }).click();
  await page.getByRole('link', { name: '以 wang-wu 登录' }).click();
  await page.getByText('统一身份里的“wang-wu”在这里没有用户').waitFor();
  expect(await desk.axe()).toEqual([]);
  await desk.shot('login-office-unknown');
  await page.getByRole('link', { name: '回到登录页' }).click();
  provider.does = { denies: 'access_denied' };
  await page.getByRole('button', { name: '用单位统一身份登录' }).click();
  await page.getByText('统一身份那边没有登录').waitFor();
  await page.getByRole('link', { name: '回到登录页' }).click();
  await page.getByRole('button', { name: '管理员用密码登录' }).click();
  await page.getByLabel('用户名').fill('zhou');
  await page.getByLabel('密码').fill('Qiu-Shui-2026');
  await page.keyboard.press('Enter');
  await page.getByText('请用单位统一身份登录').waitFor();
  Object.assign(provider, { person: 'zhou', does: {} });
  await page.getByRole('button', { name: '用单位统一身份登录', exact: true }).click();
  await page.getByRole('button', { name: '用单位统一身份登录', exact: true }).click();
  await page.getByRole('button', { name: '进入' }).click();
  await page.getByRole('navigation').getByRole('link', { name: /今日/ }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
  desk.complaints.splice(0);
});
