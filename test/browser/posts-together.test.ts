/** Two people write one post; texts are compared and restored; nothing that was typed is lost. */
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { findPost, loadHead } from '../../src/posts/post-store.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { signPost } from '../../src/review/sign-post.ts';
import { submitPost } from '../../src/review/submit-post.ts';
import { composedPost } from '../review/composed.ts';
import { cursorToEnd } from './cursor.ts';
import { type Desk, openDesk } from './desk.ts';
import type { DeskPage } from './desk-page.ts';
import { seedPosts } from './seeds/posts.ts';

let desk: Desk;
let post = '';
afterEach(() => desk.close());

const open = async () => {
  desk = await openDesk({
    person: 'lin',
    seed: async (govcast) => {
      post = await seedPosts(govcast);
    },
  });
};
const paperOf = ({ page }: DeskPage) => page.getByRole('textbox', { name: '正文', exact: true });
const cardsOf = ({ page }: DeskPage) => page.locator('nav ol > li > button');
/** Opens the post with one of its articles on the paper, the cursor at its end. */
async function write(at: DeskPage, article = 0, id = post) {
  await at.page.goto(`/posts/${id}`);
  await paperOf(at).waitFor();
  if (article > 0) await cardsOf(at).nth(article).click();
  await at.page.getByRole('region', { name: `正文 ${article + 1}` }).waitFor();
  await cursorToEnd(paperOf(at));
}
const stored = async (place: number, id = post) => {
  const { db } = desk.govcast.acting;
  const copy = await db
    .selectFrom('workingCopy')
    .select('articleOrder')
    .where('post', '=', id)
    .executeTakeFirstOrThrow();
  const order: string[] = JSON.parse(copy.articleOrder);
  const row = await db
    .selectFrom('workingArticle')
    .select('body')
    .where('post', '=', id)
    .where('id', '=', order[place] ?? '')
    .executeTakeFirst();
  return row?.body ?? '';
};
const later = (ms: number) => desk.clock.moveTo(desk.clock.now() + ms);

test('two write at once: who has an article keeps it until he leaves it, and nobody’s cursor moves', async () => {
  await open();
  const su = await desk.as('su');
  await write(desk, 0);
  await desk.page.keyboard.type('林写的');
  await expect.poll(() => stored(0)).toContain('林写的');
  await write(su, 1);
  await su.page.getByText('林编辑在改第 1 篇').waitFor();
  await su.page.keyboard.type('苏写的。');
  await expect.poll(() => stored(1)).toContain('苏写的。');
  // His window takes over what she saved; what he goes on typing stays in one piece.
  await desk.page.getByText('苏编辑在改第 2 篇').waitFor();
  await desk.page.keyboard.press('ArrowLeft');
  await desk.page.keyboard.type('先');
  await expect.poll(() => stored(0)).toContain('林写先的');
  await cardsOf(su).nth(0).click();
  await su.page.getByText('林编辑正在改这一篇，这里只读').waitFor();
  expect(await paperOf(su).getAttribute('contenteditable')).toBe('false');
  await su.page.getByRole('button', { name: '请他让出' }).click();
  await desk.page.getByText('苏编辑请您让出这一篇').waitFor();
  await desk.page.getByRole('button', { name: '让出', exact: true }).click();
  await expect.poll(() => paperOf(su).getAttribute('contenteditable'), { timeout: 15_000 }).toBe('true');
  await paperOf(su).getByText('林写先的').waitFor();
});

