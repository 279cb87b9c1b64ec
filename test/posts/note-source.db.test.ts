import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { isSent, isSettled } from '../../src/delivery/is-settled.ts';
import { planDelivery } from '../../src/delivery/plan-delivery.ts';
import { wishComposed } from '../../src/policy/compose-wish-store.ts';
import type { Article } from '../../src/portal/article.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { loadHead } from '../../src/posts/post-store.ts';
import { recomposePost } from '../../src/posts/recompose-post.ts';
import { type PostDesk, reconcilePosts } from '../../src/posts/reconcile-posts.ts';
import { retitlePost } from '../../src/posts/retitle-post.ts';
import { takeBack } from '../../src/review/take-back.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openWorld, START, type World } from '../delivery/world.ts';
import { policy } from '../fixtures/posts/articles.ts';

const HOUR = 3_600_000;
const { people } = loadConfig('config');
const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: '0000-1234567' });
const li = { person: 'li-na', via: 'cli' as const };
const page = { ...policy, attachments: [] };
let world: World;
let desk: PostDesk;

beforeEach(async () => {
  world = await openWorld('K1');
  desk = {
    composing,
    rules: {
      bundles: 'always',
      items: { news: { kind: 'news', job: 'publish' } },
      publicUntil: '长期',
      author: 'li-na',
    },
    fetchBytes: async () => Buffer.alloc(0),
    contentFolder: null,
    isSettled,
    isSent,
    takeBack: (tx, post, reason) => takeBack(tx, world.acting, post, reason, { person: 'govcast', via: 'worker' }),
  };
});
afterEach(() => world.end());

/** What the portal does with a page, and what policy/ wishes then. */
async function keep(id: string, article: Article, source: string, revision: number) {
  const row = { url: article.url ?? id, title: article.title ?? '', contentHash: `${id}${revision}`, revision, source };
  const rest = { secondaryKey: null, documentNumber: null, publishedAt: null, firstSeenAt: 1, lastSeenAt: 1 };
  if (revision > 1) await world.db.updateTable('item').set(row).where('id', '=', id).execute();
  else {
    await world.db
      .insertInto('item')
      .values({ id, urlKey: id, ...row, ...rest, withdrawnAt: null })
      .execute();
  }
  const text = {
    contentHash: row.contentHash,
    body: JSON.stringify(article),
    raw: null,
    charset: 'utf-8',
    fetchedAt: 1,
  };
  await world.db
    .insertInto('itemRevision')
    .values({ item: id, revision, ...text })
    .execute();
  await wish();
}

async function withdraw(id: string, at: number | null = START) {
  await world.db.updateTable('item').set({ withdrawnAt: at }).where('id', '=', id).execute();
  await wish();
}

async function wish() {
  for (const subject of [
    { subjectKind: 'item' as const, subjectId: 'p' },
    { subjectKind: 'bundle' as const, subjectId: 'b' },
  ])
    await wishComposed(world.db, subject, world.acting.newId, world.clock.now());
}

async function bundled() {
  const days = { documentNumber: null, publishedOn: null, dueOn: null, provisional: 0, createdAt: 1, updatedAt: 1 };
  await world.db
    .insertInto('bundle')
    .values({ id: 'b', policy: 'p', title: '', ...days })
    .execute();
}

const headOf = async (id: string) => {
  const head = await loadHead(world.db, id);
  if (!head) throw new Error('the post is there');
  return head;
};

