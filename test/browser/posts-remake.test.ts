/** 重新组稿: a post whose page was corrected is made again from it in the editor, and the old text is brought back. */
import { afterEach, expect, test } from 'vitest';
import type { Article } from '../../src/portal/article.ts';
import { addFinding, loadHead } from '../../src/posts/post-store.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { worded } from '../../src/posts/wording.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { policy } from '../fixtures/posts/articles.ts';
import { adopted, call } from '../fixtures/posts/pages.ts';
import { keepPage } from '../posts/keep-page.ts';
import { composedPost } from '../review/composed.ts';
import { cursorToEnd } from './cursor.ts';
import { type Desk, openDesk } from './desk.ts';
import { lin } from './seeds/posts.ts';

let desk: Desk;
let post = '';
afterEach(() => desk.close());

/** A post by a person of a page, which was corrected since; blocked for that. */
async function open(page: Article, kind: 'policy' | 'consultation', correction: string) {
  desk = await openDesk({
    person: 'lin',
    seed: async (govcast) => {
      const { acting, composing } = govcast;
      await keepPage(acting.db, 'p', page);
      await keepPage(acting.db, 'p', { ...page, html: `${page.html}<p>${correction}</p>` }, 2);
      await keepPage(acting.db, 'r', adopted);
      const composed = composedPost({ kind, job: 'serve', publicUntil: '2027-01-31', html: '<p>人写的第一稿。</p>' });
      const of = { subjectKind: 'item' as const, subjectId: 'p', author: 'lin', material: 'p:1' };
      post = (await savePost(acting, { ...of, composed, findings: [] }, lin)).id;
      const head = await loadHead(acting.db, post);
      if (!head) throw new Error('no post');
      const told = worded(composing.wording, 'source-changed', {
        post,
        title: head.post.title,
        excerpt: '第 2 次更新',
      });
      await inTransaction(acting.db, (tx) => addFinding(tx, head.post, [told]));
    },
  });
  await desk.go(`/posts/${post}`);
}
const paper = () => desk.page.getByRole('textbox', { name: '正文', exact: true });
const head = async () => {
  const found = await loadHead(desk.govcast.acting.db, post);
  return { ...found?.post, html: (found?.composed.articles ?? []).map(({ html }) => html).join('') };
};

test('a page that was corrected: its finding leads to it, the text is the page’s, what was typed comes back by one key', async () => {
  await open({ ...policy, attachments: [] }, 'policy', '更正：补助二十万元。');
  const { page } = desk;
  await cursorToEnd(paper());
  await page.keyboard.type('我加的一句。');
  const finding = page.locator('article', { hasText: '组稿之后，原文已更新' });
  await finding.getByRole('button', { name: '重新组稿' }).click();
  const sheet = page.getByRole('dialog', { name: '重新组稿' });
  await sheet.getByText('现在的文字留在“版本对比”里').waitFor();
  await desk.shot('editor-remake');
  expect(await desk.axe()).toEqual([]);
  await sheet.getByRole('button', { name: '重新组稿' }).click();
  await page.getByText('已照网页重新组稿，存为第 3 版').waitFor();
  await expect.poll(() => paper().innerText()).toContain('更正：补助二十万元。');
  await expect.poll(() => finding.count()).toBe(0);
  expect(await head()).toMatchObject({ revision: 3, state: 'draft', material: 'p:2' });
  await page.keyboard.press('Control+z');
  await page.getByText('已恢复第 2 版的文字').waitFor();
  await expect.poll(() => paper().innerText()).toContain('我加的一句。');
  expect(await head()).toMatchObject({ revision: 4, html: expect.stringContaining('我加的一句。') });
});

test('a consultation takes in what became of the opinions, found by its title; a page that is gone is told', async () => {
  await open({ ...call, attachments: [] }, 'consultation', '更正：邮箱有误。');
  const { page } = desk;
  await page.getByRole('navigation', { name: '稿件编辑' }).getByRole('button', { name: '重新组稿' }).click();
  const sheet = page.getByRole('dialog', { name: '重新组稿' });
  await sheet.getByRole('searchbox', { name: '采纳情况' }).fill('没有这样的网页');
  await sheet.getByText('没有找到这样的网页').waitFor();
  await sheet.getByRole('searchbox', { name: '采纳情况' }).fill(adopted.title?.slice(0, 12) ?? '');
  await sheet.getByRole('radio', { name: adopted.title ?? '' }).check();
  await sheet.getByRole('button', { name: '重新组稿' }).click();
  await page.getByText('已照网页重新组稿，存为第 2 版').waitFor();
  expect((await head()).html).toContain('采纳9条');
  await desk.govcast.acting.db.updateTable('item').set({ withdrawnAt: 3 }).where('id', '=', 'p').execute();
  await page.getByRole('navigation', { name: '稿件编辑' }).getByRole('button', { name: '重新组稿' }).click();
  await sheet.getByRole('button', { name: '重新组稿' }).click();
  await sheet.getByRole('alert').getByText('网页已从门户撤下').waitFor();
  desk.complaints.splice(0);
  expect((await head()).revision).toBe(2);
});
