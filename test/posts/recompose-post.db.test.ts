import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import type { Article } from '../../src/portal/article.ts';
import { composeItem } from '../../src/posts/compose-item.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { loadHead, type Subject } from '../../src/posts/post-store.ts';
import { type Recomposing, recomposePost } from '../../src/posts/recompose-post.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { policy, questions } from '../fixtures/posts/articles.ts';
import { adopted, call, reposted } from '../fixtures/posts/pages.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { keepPage } from './keep-page.ts';

const { people } = loadConfig('config');
const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: '0000-12319' });
const desk = {
  composing,
  fetchBytes: async (url: string): Promise<Buffer> => {
    throw new Error(`no network for ${url}`);
  },
};
const li = { person: 'li-na', via: 'cli' as const };
let store: TestStore;
let acting: Acting;

beforeAll(async () => {
  store = await openTestStore();
  acting = testActing(store.db, testClock(Date.parse('2026-11-20T09:00:00+08:00')));
  for (const [id, page] of Object.entries({ p: policy, q: questions, c: call, a: adopted, r: reposted }))
    await keepPage(store.db, id, page);
  const facts = { score: 1, decision: 'made' as const, form: '问答', stage: 'release' as const, reasons: '[]' };
  await store.db
    .insertInto('pair')
    .values({ policy: 'p', interpretation: 'q', ...facts, decidedBy: null, at: 1 })
    .execute();
  const days = { documentNumber: null, publishedOn: null, dueOn: null, provisional: 0, createdAt: 1, updatedAt: 1 };
  await store.db
    .insertInto('bundle')
    .values({ id: 'b', policy: 'p', title: '', ...days })
    .execute();
});
afterAll(() => store.close());

async function again(
  subject: Subject,
  article: Article,
  kind: 'policy' | 'news' | 'consultation',
  wish: Partial<Recomposing>,
) {
  const made = composeItem(
    { article, markingIfBlank: null, kind, job: 'serve', publicUntil: '2027-01-31' },
    new Map(),
    composing,
  );
  const { id, contentHash } = await savePost(acting, { ...subject, ...made, author: 'li-na', material: 'm' }, li);
  const saved = await recomposePost(acting, people, desk, { post: id, seenHash: contentHash, ...wish }, li);
  return { saved, head: await loadHead(store.db, id) };
}

describe('composing a post again', () => {
  test('turns a bundle into one article with parts, and keeps what people said of it', async () => {
    const { saved, head } = await again({ subjectKind: 'bundle', subjectId: 'b' }, policy, 'policy', {
      layout: 'parts',
    });
    expect(saved).toMatchObject({ outcome: 'revised', revision: 2 });
    expect(head?.composed).toMatchObject({
      job: 'serve',
      publicUntil: '2027-01-31',
      articles: [{ title: policy.title }],
    });
    const html = head?.composed.articles[0]?.html ?? '';
    for (const part of ['原文要点', '问答', '餐饮场所每季度检查一次。']) expect(html).toContain(part);
    expect(head?.post.material).toBe('p:1 q:1:问答');
    const lines = await store.db.selectFrom('ledgerEntry').selectAll().where('act', '=', 'post.revise').execute();
    expect(lines).toMatchObject([{ actor: 'li-na', after: expect.stringContaining('"layout":"parts"') }]);
  });

  test('keeps the marking that a person set, when the pages of a bundle carry none', async () => {
    const body = JSON.stringify({ ...questions, marking: null });
    await store.db.updateTable('itemRevision').set({ body }).where('item', '=', 'q').execute();
    const subject: Subject = { subjectKind: 'bundle', subjectId: 'b' };
    const made = (await again(subject, policy, 'policy', {})).head;
    if (!made) throw new Error('the post is there');
    expect(made.composed.marking).toBe('public');
    const unmarked = { ...made.composed, marking: null };
    const { id, contentHash } = await savePost(
      acting,
      { ...subject, composed: unmarked, findings: [], author: 'li-na' },
      li,
    );
    await recomposePost(acting, people, desk, { post: id, seenHash: contentHash }, li);
    expect((await loadHead(store.db, id))?.composed.marking).toBe(null);
    await store.db
      .updateTable('itemRevision')
      .set({ body: JSON.stringify(questions) })
      .where('item', '=', 'q')
      .execute();
  });

  test('turns a page into a repost', async () => {
    const { head } = await again({ subjectKind: 'item', subjectId: 'r' }, reposted, 'news', { kind: 'repost' });
    expect(head?.post.kind).toBe('repost');
    expect(head?.composed.articles[0]?.author).toBe('王小明');
  });

  test('adds to a consultation what became of the opinions', async () => {
    const { head } = await again({ subjectKind: 'item', subjectId: 'c' }, call, 'consultation', { result: 'a' });
    expect(head?.composed.articles[0]?.html).toContain('采纳9条');
    expect(head?.findings.map((f) => f.check)).not.toContain('consultation-result-open');
  });

  test('is refused for a post that is made of a file, and for a person without an editing role', async () => {
    const file: Subject = { subjectKind: 'file', subjectId: 'posts/x.md' };
    await expect(again(file, reposted, 'news', {})).rejects.toMatchObject({
      code: 'post-of-file',
      remedy: expect.stringContaining('posts/x.md'),
    });
    const wish = { post: 'none', seenHash: '' };
    await expect(recomposePost(acting, people, desk, wish, { ...li, person: 'qian-feng' })).rejects.toMatchObject({
      code: 'role-missing',
    });
    await expect(recomposePost(acting, people, desk, wish, li)).rejects.toMatchObject({ code: 'post-unknown' });
  });
});
