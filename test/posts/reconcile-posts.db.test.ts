import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../src/clock.ts';
import { isSent, isSettled } from '../../src/delivery/is-settled.ts';
import { TryLater } from '../../src/errors.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { wishComposed } from '../../src/policy/compose-wish-store.ts';
import type { Article } from '../../src/portal/article.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { loadHead } from '../../src/posts/post-store.ts';
import { type PostDesk, reconcilePosts } from '../../src/posts/reconcile-posts.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { takeBack } from '../../src/review/take-back.ts';
import { graphic, policy, questions } from '../fixtures/posts/articles.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: '0000-1234567' });
const webp = await sharp({ create: { width: 1000, height: 800, channels: 3, background: '#336699' } })
  .webp()
  .toBuffer();
let store: TestStore;
let acting: Acting;
let clock: TestClock;
let folder: string;
let desk: PostDesk;

beforeEach(async () => {
  store = await openTestStore();
  clock = testClock(Date.parse('2026-11-20T09:00:00+08:00'));
  acting = testActing(store.db, clock);
  folder = await mkdtemp(join(tmpdir(), 'govcast-content-'));
  await mkdir(join(folder, 'posts'));
  desk = {
    composing,
    rules: {
      bundles: 'with-interpretation',
      items: { news: { kind: 'news', job: 'publish' } },
      publicUntil: '长期',
      author: 'li',
    },
    fetchBytes: async (url) => {
      if (url.endsWith('long.webp')) return webp;
      throw new TryLater({ code: 'fetch', message: 'the host answered 500', remedy: 'Wait.' });
    },
    contentFolder: folder,
    isSettled,
    isSent,
    takeBack: (tx, post, reason) => takeBack(tx, acting, post, reason, { person: 'govcast', via: 'worker' }),
  };
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** What policy/ does when linking has brought a bundle or a page up to date. */
async function wish(subjectKind: 'bundle' | 'item', subjectId: string) {
  await wishComposed(store.db, { subjectKind, subjectId }, acting.newId, clock.now());
}

async function keep(id: string, article: Article, source: string, revision = 1) {
  const row = { url: article.url ?? id, title: article.title ?? '', contentHash: `${id}${revision}`, revision };
  const known = await store.db.selectFrom('item').select('id').where('id', '=', id).executeTakeFirst();
  if (known) await store.db.updateTable('item').set(row).where('id', '=', id).execute();
  else {
    await store.db
      .insertInto('item')
      .values({
        id,
        urlKey: id,
        ...row,
        source,
        secondaryKey: null,
        documentNumber: article.number,
        publishedAt: null,
        firstSeenAt: 1,
        lastSeenAt: 1,
        withdrawnAt: null,
      })
      .execute();
  }
  await store.db
    .insertInto('itemRevision')
    .values({
      item: id,
      revision,
      contentHash: `${id}${revision}`,
      body: JSON.stringify(article),
      raw: null,
      charset: 'utf-8',
      fetchedAt: 1,
    })
    .execute();
  await wish('item', id);
  await wish('bundle', 'b');
}

async function pair(interpretation: string, form: string) {
  await store.db
    .insertInto('pair')
    .values({
      policy: 'p',
      interpretation,
      score: 1,
      decision: 'made',
      form,
      stage: 'release',
      reasons: '[]',
      decidedBy: null,
      at: 1,
    })
    .execute();
  await wish('bundle', 'b');
}

async function bundle() {
  await keep('p', policy, 'zcwj');
  await store.db
    .insertInto('bundle')
    .values({
      id: 'b',
      policy: 'p',
      title: '',
      documentNumber: null,
      publishedOn: null,
      dueOn: null,
      provisional: 0,
      createdAt: 1,
      updatedAt: 1,
    })
    .execute();
}

describe('the loop that makes posts', () => {
  test('makes one post of a policy and its interpretations, and a second call does nothing', async () => {
    await bundle();
    expect((await reconcilePosts(acting, desk)).saved).toEqual([]);
    await keep('g', graphic, 'zcjd');
    await pair('g', '图解');
    const first = await reconcilePosts(acting, desk);
    expect(first).toMatchObject({ saved: [{ outcome: 'new' }], left: [], problems: [] });
    const head = await loadHead(store.db, first.saved[0]?.id ?? '');
    expect(head?.composed.articles.map((a) => a.title)).toEqual([policy.title, graphic.title]);
    expect(head?.composed.articles.every((a, i) => a.cover?.width === (i === 0 ? 900 : 500))).toBe(true);
    expect(head?.composed.articles[1]?.images).toHaveLength(1);
    expect(await reconcilePosts(acting, desk)).toEqual({ saved: [], left: [], problems: [] });
  });

  test('a text that a person wrote while the pictures were being fetched stays', async () => {
    await bundle();
    await keep('g', graphic, 'zcjd');
    await pair('g', '图解');
    const id = (await reconcilePosts(acting, desk)).saved[0]?.id ?? '';
    await keep('g', { ...graphic, title: `${graphic.title}（修订）` }, 'zcjd', 2);
    await store.db.deleteFrom('asset').execute();
    const fetchBytes = async (url: string) => {
      const head = await loadHead(store.db, id);
      if (!head) throw new Error('the post is there');
      const [first, ...rest] = head.composed.articles;
      if (!first || first.title === '人改的标题') return desk.fetchBytes(url);
      const composed = { ...head.composed, articles: [{ ...first, title: '人改的标题' }, ...rest] };
      const byHand = { subjectKind: 'bundle' as const, subjectId: 'b', composed, findings: [], author: 'li' };
      await savePost(acting, byHand, { person: 'wang', via: 'cli' });
      return desk.fetchBytes(url);
    };
    expect(await reconcilePosts(acting, { ...desk, fetchBytes })).toMatchObject({
      saved: [],
      left: [id],
      problems: [{ code: 'source-changed', place: `post:${id}` }],
    });
    const head = await loadHead(store.db, id);
    expect(head?.composed.articles[0]?.title).toBe('人改的标题');
    expect(head?.post.revision).toBe(2);
  });

  test('composes again when an interpretation comes in or a page is revised, in the same instant too', async () => {
    await bundle();
    await keep('g', graphic, 'zcjd');
    await pair('g', '图解');
    await reconcilePosts(acting, desk);
    await keep('q', questions, 'zcjd');
    await pair('q', '问答');
    expect((await reconcilePosts(acting, desk)).saved).toMatchObject([{ outcome: 'revised', revision: 2 }]);
    await keep('p', { ...policy, html: '<p>改了一句话。</p>' }, 'zcwj', 2);
    expect((await reconcilePosts(acting, desk)).saved).toMatchObject([{ outcome: 'revised', revision: 3 }]);
    expect((await reconcilePosts(acting, desk)).saved).toEqual([]);
  });

  test('makes posts of the pages of the named sources only, and of none that stands in a bundle', async () => {
    await bundle();
    await keep('n', { ...questions, marking: null, title: '示例市新闻' }, 'news');
    await keep('o', questions, 'other');
    const { saved } = await reconcilePosts(acting, desk);
    expect(saved).toHaveLength(1);
    expect(await loadHead(store.db, saved[0]?.id ?? '')).toMatchObject({
      composed: { kind: 'news', marking: null, publicUntil: '长期' },
    });
  });

  test('makes posts of what explains a draft, and of all pages when bundles make none', async () => {
    await bundle();
    await store.db.updateTable('bundle').set({ phase: 'draft' }).where('id', '=', 'b').execute();
    await keep('n', { ...questions, title: '草案解读' }, 'news');
    await pair('n', '问答');
    const first = await reconcilePosts(acting, desk);
    expect(first.saved).toHaveLength(1);
    expect((await loadHead(store.db, first.saved[0]?.id ?? ''))?.post.title).toBe('草案解读');
    await store.db.updateTable('bundle').set({ phase: 'final' }).where('id', '=', 'b').execute();
    await keep('m', { ...graphic, title: '另一篇解读' }, 'news');
    await pair('m', '图解');
    await store.db.deleteFrom('composeWish').where('subjectKind', '=', 'bundle').execute();
    expect((await reconcilePosts(acting, desk)).saved).toEqual([]);
    const never = { ...desk, rules: { ...desk.rules, bundles: 'never' as const } };
    expect((await reconcilePosts(acting, never)).saved).toHaveLength(1);
  });

  test('leaves a post alone that a person has rewritten or that was sent', async () => {
    await keep('n', questions, 'news');
    const [first] = (await reconcilePosts(acting, desk)).saved;
    await keep('n', { ...questions, title: '新标题' }, 'news', 2);
    expect(await reconcilePosts(acting, { ...desk, isSettled: async () => true })).toMatchObject({
      saved: [],
      left: [first?.id],
    });
    const head = await loadHead(store.db, first?.id ?? '');
    const edited = { ...head!.composed, source: '人工改过' };
    await savePost(
      acting,
      { subjectKind: 'item', subjectId: 'n', author: 'li', composed: edited, findings: [] },
      { person: 'li', via: 'cli' },
    );
    expect(await reconcilePosts(acting, desk)).toMatchObject({ saved: [], left: [] });
    clock.moveBy(3_600_000);
    expect(await reconcilePosts(acting, desk)).toMatchObject({ saved: [], left: [first?.id] });
  });

  test('keeps a post whose picture cannot be had, with the finding beside its text', async () => {
    await keep('n', { ...graphic, html: '<p>正文<img src="https://x.example/gone.png"></p>' }, 'news');
    const { saved } = await reconcilePosts(acting, desk);
    const head = await loadHead(store.db, saved[0]?.id ?? '');
    expect(head?.findings).toMatchObject([{ check: 'picture-lost', excerpt: 'https://x.example/gone.png' }]);
    expect(head?.findings[0]?.message).toContain('没有取到');
  });

  test('makes a post of a file, a new revision when it or a picture beside it changes, and loses nothing to a broken one', async () => {
    const file = join(folder, 'posts', '指南.md');
    const head = '---\ntitle: 供暖指南\nkind: 办事指南\njob: 办事服务\n---\n';
    await writeFile(file, `${head}正文 ![图](图.png)\n`);
    await writeFile(join(folder, 'posts', '图.png'), await sharp(webp).png().toBuffer());
    await writeFile(join(folder, 'posts', '坏.md'), '---\ntitle: 没有种类\n---\n正文\n');
    const first = await reconcilePosts(acting, desk);
    expect(first.saved).toMatchObject([{ outcome: 'new' }]);
    expect(first.problems).toMatchObject([{ place: expect.stringMatching(/坏\.md:\d+$/), remedy: expect.any(String) }]);
    expect((await loadHead(store.db, first.saved[0]?.id ?? ''))?.composed.articles[0]?.images).toHaveLength(1);
    expect((await reconcilePosts(acting, desk)).saved).toEqual([]);
    await writeFile(file, `${head}改过的正文 ![图](图.png)\n`);
    expect((await reconcilePosts(acting, desk)).saved).toMatchObject([{ outcome: 'revised', revision: 2 }]);
    await writeFile(join(folder, 'posts', '图.png'), await sharp(webp).negate().png().toBuffer());
    expect((await reconcilePosts(acting, desk)).saved).toMatchObject([{ outcome: 'revised', revision: 3 }]);
  });
});

test('an item that is left while its pictures are being fetched becomes no post, and nothing is told as wrong', async () => {
  await keep('n', graphic, 'news');
  const fetchBytes = async (url: string) => {
    const left = { item: 'n', reason: '旧闻', person: 'li', at: 1 };
    await store.db
      .insertInto('itemLeft')
      .values(left)
      .onConflict((c) => c.doNothing())
      .execute();
    return desk.fetchBytes(url);
  };
  expect(await reconcilePosts(acting, { ...desk, fetchBytes })).toEqual({ saved: [], left: [], problems: [] });
  expect(await store.db.selectFrom('itemLeft').selectAll().execute()).toHaveLength(1);
  expect(await store.db.selectFrom('post').selectAll().execute()).toEqual([]);
  expect(await store.db.selectFrom('composeWish').selectAll().execute()).toEqual([]);
});