test('one writes while the network is dead, another saves the same article: both texts stand side by side and both are kept', async () => {
  await open();
  const su = await desk.as('su');
  await write(su, 2);
  await su.page.context().setOffline(true);
  await su.page.keyboard.press('Enter');
  await su.page.keyboard.type('苏在断网时写的一段。');
  await su.page.getByText(/没连上，写的内容保存在本机/).waitFor();
  later(60_000);
  await write(desk, 2);
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.type('林写的一段。');
  await expect.poll(() => stored(2)).toContain('林写的一段。');
  later(60_000);
  await su.page.context().setOffline(false);
  const sheet = su.page.getByRole('dialog', { name: /林编辑 .* 改过这一篇/ });
  await sheet.waitFor();
  await su.shot('editor-conflict');
  expect(await su.axe()).toEqual([]);
  await sheet.getByRole('region', { name: '我的' }).getByText('苏在断网时写的一段。').waitFor();
  await sheet.getByRole('region', { name: '他的' }).getByText('林写的一段。').waitFor();
  await sheet.getByRole('button', { name: '合并' }).click();
  await expect.poll(() => stored(2)).toMatch(/林写的一段。.*苏在断网时写的一段。|苏在断网时写的一段。.*林写的一段。/);
  await paperOf(su).getByText('林写的一段。').waitFor();
  const kept = await desk.govcast.acting.db.selectFrom('keptText').select(['person', 'why', 'body']).execute();
  expect(kept.map(({ person, why }) => `${person} ${why}`).sort()).toEqual(['lin replaced', 'su conflict']);
  su.complaints.splice(0);
});

test('versions are compared, an earlier one is restored as a new one, and what was being written stays among them', async () => {
  await open();
  await write(desk, 0);
  const { page } = desk;
  await page.keyboard.press('Enter');
  await page.keyboard.type('这一段后来不要了。');
  await expect.poll(() => stored(0)).toContain('这一段后来不要了。');
  await page.getByRole('button', { name: '版本对比' }).click();
  const sheet = page.getByRole('dialog', { name: '版本对比' });
  await sheet.locator('ins', { hasText: '这一段后来不要了。' }).waitFor();
  // What did not change is folded away, so that the change is in sight.
  expect(await sheet.getByText(/^中间 \d+ 段没有变化$/).count()).toBeGreaterThan(0);
  await desk.shot('editor-versions');
  expect(await desk.axe()).toEqual([]);
  await sheet.getByRole('button', { name: /^第 2 版/ }).click();
  await sheet.getByRole('button', { name: '恢复成这一版' }).click();
  await page.getByText('已恢复成第 2 版的文字，存为第 4 版').waitFor();
  await expect.poll(() => paperOf(desk).innerText()).not.toContain('这一段后来不要了。');
  const head = await loadHead(desk.govcast.acting.db, post);
  expect(head?.post.revision).toBe(4);
  expect(head?.composed.articles[0]?.html).not.toContain('这一段后来不要了。');
});

test('a cover is drawn, cut from an uploaded picture, and kept with its article; articles are dragged with the mouse', async () => {
  await open();
  await write(desk, 0);
  const { page } = desk;
  const cover = async (place: number) => {
    const { db } = desk.govcast.acting;
    const rows = await db.selectFrom('workingArticle').select(['id', 'base', 'cover', 'coverFrom']).execute();
    return rows.find(({ base }) => base === place);
  };
  await page.getByRole('button', { name: '换封面' }).click();
  const sheet = page.getByRole('dialog', { name: /的封面$/ });
  await sheet.getByText('头条封面 900×383').waitFor();
  const buffer = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#7a2e00' } })
    .png()
    .toBuffer();
  await sheet.getByLabel('上传一张').setInputFiles({ name: '封面.png', mimeType: 'image/png', buffer });
  await expect.poll(async () => (await cover(0))?.coverFrom).toMatch(/^[0-9a-f]{64}$/);
  await sheet.getByRole('button', { name: '重画' }).click();
  await expect.poll(async () => (await cover(0))?.coverFrom).toBe('drawn');
  await page.keyboard.press('Escape');
  const from = await cardsOf(desk).nth(2).boundingBox();
  const to = await cardsOf(desk).nth(0).boundingBox();
  if (!from || !to) throw new Error('no cards');
  await page.mouse.move(from.x + 60, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y - 40, { steps: 4 });
  await page.mouse.move(to.x + 60, to.y + 10, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => cardsOf(desk).first().innerText()).toContain('你问我答');
  // What moved to the front has the wide shape of its place.
  await expect.poll(async () => JSON.parse((await cover(2))?.cover ?? '{}').width).toBe(900);
});

