import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
afterEach(() => desk?.close());

test('the frame stands as in the pictures: pages in the order of the work, office, time, search, person', async () => {
  desk = await openDesk();
  await desk.go('/');
  const nav = desk.page.getByRole('navigation', { name: '主导航' });
  expect(await nav.getByRole('listitem').allInnerTexts()).toEqual([
    '今日',
    '采编\n信息',
    '政策包',
    '稿件',
    '审核',
    '发布\n日历',
    '矩阵',
    '回应\n诉求',
    '归档\n报表',
    '台账',
    '系统',
  ]);
  expect(await desk.page.getByText('2026年11月23日 星期一 09:12（北京时间）').count()).toBe(1);
  await desk.shot('frame-today');
  expect(await desk.axe()).toEqual([]);
});
