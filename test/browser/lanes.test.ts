import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';
import { laneId, manyLanesConfig, seedManyLanes } from './seeds/many-lanes.ts';

const ACCOUNTS = 120;
const config = mkdtempSync(join(tmpdir(), 'govcast-lanes-desk-'));
let desk: Desk;

afterAll(async () => {
  await desk?.close();
  rmSync(config, { recursive: true, force: true });
});

test('of many accounts only the lanes in sight are drawn, and their items come as they come into sight', async () => {
  cpSync('test/fixtures/desk', config, { recursive: true });
  manyLanesConfig({ write: (name, text) => writeFileSync(join(config, name), text) }, ACCOUNTS);
  const columns = readFileSync('config/columns.yaml', 'utf8').replace(', channel: sub', '');
  writeFileSync(join(config, 'columns.yaml'), columns);
  desk = await openDesk({ config, seed: (govcast) => seedManyLanes(govcast, ACCOUNTS) });
  const { page } = desk;
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname === '/api/v1/calendar/items') asked.push(url.searchParams.get('channels') ?? '');
  });
  await desk.go('/calendar');
  const item = (i: number) => page.locator(`[data-channel=${laneId(i)}]`).getByText(`稿件${i}`, { exact: false });
  await item(0).waitFor();
  expect(asked).toEqual([]);
  expect(await page.locator('[data-channel]').count()).toBeLessThan(60);
  await page.getByRole('region', { name: '全部泳道，可上下滚动' }).evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await item(ACCOUNTS - 2).waitFor();
  expect(asked.map((ids) => ids.split(',').length)).toContain(40);
  // What a sentence is about came with the window: it can be acted on though its lane was not in sight.
  await page.getByText('当日次数已用完').first().waitFor();
  await page.getByRole('button', { name: '按表格看' }).click();
  await page.getByRole('button', { name: '稿件60' }).waitFor();
  expect(await desk.axe()).toEqual([]);
});
