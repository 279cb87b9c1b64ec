/** 更新时限: what was formed for a column is told, seen on 今日, disclosed and taken back, on one page. */
import { afterEach, expect, test } from 'vitest';
import { formItem } from '../../src/schedule/columns/form-item.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
afterEach(() => desk?.close());

const DAY = 86_400_000;
const zhao = { person: 'zhao-min', via: 'console' as const };
/** Two months ago, so that its last day is over; and yesterday. */
async function open(person: string): Promise<void> {
  desk = await openDesk({
    person,
    seed: async ({ acting, clock, config }) => {
      const form = (column: string, title: string, days: number) =>
        formItem(acting, config.columns, zhao, { column, title, formedAt: clock.now() - days * DAY });
      await form('8', '直属单位名单调整', 60);
      await form('6', '领导班子分工调整', 1);
    },
  });
}
const table = () => desk.page.getByRole('table', { name: '栏目更新时限' });
const rowOf = (name: string) => table().locator('tbody', { hasText: name });

test('columns to see to come first; what is formed is told and disclosed by the keyboard', async () => {
  await open('lin');
  await desk.go('/items');
  await desk.page.getByRole('button', { name: '更新时限' }).click();
  const rows = table().locator('tbody');
  await expect.poll(() => rows.count()).toBe(54);
  expect(await rows.first().innerText()).toMatch(
    /直属单位\s+政务公开 › 组织机构\s+人事科\s+实时更新\s+超期 \d+ 天\s+1 件已形成、还没公开/,
  );
  expect(await rowOf('依申请公开').innerText()).toContain('答复时限，在诉求里计');
  await desk.shot('columns');
  expect(await desk.axe()).toEqual([]);
  expect(await desk.nothingCut()).toEqual([]);
  await rowOf('机构设置').getByRole('button', { name: '登记已形成' }).focus();
  await desk.keys('Enter');
  const ask = desk.page.getByRole('dialog', { name: '登记“机构设置”有信息已形成' });
  await desk.page.keyboard.type('内设科室职责调整');
  await desk.shot('columns-formed');
  expect(await desk.axe()).toEqual([]);
  await ask.getByRole('button', { name: '登记', exact: true }).focus();
  await desk.keys('Enter');
  await desk.page.getByText('已登记，从 11月23日 起计时').waitFor();
  const formed = rowOf('机构设置').locator('li', { hasText: '内设科室职责调整' });
  await formed.getByText('林编辑 登记，11月23日 形成').waitFor();
  await formed.getByRole('button', { name: '已经公开' }).click();
  const out = desk.page.getByRole('dialog', { name: '“内设科室职责调整”已经公开？' });
  await out.getByRole('textbox', { name: '在哪个网址公开' }).fill('https://www.shili.example.gov.cn/jgsz.html');
  await out.getByRole('button', { name: '记为已公开' }).click();
  await desk.page.getByText('已记为公开').waitFor();
  await rowOf('机构设置').getByText('最近公开的 1 件').click();
  await rowOf('机构设置').getByText('11月23日 已公开').waitFor();
  expect(await rowOf('机构设置').getByRole('button', { name: '登记错了' }).count()).toBe(0);
});

test('今日 leads to the column; whoever answers for it takes back what was told by mistake', async () => {
  await open('zhang-wei');
  await desk.go('/');
  await desk.page.getByRole('button', { name: /^全部门/ }).click();
  const late = desk.page.getByRole('listitem').filter({ hasText: '“直属单位”已超过' });
  await late.getByRole('link', { name: '看栏目' }).click();
  await expect.poll(() => rowOf('直属单位').locator('tr').first().getAttribute('aria-current')).toBe('true');
  await rowOf('直属单位').getByRole('button', { name: '登记错了' }).click();
  const ask = desk.page.getByRole('dialog', { name: '作废“直属单位名单调整”这条登记？' });
  await ask.getByRole('button', { name: '重复登记' }).click();
  await ask.getByRole('button', { name: '作废登记' }).click();
  await desk.page.getByText('已作废这条登记').waitFor();
  await expect.poll(() => rowOf('直属单位').innerText()).toContain('没有待公开的');
});
