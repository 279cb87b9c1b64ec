import { afterEach, expect, test } from 'vitest';
import { openSession } from '../../src/access/open-session.ts';
import { findPost, loadHead } from '../../src/posts/post-store.ts';
import { COOKIE } from '../../src/server/api/visit.ts';
import { cursorToEnd } from './cursor.ts';
import { type Desk, openDesk } from './desk.ts';
import { keepPicture } from './keep-picture.ts';
import { seedPosts } from './seeds/posts.ts';

let desk: Desk;
let post = '';
afterEach(() => desk.close());

const open = async (person = 'lin') => {
  desk = await openDesk({
    person,
    seed: async (govcast) => {
      post = await seedPosts(govcast);
    },
  });
  return desk.page;
};
const openEditor = async () => {
  const page = await open();
  await page.goto(`/posts/${post}`);
  await page.getByRole('textbox', { name: '正文', exact: true }).waitFor();
  return page;
};
const head = async () => {
  const found = await loadHead(desk.govcast.acting.db, post);
  if (!found) throw new Error('no post');
  return found;
};

test('the editor stands as in the picture, and axe finds nothing serious', async () => {
  const page = await openEditor();
  await page.locator('mark[data-finding]').first().waitFor();
  await desk.shot('editor');
  await keepPicture('editor', desk.page);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('《加装电梯财政补助实施办法》来了');
  expect(await page.locator('nav ol > li').count()).toBe(3);
  expect(await page.locator('mark[data-finding]').count()).toBeGreaterThan(1);
  const frame = page.frameLocator('iframe');
  expect(await frame.locator('h1').innerText()).toContain('加装电梯');
  expect(await desk.axe()).toEqual([]);
});

test('typing, finding, suggestion and submitting go by the keyboard alone', async () => {
  const page = await openEditor();
  const paper = page.getByRole('textbox', { name: '正文', exact: true });
  await cursorToEnd(paper);
  await page.keyboard.press('Enter');
  await page.keyboard.type('身份证号11010519491231002X的申请人请补正。');
  await page.getByText('110105********002X').first().waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('#why-not').waitFor({ state: 'visible' });
  expect(await page.locator('#why-not').innerText()).toBe('还有 2 条必须改：个人信息');
  for (let i = 0; i < 8 && (await page.locator('mark.finding-blocking').count()) > 0; i += 1) {
    await page.keyboard.press('F8');
    const before = await page.locator('mark.finding-blocking').count();
    if ((await page.locator('mark.finding-blocking.finding-current').count()) === 0) continue;
    await page.keyboard.press('Alt+Enter');
    await expect.poll(() => page.locator('mark.finding-blocking').count()).toBeLessThan(before);
  }
  await expect.poll(() => page.getByText('正在检查').count(), { timeout: 8_000 }).toBe(0);
  await expect.poll(() => page.locator('[aria-describedby=why-not]').getAttribute('aria-disabled')).toBe('false');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/已送审/).waitFor();
  expect(await findPost(desk.govcast.acting.db, post)).toMatchObject({ state: 'in-review' });
  const { composed } = await head();
  expect(composed.articles[0]?.html).toContain('110105********002X');
  expect(composed.articles[0]?.html).not.toContain('13800000000');
});

test('Alt Enter puts in the suggestion of the very finding that F8 went to, in text and title, and F8 leaves none out', async () => {
  const page = await openEditor();
  const paper = page.getByRole('textbox', { name: '正文', exact: true });
  const title = page.getByRole('textbox', { name: '标题' });
  await title.fill('加装电梯请拨 13700000000');
  await cursorToEnd(paper);
  await page.keyboard.press('Enter');
  await page.keyboard.type('联系13900000000或13900000000。');
  await expect.poll(() => page.locator('mark[data-finding*="13900000000"]').count()).toBe(2);
  /** What is found is found in the text that stands there: all of it is kept and checked. */
  const rested = async () => {
    const said = () => page.locator('[role=status]').first().innerText();
    await expect.poll(async () => (await said()).includes('已保存')).toBe(true);
    await expect.poll(() => page.getByText('正在检查').count()).toBe(0);
  };
  await rested();
  const current = page.locator('mark.finding-current');
  const text = async () => (await paper.innerText()).match(/联系.*/u)?.[0];
  // In the order of reading: the title, a link without a suggestion, the number that the post had, and the two.
  const walk = ['137****0000', 'https://www.shili.example.gov.cn/jzdt', '13800000000', '13900000000', '13900000000'];
  const after = [undefined, undefined, undefined, '联系139****0000或13900000000。', '联系139****0000或139****0000。'];
  for (const [i, at] of walk.entries()) {
    await page.keyboard.press('F8');
    if (i > 0) await expect.poll(() => current.allInnerTexts()).toEqual([at]);
    const found = await page.locator('mark[data-finding]').count();
    await page.keyboard.press('Alt+Enter');
    if (i === 0) await expect.poll(() => title.inputValue()).toBe(`加装电梯请拨 ${at}`);
    if (i > 1) await expect.poll(() => page.locator('mark[data-finding]').count()).toBe(found - 1);
    if (after[i]) expect(await text()).toBe(after[i]);
    // Going on at once is the same as going on when the text has been checked anew.
    if (i % 2 === 1) await rested();
  }
  expect(await page.locator('dialog[open]').count()).toBe(0);
  expect(await paper.innerText()).toContain('https://www.shili.example.gov.cn/jzdt');
});

