/** 归档: 报表 and 台账. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';
import type { DeskPage } from './desk-page.ts';
import { seedMatrix } from './seeds/matrix.ts';
import { todayConfig } from './seeds/today.ts';

let desk: Desk;
let auditor: DeskPage;
beforeAll(async () => {
  desk = await openDesk({ config: todayConfig(), seed: seedMatrix });
  auditor = await desk.as('tang-xin');
});
afterAll(() => desk.close());

describe('报表', () => {
  const sheet = () => desk.page.getByRole('table', { name: '账号更新情况' });

  test('stands with its list, the sentence of a circular, the table and the chart of the longest silences', async () => {
    const { page } = desk;
    await desk.go('/reports');
    expect(await page.locator('h1').innerText()).toBe('账号更新情况');
    const list = page.getByRole('navigation', { name: '有哪些报表' }).getByRole('button');
    expect(await list.allInnerTexts()).toEqual(['账号更新情况', '政策解读时效', '转载任务完成情况', '诉求办理情况']);
    await page
      .getByText(/^2026年10月1日至12月31日，7 个账号共更新 \d+ 次（转载 \d+ 次不计），超期 \d+ 次。$/)
      .waitFor();
    expect(await sheet().locator('thead').innerText()).toMatch(/账号\s+更新次\s+转载次\s+最长断更天\s+超期次/);
    expect(await sheet().locator('tbody tr').count()).toBe(7);
    const chart = page.getByRole('img', { name: '最长断更' });
    await expect.poll(() => chart.locator('text').allTextContents()).toContain('示例城建档案');
    await desk.shot('reports');
  });

  test('a figure opens the rows behind it, by the keyboard too; another report and another span stand in the address', async () => {
    const { page } = desk;
    await sheet()
      .getByRole('button', { name: /^示例住建发布 更新 1 次/ })
      .focus();
    await desk.keys('Enter');
    const behind = page.getByRole('region', { name: '示例住建发布 · 更新' });
    await behind.getByText('低温天气施工安全提醒').waitFor();
    await desk.shot('reports-figure');
    await page.getByRole('button', { name: '转载任务完成情况' }).click();
    await page.waitForURL(/report=repost-completion/);
    await page.getByText(/应转 \d+ 次，按时 4 次/).waitFor();
    await page.getByRole('button', { name: '上季度' }).click();
    await page.waitForURL(/from=2026-07-01&to=2026-09-30/);
    await page.getByText(/^2026年7月1日至9月30日/).waitFor();
    expect(await desk.axe()).toEqual([]);
  });

  test('the table is downloaded as spreadsheets read it, with the sentence on top', async () => {
    const { page } = desk;
    await desk.go('/reports');
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载表格' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('账号更新情况-2026-10-01-2026-12-31.csv');
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toMatch(/^\uFEFF账号更新情况\r\n"?2026年10月1日至12月31日/);
    expect(text).toContain('示例住建发布,1,');
  });

  test('a span without anything says what to do', async () => {
    const { page } = desk;
    await desk.go('/reports?report=repost-completion&from=2024-01-01&to=2024-03-31');
    await page.getByText('这个时段还没有可统计的内容；换一个时段看看。').waitFor();
  });
});

describe('台账', () => {
  test('lines are sentences; filters narrow them and can be lifted; J, Enter and Esc open and leave one', async () => {
    const { page } = auditor;
    await auditor.go('/ledger');
    const lines = page.getByRole('region', { name: '台账' }).locator('li button');
    await expect.poll(() => lines.first().innerText()).toMatch(/今天 09:12[\s\S]*唐审计员 登录了控制台/);
    await page.getByLabel('做了什么').selectOption({ label: '账号' });
    await expect
      .poll(() => lines.first().innerText())
      .toMatch(/探测了账号《示例质安》的权限|备案了账号《示例质安》的暂停/);
    await page.waitForURL(/act=channel/);
    expect(await auditor.axe()).toEqual([]);
    await auditor.keys('j', 'Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { name: '之后' }).waitFor();
    await expect.poll(() => drawer.innerText()).toMatch(/经由[\s\S]*控制台[\s\S]*事项编号[\s\S]*指纹[\s\S]*之前/);
    await auditor.shot('ledger-line');
    await auditor.keys('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '清除条件' }).click();
    await expect.poll(() => lines.first().innerText()).toContain('唐审计员 登录了控制台');
  });

  test('what is not there says so and how to go on', async () => {
    const { page } = auditor;
    await auditor.go('/ledger?from=2020-01-01&to=2020-01-02');
    await page.getByText('没有符合条件的记录。换个条件，或清除条件。').waitFor();
  });

  test('the chain is verified on the spot; a line that somebody changed is named, with what to do', async () => {
    const { page } = auditor;
    await auditor.go('/ledger');
    await page.getByRole('button', { name: '现在校验' }).click();
    await page.getByText(/台账完整，今天 09:1\d 校验/).waitFor();
    expect(await page.getByRole('link', { name: '导出' }).getAttribute('href')).toBe('/api/v1/ledger/export?from=1');
    const { db } = desk.govcast.acting;
    const line = await db.selectFrom('ledgerEntry').selectAll().where('seq', '=', 3).executeTakeFirstOrThrow();
    await db.updateTable('ledgerEntry').set({ object: 'channel:other' }).where('seq', '=', 3).execute();
    await page.getByRole('button', { name: '现在校验' }).click();
    await page.getByText('第 3 条与前一条对不上，从这里起不可信').waitFor();
    await page.getByText(/不要改动数据库/).waitFor();
    await auditor.shot('ledger-broken');
    await db.updateTable('ledgerEntry').set({ object: line.object }).where('seq', '=', 3).execute();
  });
});
