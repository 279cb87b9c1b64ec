/** The first day: pages with nothing on them say what will come and how; pages that could not be fetched, what to do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe('with nothing there yet', () => {
  test.each([
    ['/', /今天的事都办完了|没有已排稿件|还没有/],
    ['/items', '还没有信息。信息源第一次看过以后，新发的网页会出现在这里。'],
    ['/bundles', '还没有政策包。门户发布政策文件以后，会自动建包。'],
    ['/posts', '还没有稿件。政策包、信息和 content/posts 里的文件会自动成稿，也可以自己写一篇。'],
    ['/review', '没有等您审的稿件。有人送审，就排在这里。'],
    ['/calendar', '这段时间没有冲突。'],
    ['/requests', /没有.*诉求|没有/],
    ['/reports?report=repost-completion', '这个时段还没有可统计的内容；换一个时段看看。'],
    ['/ledger?act=post', '没有符合条件的记录。换个条件，或清除条件。'],
    ['/system/tokens', /还没有令牌。/],
  ])('%s says what will come and how', async (path, says) => {
    await desk.go(path);
    await desk.page.locator('main').getByText(says).first().waitFor();
    expect(await desk.axe()).toEqual([]);
  });

  test('an account whose past nobody knows says so, and leads to where it is read or entered', async () => {
    await desk.go('/?whose=all');
    const { page } = desk;
    const row = page.locator('li[data-kind=clock]').first();
    await row.getByText(/^以前发过什么还不知道，.*可能早已超过$/).waitFor();
    await row.getByText('读一遍历史发文，或补登最近发的一条').waitFor();
    const line = page.getByRole('region', { name: '时限尺' }).locator('div:has(> div > i[data-level=red])').first();
    await line.getByText('以前发过什么还不知道').waitFor();
    await desk.shot('today-unknown');
    await line.getByRole('link', { name: /^补上历史/ }).click();
    await page.getByRole('dialog').getByRole('heading', { name: '补登手工发的' }).waitFor();
  });

  test('filters that leave nothing are lifted where that is said', async () => {
    await desk.go('/posts?state=withdrawn');
    await desk.page.getByText('这样筛选没有稿件。').waitFor();
    await desk.page.getByRole('button', { name: '看全部稿件' }).click();
    await desk.page.getByText(/^还没有稿件。/).waitFor();
  });
});

const broken = {
  status: 500,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    ...{ type: 'about:blank', title: '服务器出了问题', status: 500, code: 'internal' },
    ...{ incident: 'a1b2c3d4', remedy: '已告知系统管理员。' },
  }),
};

describe('what could not be fetched', () => {
  test.each([
    ['/', /\/api\/v1\/today(\?|$)/],
    ['/items', /\/api\/v1\/items(\?|$)/],
    ['/bundles', /\/api\/v1\/bundles(\?|$)/],
    ['/posts', /\/api\/v1\/posts(\?|$)/],
    ['/review', /\/api\/v1\/review$/],
    ['/calendar', /\/api\/v1\/calendar(\?|$)/],
    ['/matrix', /\/api\/v1\/matrix(\?|$)/],
    ['/requests', /\/api\/v1\/requests(\?|$)/],
    ['/reports', /\/api\/v1\/reports\//],
    ['/ledger', /\/api\/v1\/ledger(\?|$)/],
    ['/system/rules', /\/api\/v1\/system\/rules$/],
  ])('%s says so in place, with the number of the incident, and is fetched by 再试', async (path, address) => {
    const { page } = desk;
    await page.route(address, (route) => route.fulfill(broken));
    await page.goto(path);
    const trouble = page.locator('main').getByRole('alert').filter({ hasText: '没取到' }).first();
    await trouble.getByText('a1b2c3d4').waitFor();
    await page.unroute(address);
    await trouble.getByRole('button', { name: '再试' }).click();
    await trouble.waitFor({ state: 'detached' });
  });

  test('without the frame the page has its name and its landmark, says why, and stands again by 再试', async () => {
    const { page } = desk;
    await page.route('**/api/v1/frame', (route) => route.fulfill(broken));
    await desk.go('/requests');
    expect(await page.locator('h1').innerText()).toBe('诉求');
    await page.locator('main').getByText('a1b2c3d4').waitFor();
    await desk.shot('frame-trouble');
    expect(await desk.axe()).toEqual([]);
    await page.unroute('**/api/v1/frame');
    await page.getByRole('button', { name: '再试' }).click();
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
  });
});