test('what is typed while the network is dead survives a reload and is offered again', async () => {
  const page = await openEditor();
  const paper = page.getByRole('textbox', { name: '正文', exact: true });
  await paper.click();
  await page.context().setOffline(true);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('断网时写的一句。');
  await page.getByText(/没连上，写的内容保存在本机/).waitFor();
  await page.context().setOffline(false);
  await page.reload();
  await page
    .getByText(/找回 .* 没保存的内容/)
    .or(page.getByText('断网时写的一句。'))
    .first()
    .waitFor();
  const offered = page.getByRole('button', { name: '用它' });
  if ((await offered.count()) > 0) await offered.click();
  await page.getByText('断网时写的一句。').first().waitFor();
  await expect
    .poll(async () => (await page.locator('[role=status]').first().innerText()).includes('已保存'))
    .toBe(true);
  desk.complaints.splice(0);
});

test('while the network is dead the editor stays, and whatever could not be done says so', async () => {
  const page = await openEditor();
  const paper = page.getByRole('textbox', { name: '正文', exact: true });
  const said = page.locator('[aria-live]', { hasText: '服务器没有回应' });
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '加一篇' }).click();
  await said.waitFor();
  await page.getByRole('button', { name: '稿件信息' }).click();
  const sheet = page.getByRole('dialog', { name: '稿件信息' });
  await sheet.getByLabel('示例物业').click();
  await sheet.getByRole('alert').getByText('服务器没有回应').waitFor();
  expect(await desk.axe()).toEqual([]);
  await page.keyboard.press('Escape');
  // Putting away asks for the post anew: what could not be fetched takes nothing from the page.
  await page.getByRole('button', { name: '撤下稿件' }).click();
  const asks = page.getByRole('dialog', { name: /^撤下/ });
  await asks.waitFor();
  await asks.getByRole('button', { name: '先不' }).click();
  await paper.waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: '加一篇' }).click();
  await expect.poll(() => page.locator('nav ol > li').count()).toBe(4);
  await expect
    .poll(() => page.getByRole('textbox', { name: '标题' }).evaluate((at) => at.matches(':focus')))
    .toBe(true);
});

test('what was typed about the post is kept when its sheet is left with Esc', async () => {
  const page = await openEditor();
  await page.getByRole('button', { name: '稿件信息' }).click();
  await page.getByRole('dialog', { name: '稿件信息' }).getByLabel('来源').fill('示例市住房保障中心');
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: '正文 1' }).getByText('示例市住房保障中心').waitFor();
});

test('articles are put in order by Alt and arrows, and the order is stored', async () => {
  const page = await openEditor();
  const cards = page.locator('nav ol > li > button');
  await cards.nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => cards.first().innerText()).toContain('一图读懂');
  await expect
    .poll(async () => {
      const row = await desk.govcast.acting.db.selectFrom('workingCopy').selectAll().executeTakeFirst();
      return row?.dirty ?? 0;
    })
    .toBeGreaterThan(0);
});

test('what is typed when the session has ended is offered again after signing in anew', async () => {
  const page = await openEditor();
  const { db, clock } = desk.govcast.acting;
  await cursorToEnd(page.getByRole('textbox', { name: '正文', exact: true }));
  await db.updateTable('session').set({ endedAt: clock.now(), endReason: 'ended' }).execute();
  await page.keyboard.type('退出以后写的一句。');
  await page.getByText('为了安全已退出').waitFor();
  const { cookie: value } = await openSession(desk.govcast.acting, 'lin');
  await page.context().addCookies([{ name: COOKIE, value, url: desk.url, httpOnly: true, sameSite: 'Strict' }]);
  await page.reload();
  await page.getByText(/找回 .* 没保存的内容/).waitFor();
  await page.getByRole('button', { name: '用它' }).click();
  const body = async () =>
    (await db.selectFrom('workingArticle').select('body').where('base', '=', 0).executeTakeFirst())?.body ?? '';
  await expect.poll(body).toContain('退出以后写的一句。');
  desk.complaints.splice(0);
});

test('of many posts only those in sight are drawn, and the last one is reached', async () => {
  const page = await open();
  const { db } = desk.govcast.acting;
  const { material: _, ...row } = await db
    .selectFrom('post')
    .selectAll()
    .where('id', '=', post)
    .executeTakeFirstOrThrow();
  const text = await db.selectFrom('postRevision').selectAll().where('post', '=', post).executeTakeFirstOrThrow();
  for (let i = 0; i < 150; i += 1) {
    const id = `old-${i}`;
    const title = `往年第 ${i} 篇`;
    const at = row.updatedAt - (i + 1) * 1000;
    await db
      .insertInto('post')
      .values({ ...row, id, title, subjectId: id, revision: 1, updatedAt: at })
      .execute();
    await db
      .insertInto('postRevision')
      .values({ ...text, post: id })
      .execute();
  }
  await desk.go('/posts');
  const rows = page.locator('[data-list-row]');
  await expect.poll(() => rows.count()).toBe(50);
  const more = page.getByRole('button', { name: '再取一些' });
  await more.click();
  await expect.poll(() => rows.count()).toBe(100);
  await more.click();
  await expect.poll(() => rows.count()).toBeLessThan(80);
  await more.click();
  await expect.poll(() => page.getByRole('table').getAttribute('aria-rowcount')).toBe('155');
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  await page.getByText('往年第 149 篇').waitFor();
  expect(await rows.count()).toBeLessThan(80);
  await page.evaluate('scrollTo(0, 0)');
  await page.getByText('往年第 0 篇').waitFor();
  expect(await desk.nothingCut()).toEqual([]);
});

test('the list shows state, origin and findings, and opens a post by the keyboard', async () => {
  const page = await open();
  await page.goto('/posts');
  await page.getByText('《加装电梯财政补助实施办法》来了').waitFor();
  await desk.shot('posts');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/posts\/.+/);
});