test('what is typed when somebody hands the post in is not lost: the author takes it back and goes on', async () => {
  await open();
  const { govcast } = desk;
  const lin = { person: 'lin', via: 'console' as const };
  const subject = { subjectKind: 'console' as const, subjectId: 'handed-in' };
  const saved = await savePost(
    govcast.acting,
    { ...subject, composed: composedPost(), findings: [], author: 'lin' },
    lin,
  );
  await write(desk, 0, saved.id);
  await submitPost(govcast.acting, govcast.reviewing, { post: saved.id, seenHash: saved.contentHash }, lin);
  await desk.page.keyboard.type('送审以后想起来的一句。');
  await desk.page.getByText(/这篇稿件正在审核或已签发：/).waitFor();
  await desk.page.getByRole('button', { name: '收回再改' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: '打开修改' }).click();
  await expect.poll(() => stored(0, saved.id)).toContain('送审以后想起来的一句。');
  await desk.page.getByRole('alert').waitFor({ state: 'detached' });
});

test('a returned post shows its signer’s words at their places; put away it is out of the way, and comes back', async () => {
  await open();
  const { govcast, page } = desk;
  const lin = { person: 'lin', via: 'console' as const };
  const html = '<p>每台补助由 15 万元提高到 20 万元。</p><p>首批受理时间为11月26日起。</p>';
  const subject = { subjectKind: 'console' as const, subjectId: 'returned' };
  const { id, contentHash: seenHash } = await savePost(
    govcast.acting,
    { ...subject, composed: composedPost({ title: '加装电梯补助怎么领', html }), findings: [], author: 'lin' },
    lin,
  );
  await submitPost(govcast.acting, govcast.reviewing, { post: id, seenHash }, lin);
  const marks = [{ article: 0, block: 3, start: 7, end: 13, excerpt: '11月26日', note: '和办法写的不是一天' }];
  const wish = { post: id, seenHash, decision: 'return' as const, opinion: '日期核对后再送', marks };
  await signPost(govcast.acting, govcast.reviewing, wish, { person: 'zhou', via: 'console' }, async () => {});
  await write(desk, 0, id);
  await page.getByText(/周科长 .* 退回：日期核对后再送/).waitFor();
  const mark = page.locator('mark.finding-return');
  await expect.poll(() => mark.innerText()).toBe('11月26日');
  const card = page.locator('article', { hasText: '退回标注' });
  await card.getByText('和办法写的不是一天').waitFor();
  await desk.shot('editor-returned');
  expect(await desk.axe()).toEqual([]);
  await card.getByRole('button', { name: '去看' }).click();
  await page.keyboard.type('11月30日');
  await card.getByText('这一处的文字已经改了。').waitFor();
  await expect.poll(() => stored(0, id)).toContain('11月30日');
  await page.getByRole('button', { name: '撤下稿件' }).click();
  const dialog = page.getByRole('dialog', { name: '撤下《加装电梯补助怎么领》？' });
  await dialog.getByRole('button', { name: '不再需要' }).click();
  await desk.shot('editor-discard');
  await dialog.getByRole('button', { name: '撤下稿件' }).click();
  await page.getByText(/林编辑 .* 撤下：不再需要/).waitFor();
  expect(await findPost(govcast.acting.db, id)).toMatchObject({ state: 'withdrawn' });
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await findPost(govcast.acting.db, id))?.state).toBe('draft');
  await paperOf(desk).getByText('11月30日').waitFor();
  await page.goto('/posts');
  const row = page.getByRole('row', { name: /加装电梯补助怎么领/ });
  await row.getByRole('button', { name: /^撤下稿件/ }).click();
  await page.getByRole('dialog').getByLabel('理由').fill('写重了');
  await page.getByRole('dialog').getByRole('button', { name: '撤下稿件' }).click();
  await row.getByText('已撤下', { exact: true }).waitFor();
  await page.getByLabel('状态').selectOption('withdrawn');
  await row.getByText(/林编辑 .* 撤下：写重了/).waitFor();
  await row.getByRole('button', { name: /^恢复稿件/ }).click();
  await page.getByText('《加装电梯补助怎么领》已恢复成草稿').waitFor();
  expect(await findPost(govcast.acting.db, id)).toMatchObject({ state: 'draft' });
});
