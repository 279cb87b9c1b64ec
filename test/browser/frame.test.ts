import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editingOf } from '../../src/post-desk.ts';
import { startPost } from '../../src/posts/editing/start-post.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
let post: string;
beforeAll(async () => {
  desk = await openDesk({
    rehearsal: true,
    seed: async (govcast) => {
      const begun = { title: '《加装电梯财政补助实施办法》来了', kind: 'notice' as const, job: 'publish' as const };
      post = (await startPost(editingOf(govcast), begun, { person: 'lin', via: 'console' })).id;
    },
  });
});
afterAll(() => desk.close());

const nav = () => desk.page.getByRole('navigation', { name: '主导航' });
const path = () => new URL(desk.page.url()).pathname;

describe('the frame', () => {
  test('stands as in the pictures: pages in the order of the work, office, time, search, person, rehearsal', async () => {
    await desk.go('/reports');
    const pages = ['今日', '信息', '政策包', '稿件', '审核', '日历', '矩阵', '诉求', '报表', '台账', '系统'];
    const shown = await nav().getByRole('listitem').allInnerTexts();
    expect(shown.map((text) => pages.find((page) => text.includes(page)))).toEqual(pages);
    for (const group of ['采编', '发布', '回应', '归档']) expect(shown.join(' ')).toContain(group);
    const bar = desk.page.getByRole('banner').first();
    expect(await bar.innerText()).toMatch(/示例市住房和城乡建设局[\s\S]*2026年11月23日 星期一 09:12（北京时间）/);
    expect(await bar.innerText()).toContain('周科长 · 新闻中心');
    expect(await desk.page.getByText('演练环境：稿件只发到本机的模拟平台，不会到达任何真实账号。').isVisible()).toBe(
      true,
    );
  });

  test('pages that a role may not open are absent, and their addresses lead nowhere', async () => {
    const helper = await desk.as('feng-jie');
    await helper.go('/');
    const shown = await helper.page.getByRole('navigation', { name: '主导航' }).getByRole('link').allInnerTexts();
    expect(shown.join(' ')).not.toMatch(/稿件|审核|台账/);
    await helper.go('/posts');
    expect(await helper.page.locator('h1').innerText()).toBe('没有这一页');
  });

  test('goes to a page by G and its letter, lists keys by ?, and is silent in inputs', async () => {
    await desk.go('/reports');
    await desk.keys('g', 'r');
    await desk.page.waitForURL('**/calendar');
    // J and X alone move and choose in a list; after G they leave it.
    await desk.go('/posts');
    await desk.page.locator('[data-list-row]').first().waitFor();
    await desk.keys('g', 'j');
    await desk.page.waitForURL('**/matrix');
    await desk.keys('g', 'r');
    await desk.page.waitForURL('**/calendar');
    await desk.keys('?');
    const list = desk.page.getByRole('dialog', { name: '按键' });
    expect(await list.innerText()).toMatch(/去审核[\s\S]*看全部按键/);
    await desk.keys('Escape');
    await list.waitFor({ state: 'hidden' });
    await desk.keys('Control+k');
    await desk.page.getByRole('combobox').fill('');
    await desk.page.keyboard.type('gr');
    expect(path()).toBe('/calendar');
    // Once, with the words still in the field.
    await desk.keys('Escape');
    await desk.page.getByRole('combobox').waitFor({ state: 'hidden' });
  });

  test('searches by initials and opens what is chosen with Enter', async () => {
    await desk.go('/reports');
    await desk.keys('Control+k');
    await desk.page.keyboard.type('jzdt');
    await desk.page.getByRole('option', { name: /加装电梯财政补助实施办法/ }).waitFor();
    await desk.shot('frame-search');
    expect(await desk.axe()).toEqual([]);
    await desk.keys('Enter');
    await desk.page.waitForURL(`**/posts/${post}`);
  });

  test.each([
    ['浅色', 'light', 'normal'],
    ['深色', 'dark', 'normal'],
    ['高对比', 'light', 'more'],
  ])('is clean in the look %s, which stays after a reload', async (choice, theme, contrast) => {
    await desk.go('/system');
    await desk.page.getByRole('button', { name: /周科长/ }).click();
    await desk.page.getByRole('radio', { name: choice }).check();
    await desk.go('/reports');
    const marks = await desk.page.evaluate('({ ...document.documentElement.dataset })');
    expect(marks).toEqual({ theme, contrast });
    await desk.shot(`frame-${theme}-${contrast}`);
    expect(await desk.axe()).toEqual([]);
  });

  test('begins with the way to the content, and nothing of it is cut at three sizes', async () => {
    await desk.page.evaluate("localStorage.setItem('govcast.theme', 'light')");
    await desk.go('/system');
    await desk.keys('Tab');
    const first = desk.page.getByRole('link', { name: '跳到主要内容' });
    expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await desk.nothingCut()).filter((what) => /nav|header|strip/.test(what))).toEqual([]);
  });

  test('says after ten seconds without the stream of what time its figures are, and when the network is gone', async () => {
    const other = await desk.as('zhou');
    await other.page.clock.install();
    await other.page.route('**/api/v1/events', (route) => route.abort());
    await other.go('/reports');
    await other.page.clock.fastForward(12_000);
    await other.page.getByText(/连接中断，正在重连，显示的是 09:12 的数据/).waitFor();
    await other.page.context().setOffline(true);
    await other.page.getByText('网络断了，写的内容保存在本机，恢复后自动上传。').waitFor();
  });

  test('shows on a phone only what a leader needs, and how to open the rest', async () => {
    const leader = await desk.as('chen', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await leader.go('/matrix');
    expect(await leader.page.locator('h1').innerText()).toBe('请在电脑上打开');
    expect(await leader.page.getByRole('button', { name: '复制链接' }).isVisible()).toBe(true);
    const shown = await leader.page.getByRole('navigation', { name: '手机导航' }).getByRole('link').allInnerTexts();
    expect(shown).toEqual(['等您签', '今日', '诉求', '暂停投放']);
    await leader.shot('frame-phone');
    expect(await leader.axe()).toEqual([]);
  });
});