/** The post of the page, signed and waiting for its hour on one channel. */
async function approved(state: 'approved' | 'in-review' = 'approved') {
  const id = (await reconcilePosts(world.acting, desk)).saved[0]?.id ?? '';
  const hash = (await headOf(id)).post.contentHash;
  const signed = { state, approvedHash: state === 'approved' ? hash : null };
  await world.db.updateTable('post').set(signed).where('id', '=', id).execute();
  const run = { id: 'r1', post: id, contentHash: hash, workflow: 'standard', openedBy: 'li-na', openedAt: 1 };
  await world.db
    .insertInto('review')
    .values({ ...run, state: state === 'approved' ? 'approved' : 'open', closedAt: null })
    .execute();
  if (state !== 'approved') return { id, hash, delivery: '' };
  const plan = { subjectKind: 'post' as const, subjectId: id, channel: 'fake', act: 'publish' as const, hash };
  const delivery = await inTransaction(world.db, (tx) =>
    planDelivery(tx, world.acting, world.work.channel('fake').descriptor, { ...plan, dueAt: START + HOUR }, li),
  );
  return { id, hash, delivery };
}

const checksOf = async (id: string) => (await headOf(id)).findings.map((f) => [f.check, f.severity]);
const said = async (id: string) =>
  (await headOf(id)).findings.filter((f) => f.check.startsWith('source-')).map((f) => [f.check, f.severity]);
const reviewState = async () => (await world.db.selectFrom('review').select('state').executeTakeFirstOrThrow()).state;

describe('a post whose page goes from the portal or changes', () => {
  test.each([
    'bundle',
    'page',
  ])('of a %s: withdrawn after the approval and before begin, nothing is sent', async (of) => {
    if (of === 'bundle') await bundled();
    await keep('p', page, of === 'bundle' ? 'zcwj' : 'news', 1);
    const { id, delivery } = await approved();
    await withdraw('p');
    const done = await reconcilePosts(world.acting, desk);
    expect(done.problems).toMatchObject([
      { code: 'source-withdrawn', place: `post:${id}`, remedy: expect.stringContaining('重新组稿') },
    ]);
    expect((await headOf(id)).post).toMatchObject({ state: 'returned', approvedHash: null });
    expect(await said(id)).toEqual([['source-withdrawn', 'blocking']]);
    expect(await reviewState()).toBe('voided');
    await world.runOn();
    expect(await world.state(delivery)).toBe('dropped(sure)');
    expect(world.platform.state.calls).toBe(0);
    await wish();
    expect((await reconcilePosts(world.acting, desk)).problems).toEqual([]);
    expect(await said(id)).toHaveLength(1);
    const acts = await world.db
      .selectFrom('ledgerEntry')
      .select(['act', 'actor'])
      .where('act', 'like', 'post.%')
      .execute();
    expect(acts.slice(-2)).toEqual([
      { act: 'post.source-withdrawn', actor: 'govcast' },
      { act: 'post.withdraw', actor: 'govcast' },
    ]);
  });

  test('a review that is open ends: nobody signs what is gone', async () => {
    await keep('p', page, 'news', 1);
    const { id } = await approved('in-review');
    await withdraw('p');
    await reconcilePosts(world.acting, desk);
    expect((await headOf(id)).post.state).toBe('returned');
    expect(await reviewState()).toBe('returned');
  });

  test('what went out keeps its approval and gets a warning', async () => {
    await keep('p', page, 'news', 1);
    const { id, hash } = await approved();
    await world.runOn();
    expect(world.platform.visible()).toBe(1);
    await keep('p', { ...page, title: '更正后的标题' }, 'news', 2);
    const { left, problems } = await reconcilePosts(world.acting, desk);
    expect(left).toEqual([id]);
    expect(problems).toMatchObject([{ code: 'source-changed-sent' }]);
    expect((await headOf(id)).post.approvedHash).toBe(hash);
    expect(await said(id)).toEqual([['source-changed-sent', 'warning']]);
  });

  test('a placed post of a corrected page is not sent, and the next revision is composed once its delivery is gone', async () => {
    await keep('p', page, 'news', 1);
    const { id, delivery } = await approved();
    await keep('p', { ...page, title: '更正后的标题' }, 'news', 2);
    await reconcilePosts(world.acting, desk);
    expect(await said(id)).toEqual([['source-changed', 'blocking']]);
    expect((await headOf(id)).findings.at(-1)?.excerpt).toBe('更正后的标题（第2版）');
    await world.runOn();
    expect(await world.state(delivery)).toBe('dropped(sure)');
    world.clock.moveBy(HOUR);
    expect((await reconcilePosts(world.acting, desk)).saved).toMatchObject([{ id, outcome: 'revised' }]);
    expect((await headOf(id)).post).toMatchObject({ state: 'draft', title: '更正后的标题' });
    expect(await said(id)).toEqual([]);
  });

  test("a person's text is blocked until it is composed again, by whoever answers for it", async () => {
    await keep('p', page, 'news', 1);
    const id = (await reconcilePosts(world.acting, desk)).saved[0]?.id ?? '';
    const edit = async () => ({ post: id, seenHash: (await headOf(id)).post.contentHash });
    await retitlePost(
      world.acting,
      people,
      composing,
      { ...(await edit()), titles: [{ article: 1, title: '人写的标题' }] },
      li,
    );
    await keep('p', { ...page, html: `${page.html}<p>更正一句。</p>` }, 'news', 2);
    await reconcilePosts(world.acting, desk);
    expect(await said(id)).toEqual([['source-changed', 'blocking']]);
    await recomposePost(world.acting, people, desk, await edit(), li);
    expect(await said(id)).toEqual([]);
    world.clock.moveBy(HOUR);
    expect(await reconcilePosts(world.acting, desk)).toEqual({ saved: [], left: [], problems: [] });
    // Gone and back, unchanged: composing again gives the same text and says that all is well.
    await withdraw('p');
    await reconcilePosts(world.acting, desk);
    expect(await said(id)).toEqual([['source-withdrawn', 'blocking']]);
    await expect(recomposePost(world.acting, people, desk, await edit(), li)).rejects.toMatchObject({
      code: 'subject-gone',
    });
    await withdraw('p', null);
    await reconcilePosts(world.acting, desk);
    expect(await recomposePost(world.acting, people, desk, await edit(), li)).toMatchObject({ outcome: 'unchanged' });
    expect(await said(id)).toEqual([]);
  });
});

