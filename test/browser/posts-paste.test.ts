/** What comes into the paper from elsewhere: Word, web pages, pictures. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';
import { seedPosts } from './seeds/posts.ts';

let desk: Desk;
let post = '';
beforeAll(async () => {
  desk = await openDesk({
    person: 'lin',
    seed: async (govcast) => {
      post = await seedPosts(govcast);
    },
  });
}, 60_000);
afterAll(() => desk.close());

const body = async (article: string) => {
  const { db } = desk.govcast.acting;
  const row = await db.selectFrom('workingArticle').select('body').where('id', '=', article).executeTakeFirst();
  return row?.body ?? '';
};
/** Pastes into the empty paper of a new article. @returns its id */
async function pasted(file: string): Promise<string> {
  const { page } = desk;
  await desk.go(`/posts/${post}`);
  const cards = page.locator('nav ol > li');
  const before = await cards.count();
  await page.getByRole('button', { name: '加一篇' }).click();
  await expect.poll(() => cards.count()).toBe(before + 1);
  const paper = page.getByRole('textbox', { name: '正文', exact: true });
  await expect.poll(() => paper.innerText()).toBe('\n');
  await paper.focus();
  await page.evaluate(
    (html) => {
      const data = new DataTransfer();
      data.setData('text/html', html);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    readFileSync(file, 'utf8'),
  );
  await page.getByText(/^已清理格式/).waitFor();
  const { db } = desk.govcast.acting;
  const row = await db
    .selectFrom('workingCopy')
    .select('articleOrder')
    .where('post', '=', post)
    .executeTakeFirstOrThrow();
  const order: string[] = JSON.parse(row.articleOrder);
  const id = order.at(-1) ?? '';
  await expect.poll(() => body(id)).not.toBe('');
  return id;
}

test('from Word comes the text as it stands accepted: structure stays, looks, remarks and struck words do not', async () => {
  const id = await pasted('test/fixtures/paste/word.html');
  const said = await desk.page.getByText(/^已清理格式/).innerText();
  expect(said).toMatch(/去掉 \d+ 处样式、1 个空表格、1 张带不过来的图片（请另外上传）、2 处批注和删改痕迹/);
  await expect.poll(() => body(id)).toContain('示例市住房和城乡建设局');
  expect(await body(id)).toBe(
    [
      '<p>关于既有住宅加装电梯的通知</p><h2>一、申报条件</h2>',
      '<p>四层及以上<strong>既有住宅</strong>。</p><p>每台补助20万元，分两次拨付。</p>',
      '<ol><li>申请书</li><li>身份证明</li></ol><h3><strong>（一）办理地点</strong></h3>',
      '<p>详见<a href="https://www.shili.example.gov.cn/lift">https://www.shili.example.gov.cn/lift</a>，或看共享盘上的原稿。</p>',
      '<table><tbody><tr><td style="text-align:center">项目</td><td>金额</td></tr></tbody></table>',
      '<p style="text-align:right">示例市住房和城乡建设局</p>',
    ].join(''),
  );
  await desk.page.getByRole('button', { name: '看原样' }).click();
  expect(await desk.page.getByLabel('粘贴来的原样').inputValue()).toContain('先不要对外说分几次');
});

test('from a web page come words, lists and links, and nothing that runs; it is taken back in one step', async () => {
  const id = await pasted('test/fixtures/paste/web.html');
  await expect.poll(() => body(id)).toContain('供暖条例');
  expect(await body(id)).toBe(
    [
      '<p><strong>冬季供暖报修指南</strong></p>',
      '<p>供暖期从<strong>11月15日</strong>开始，报修请拨打 <a href="tel:12319">12319</a>。</p>',
      '<ul><li>室温不足 18 ℃</li><li>管道漏水</li></ul><p>分享到微信</p>',
      '<blockquote><p>《供暖条例》第八条</p></blockquote>',
    ].join(''),
  );
  await desk.page.getByText(/2 处脚本和框架/).waitFor();
  await desk.page.getByRole('status').getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => body(id)).toBe('');
});
