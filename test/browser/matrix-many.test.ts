import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';
import { todayConfig } from './seeds/today.ts';

const MORE = 492;
const config = todayConfig();
let desk: Desk;
beforeAll(async () => {
  const account = (n: number) => ({
    ...{ id: `many-${n}`, name: `示例账号${n}`, kind: 'wechat-subscription', role: 'ordinary', owner: 'zheng' },
    ...{ office: '示例市住房和城乡建设局', section: 'property', openedOn: '2020-06-01', sandbox: true },
    ...{ secondAccountReason: '各有对象，按年度备案', defaultAct: 'publish' },
    credentials: {
      appId: `wx${String(1_000_000 + n).padStart(16, '0')}`,
      secret: { sandbox: `sandbox-secret-${1_000_000 + n}` },
      callbackToken: { sandbox: `sandboxtoken${n}` },
      encodingAesKey: { sandbox: String(n).padStart(43, 'a') },
    },
    slots: [{ days: 'workingDay', times: ['10:00'] }],
  });
  const lines = Array.from({ length: MORE }, (_, i) => `  - ${JSON.stringify(account(i + 1))}\n`);
  const file = join(config, 'channels.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('channels:\n', `channels:\n${lines.join('')}`));
  desk = await openDesk({ config });
  await desk.go('/matrix');
}, 60_000);
afterAll(async () => {
  await desk?.close();
  rmSync(config, { recursive: true, force: true });
});

test('of five hundred accounts those in sight are drawn, the others as they are scrolled to, and one is found by name', async () => {
  const { page } = desk;
  await page.getByText(/^500 个账号/).waitFor();
  const rows = page.locator('tr[data-list-row]');
  await expect.poll(() => rows.count()).toBeGreaterThan(5);
  expect(await rows.count()).toBeLessThan(80);
  await expect
    .poll(
      async () => {
        await page
          .locator('[data-scrolls]')
          .first()
          .evaluate((box) => box.scrollBy(0, 4_000));
        return page.getByText('示例账号492', { exact: true }).count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  expect(await rows.count()).toBeLessThan(80);
  expect(await desk.axe()).toEqual([]);
  await page.getByRole('searchbox', { name: '账号名' }).fill('示例账号77');
  await expect.poll(() => rows.count()).toBe(1);
});