describe('a page that got a post of its own before its policy came', () => {
  /** The page's post, signed and placed if so wished; then the policy arrives and the bundle is composed. */
  async function joined(placed: boolean, sent = false) {
    await keep('p', page, 'news', 1);
    const { id } = placed ? await approved() : { id: (await reconcilePosts(world.acting, desk)).saved[0]?.id ?? '' };
    if (sent) await world.runOn();
    await bundled();
    await wish();
    const whole = (await reconcilePosts(world.acting, desk)).saved[0]?.id ?? '';
    return { id, whole };
  }

  test('waits, and the post of the bundle says so', async () => {
    const { id, whole } = await joined(false);
    expect(await checksOf(id)).toEqual([['page-in-bundle', 'blocking']]);
    expect(await checksOf(whole)).toEqual([['bundle-has-page', 'warning']]);
    await wish();
    expect((await reconcilePosts(world.acting, desk)).problems).toEqual([]);
    const edit = { post: id, seenHash: (await headOf(id)).post.contentHash, kind: 'notice' as const };
    await recomposePost(world.acting, people, desk, edit, li);
    expect(await checksOf(id)).toEqual([['page-in-bundle', 'blocking']]);
  });

  test('is not sent when it was placed, nor is the bundle before a person has looked', async () => {
    const { id, whole } = await joined(true);
    await world.runOn();
    expect(world.platform.state.calls).toBe(0);
    expect((await headOf(id)).post.state).toBe('returned');
    expect(await checksOf(whole)).toEqual([['bundle-repeats-page', 'blocking']]);
  });

  test('once sent, holds back the bundle', async () => {
    const { id, whole } = await joined(true, true);
    expect(await checksOf(id)).toEqual([['page-in-bundle-sent', 'warning']]);
    expect(await checksOf(whole)).toEqual([['bundle-repeats-page', 'blocking']]);
  });
});
