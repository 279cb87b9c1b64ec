import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lookAtWorking } from '../../../src/posts/editing/arrange-articles.ts';
import { listKeptTexts, listRevisions } from '../../../src/posts/editing/list-revisions.ts';
import { recomposeText } from '../../../src/posts/editing/recompose-text.ts';
import { reopenText } from '../../../src/posts/editing/reopen-text.ts';
import { saveArticle } from '../../../src/posts/editing/save-article.ts';
import { addFinding, findPost, loadHead } from '../../../src/posts/post-store.ts';
import { savePost } from '../../../src/posts/save-post.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { policy } from '../../fixtures/posts/articles.ts';
import { composedPost } from '../../review/composed.ts';
import { openTestStore, type TestStore } from '../../store/test-store.ts';
import { keepPage } from '../keep-page.ts';
import { editingOn, li } from './editing-world.ts';

const page = { ...policy, attachments: [] };
const corrected = { ...page, html: `${page.html}<p>更正一句。</p>` };
const noNetwork = () => Promise.reject(new Error('there is no network'));

let store: TestStore;
let editing: ReturnType<typeof editingOn>;
let post: string;
beforeEach(async () => {
  store = await openTestStore();
  editing = editingOn(store);
  await keepPage(store.db, 'p', page);
  const start = { subjectKind: 'item' as const, subjectId: 'p', author: 'li-na', material: 'p:0' };
  const composed = composedPost({
    kind: 'policy',
    job: 'serve',
    publicUntil: '2027-01-31',
    html: '<p>人写的第一稿。</p>',
  });
  post = (await savePost(editing.acting, { ...start, composed, findings: [changed] }, li)).id;
});
afterEach(() => store.close());

const changed = {
  ...{ check: 'source-changed', severity: 'blocking' as const, rule: 'A-01', start: 0, end: 0, excerpt: 'p:2' },
  ...{ message: '原文已更新', remedy: '重新组稿', suggestion: null },
};
const head = async () => {
  const found = await loadHead(store.db, post);
  if (!found) throw new Error('no post');
  return found;
};
const again = async (fetchBytes: () => Promise<Buffer> = noNetwork, who = li) =>
  recomposeText(editing, fetchBytes, { post, seenHash: (await head()).post.contentHash }, who);
const html = async () => (await head()).composed.articles.map((article) => article.html).join('');
const state = (is: 'in-review' | 'draft') =>
  store.db.updateTable('post').set({ state: is }).where('id', '=', post).execute();
async function type(words: string) {
  const copy = await lookAtWorking(editing, post);
  const [first] = copy?.articles ?? [];
  if (!first) throw new Error('no article');
  const { id, version, title, author, digest, sourceUrl } = first;
  const text = { title, author, digest, sourceUrl, body: `<p>${words}</p>` };
  await saveArticle(editing, { post, article: id, base: version, tab: 't', text }, li);
}

describe('a text made again from its pages', () => {
  test('is a new version that people go on from; what was being written is kept, what was said of the post stays', async () => {
    await type('没存成版本的一句。');
    await keepPage(store.db, 'p', corrected, 2);
    expect(await again()).toMatchObject({ outcome: 'revised', revision: 2 });
    expect(await html()).toContain('更正一句。');
    const { composed, findings, post: row } = await head();
    expect(composed).toMatchObject({ kind: 'policy', job: 'serve', publicUntil: '2027-01-31' });
    expect(findings.map(({ check }) => check)).not.toContain('source-changed');
    expect(row.material).toBe('p:2');
    const copy = await lookAtWorking(editing, post);
    expect(copy).toMatchObject({ dirty: 0, baseRevision: 2, baseHash: row.contentHash });
    expect(copy?.articles.map(({ body }) => body).join('')).toContain('更正一句。');
    expect((await listKeptTexts(store.db, post)).map(({ body, why }) => [body, why])).toEqual([
      ['<p>没存成版本的一句。</p>', 'replaced'],
    ]);
    expect((await listRevisions(store.db, post)).map(({ by }) => by)).toEqual(['li-na', 'li-na']);
    const lines = await store.db.selectFrom('ledgerEntry').selectAll().where('act', '=', 'post.revise').execute();
    expect(lines).toMatchObject([{ actor: 'li-na', after: expect.stringContaining('"recomposed"') }]);
  });

  test('that is the same text makes no version, and what was said of other pages is over', async () => {
    await again();
    const { post: row } = await head();
    await inTransaction(store.db, (tx) => addFinding(tx, row, [changed]));
    expect(await again()).toMatchObject({ outcome: 'unchanged', revision: 2 });
    expect((await head()).findings.map(({ check }) => check)).not.toContain('source-changed');
  });

  test.each([
    ['by whoever saw another text', 'post-changed', async () => ({ seenHash: 'f'.repeat(64) })],
    [
      'with a result that is no page',
      'result-gone',
      async () => ({ kind: 'consultation' as const, result: 'nowhere' }),
    ],
    ['by another section', 'not-yours', async () => ({ who: { ...li, person: 'sun-lei' } })],
    ['over signatures unasked', 'post-in-review', async () => void (await state('in-review'))],
    ['of a page that is gone', 'subject-gone', async () => void (await withdraw())],
  ])('%s is refused, and nothing is written', async (_who, code, wish) => {
    const { seenHash, who = li, ...recipe } = { seenHash: undefined, ...((await wish()) ?? {}) } as Wish;
    const { contentHash, revision } = (await head()).post;
    const asked = recomposeText(editing, noNetwork, { post, seenHash: seenHash ?? contentHash, ...recipe }, who);
    await expect(asked).rejects.toMatchObject({ code });
    expect(await findPost(store.db, post)).toMatchObject({ contentHash, revision });
  });

  test('asked for twice at once is one version', async () => {
    const asked = await Promise.allSettled([again(), again()]);
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(asked.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'post-changed' } });
    expect((await listRevisions(store.db, post)).map(({ revision }) => revision)).toEqual([2, 1]);
  });

  test('is not saved over a review that began while its pictures were fetched', async () => {
    await keepPage(store.db, 'p', { ...page, html: `${page.html}<img src="https://www.example.gov.cn/new.png">` }, 2);
    const { contentHash } = (await head()).post;
    const asked = again(async () => {
      await state('in-review');
      return await noNetwork();
    });
    await expect(asked).rejects.toMatchObject({ code: 'post-in-review' });
    expect(await findPost(store.db, post)).toMatchObject({ contentHash, state: 'in-review' });
    await reopenText(editing, { post, seenHash: contentHash }, li);
    expect(await again()).toMatchObject({ outcome: 'revised', revision: 2 });
  });
});

interface Wish {
  seenHash?: string;
  who?: typeof li;
  kind?: 'consultation';
  result?: string;
}
const withdraw = () => store.db.updateTable('item').set({ withdrawnAt: 2 }).where('id', '=', 'p').execute();
