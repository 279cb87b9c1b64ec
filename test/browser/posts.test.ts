import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { findPost, loadHead } from '../../src/posts/post-store.ts';
import { type Desk, openDesk } from './desk.ts';
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
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('《加装电梯财政补助实施办法》来了');
  expect(await page.locator('nav ol > li').count()).toBe(3);
  expect(await page.locator('mark[data-finding]').count()).toBeGreaterThan(1);
  const frame = page.frameLocator('iframe');
  expect(await frame.locator('h1').innerText()).toContain('加装电梯');
  await desk.axe();
});

test('typing, finding, suggestion and submitting go by the keyboard alone', async () => {
  const page = await openEditor();
  const paper = page.getByRole('textbox', { name: '正文', exact: true });
  await paper.focus();
  await page.keyboard.press('Control+End');
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

test('what is pasted from Word is cleaned, and the bar says what was left out', async () => {
  const page = await openEditor();
  const paper = page.getByRole('textbox', { name: '正文', exact: true });
  await paper.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.evaluate(
    (html) => {
      const data = new DataTransfer();
      data.setData('text/html', html);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    readFileSync('test/fixtures/paste/word.html', 'utf8'),
  );
  await page.getByText(/已清理格式：去掉 \d+ 处样式、1 个空表格、1 张带不过来的图片/).waitFor();
  await expect
    .poll(
      async () =>
        (
          await desk.govcast.acting.db
            .selectFrom('workingArticle')
            .select('body')
            .where('base', '=', 0)
            .executeTakeFirst()
        )?.body ?? '',
    )
    .toContain('<ol><li>申请书</li><li>身份证明</li></ol>');
  const row = await desk.govcast.acting.db
    .selectFrom('workingArticle')
    .select('body')
    .where('base', '=', 0)
    .executeTakeFirst();
  expect(row?.body).toContain('四层及以上<strong>既有住宅</strong>。');
  expect(row?.body).not.toMatch(/mso|file:|<o:p|font-family/i);
});

test('the list shows state, origin and findings, and opens a post by the keyboard', async () => {
  const page = await open();
  await page.goto('/posts');
  await page.getByText('《加装电梯财政补助实施办法》来了').waitFor();
  await desk.shot('posts');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/posts\/.+/);
});
