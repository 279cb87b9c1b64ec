import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { chooseManner } from '../../src/posts/choose-manner.ts';
import { composeBundle } from '../../src/posts/compose-bundle.ts';
import { composeItem } from '../../src/posts/compose-item.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { jobMix, sharesOf } from '../../src/posts/job-mix.ts';
import { listPosts } from '../../src/posts/list-posts.ts';
import { loadHead } from '../../src/posts/post-store.ts';
import { retitlePost } from '../../src/posts/retitle-post.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { setPost } from '../../src/posts/set-post.ts';
import { allFindings, readChecking } from '../../src/review/checks/checks.ts';
import { type Reviewing, submitPost } from '../../src/review/submit-post.ts';
import { graphic, policy } from '../fixtures/posts/articles.ts';
import { news, practice } from '../fixtures/posts/pages.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: '0000-12319' });
const { people, workflow } = loadConfig('config');
const li = { person: 'li-na', via: 'cli' as const };
const worker = { person: 'worker', via: 'worker' as const };
const long = '示例市住房和城乡建设局关于印发《示例市城镇燃气安全专项整治三年行动实施方案》的通知';
let store: TestStore;
let acting: Acting;
let subjectId = '';
let serial = 0;

beforeAll(async () => {
  store = await openTestStore();
  acting = testActing(store.db, testClock(Date.parse('2026-11-20T09:00:00+08:00')));
});
afterAll(() => store.close());
beforeEach(() => {
  serial += 1;
  subjectId = `i${serial}`;
});

const bundleOf = (title: string) => ({
  policy: { article: { ...policy, title }, markingIfBlank: null },
  interpretations: [{ article: { ...graphic, html: '<p>图。</p>' }, markingIfBlank: null, form: '图解' as const }],
  telephone: null,
  publicUntil: '长期',
});
async function save(made = composeBundle(bundleOf(long), new Map(), composing), more = {}) {
  return await savePost(
    acting,
    { subjectKind: 'bundle', subjectId, author: 'li-na', material: 'm:1', ...made, ...more },
    worker,
  );
}
const blocking = async (id: string) => {
  const head = await loadHead(store.db, id);
  const checking = readChecking('content', composing.limits);
  const found = head ? allFindings(head.findings, head.composed, checking) : [];
  return found.filter((f) => f.severity === 'blocking').map((f) => f.check);
};
const lines = (id: string, act: string) =>
  store.db.selectFrom('ledgerEntry').selectAll().where('object', '=', `post:${id}`).where('act', '=', act).execute();

describe('a title that is proposed', () => {
  test('is taken by a person as a new revision in that name, and the post is no longer blocked', async () => {
    const { id, contentHash } = await save();
    expect(await blocking(id)).toEqual(['title-length']);
    const wish = { post: id, seenHash: contentHash, titles: 'proposals' as const };
    const done = await retitlePost(acting, people, composing, wish, li);
    const to = '《示例市城镇燃气安全专项整治三年行动实施方案》印发';
    expect(done).toMatchObject({ revision: 2, left: [], titles: [{ article: 1, from: long, to, proposed: true }] });
    expect(await blocking(id)).toEqual([]);
    const head = await loadHead(store.db, id);
    expect(head?.post).toMatchObject({ title: to, state: 'draft', material: 'm:1' });
    expect(head?.composed.articles[0]?.html).toContain(`文件名称：${long}`);
    for (const form of Object.values(head?.composed.forms ?? {})) expect(form).toContain('三年行动实施方案》印发');
    expect(head?.composed.forms.plain).toContain('0000-12319');
    const [line] = await lines(id, 'post.revise');
    expect(line).toMatchObject({ actor: 'li-na' });
    expect(JSON.parse(String(line?.after))).toMatchObject({ titles: [{ from: long, to, proposed: true }] });
  });

  test("may be a person's own; too long, empty or for no article it is refused", async () => {
    const { id, contentHash } = await save();
    const give = (title: string, article = 1) =>
      retitlePost(acting, people, composing, { post: id, seenHash: contentHash, titles: [{ article, title }] }, li);
    await expect(give('长'.repeat(33))).rejects.toMatchObject({ code: 'title-length' });
    await expect(give('  ')).rejects.toMatchObject({ code: 'title-length' });
    await expect(give('一', 9)).rejects.toMatchObject({ code: 'article-unknown' });
    await expect(give('燃气安全三年行动方案来了')).resolves.toMatchObject({ titles: [{ proposed: false }] });
  });

  test('is refused where nothing is proposed, for another role, and for a text that has changed since', async () => {
    const { id, contentHash } = await save(composeBundle(bundleOf('长'.repeat(40)), new Map(), composing));
    const wish = { post: id, seenHash: contentHash, titles: 'proposals' as const };
    await expect(retitlePost(acting, people, composing, wish, li)).rejects.toMatchObject({ code: 'no-proposal' });
    await expect(retitlePost(acting, people, composing, wish, { ...li, person: 'qian-feng' })).rejects.toMatchObject({
      code: 'role-missing',
    });
    await expect(retitlePost(acting, people, composing, { ...wish, seenHash: 'old' }, li)).rejects.toMatchObject({
      code: 'post-changed',
    });
    expect((await loadHead(store.db, id))?.post.revision).toBe(1);
  });

  test('of their own is told against a drawn cover, which shows the one before; a proposal and a picture are not', async () => {
    const retitled = async (cover: object | null, titles: 'proposals' | { article: number; title: string }[]) => {
      const made = composeBundle(bundleOf(long), new Map(), composing);
      const [first, ...rest] = made.composed.articles;
      if (!first) throw new Error('it has an article');
      const sizes = { sha256: 'a'.repeat(64), width: 900, height: 383 };
      const articles = [{ ...first, cover: cover && { ...sizes, ...cover } }, ...rest];
      const { id, contentHash } = await save({ ...made, composed: { ...made.composed, articles } });
      await retitlePost(acting, people, composing, { post: id, seenHash: contentHash, titles }, li);
      return (await loadHead(store.db, id))?.findings.filter((f) => f.check === 'cover-old-title') ?? [];
    };
    const own = [{ article: 1, title: '更正后的标题' }];
    expect(await retitled({ square: '0_0_1_1' }, own)).toMatchObject([{ severity: 'warning', excerpt: long }]);
    expect(await retitled({ square: '0_0_1_1' }, 'proposals')).toEqual([]);
    expect(await retitled({}, own)).toEqual([]);
  });

  test('voids the review of the text before', async () => {
    const { id, contentHash } = await save();
    await store.db
      .updateTable('post')
      .set({ state: 'approved', approvedHash: contentHash })
      .where('id', '=', id)
      .execute();
    const done = await retitlePost(
      acting,
      people,
      composing,
      { post: id, seenHash: contentHash, titles: 'proposals' },
      li,
    );
    expect(done.voided).toBe(true);
    expect((await loadHead(store.db, id))?.post).toMatchObject({ state: 'draft', approvedHash: null });
  });
});

describe('what has to be said before a post is submitted', () => {
  const checking = readChecking('content', composing.limits);
  const check: Reviewing['check'] = (findings, composed) => allFindings(findings, composed, checking);
  const reviewing: Reviewing = { people, workflow, check };
  const item = (job: 'publish' | null, publicUntil: string) =>
    composeItem({ article: news, markingIfBlank: null, kind: 'news', job, publicUntil }, new Map(), composing);

  test('M-01 every push has one of four jobs: without one it cannot be submitted, with it it can', async () => {
    const { id, contentHash } = await save(item(null, '长期'));
    await expect(submitPost(acting, reviewing, { post: id, seenHash: contentHash }, li)).rejects.toMatchObject({
      code: 'findings-block',
      findings: [
        { check: 'job', rule: 'M-01', remedy: expect.stringContaining('信息发布、政策解读、舆情回应、办事服务') },
      ],
    });
    const set = await setPost(acting, people, { post: id, seenHash: contentHash, job: 'serve' }, li);
    await expect(submitPost(acting, reviewing, { post: id, seenHash: set.contentHash }, li)).resolves.toMatchObject({
      findings: [],
    });
  });

  test('A-13 a post without a day or 长期 cannot be submitted', async () => {
    const { id, contentHash } = await save(item('publish', ''));
    await expect(submitPost(acting, reviewing, { post: id, seenHash: contentHash }, li)).rejects.toMatchObject({
      findings: [{ check: 'public-until', rule: 'A-13', remedy: expect.stringContaining('公开期限') }],
    });
    const set = await setPost(acting, people, { post: id, seenHash: contentHash, publicUntil: '2026-11-30' }, li);
    await submitPost(acting, reviewing, { post: id, seenHash: set.contentHash }, li);
  });
});

test('A-11 the marking of an unmarked page is set by a person, and recorded', async () => {
  const unmarked = { article: { ...news, marking: null }, markingIfBlank: null };
  const made = composeItem({ ...unmarked, kind: 'news', job: 'publish', publicUntil: '长期' }, new Map(), composing);
  const { id, contentHash } = await save(made);
  expect(await blocking(id)).toEqual(['marking']);
  await setPost(acting, people, { post: id, seenHash: contentHash, marking: 'public' }, li);
  expect(await blocking(id)).toEqual([]);
  const [line] = await lines(id, 'post.revise');
  expect(line).toMatchObject({ actor: 'li-na', after: expect.stringContaining('"marking":"public"') });
});

test('M-01 the shares of the four jobs add up to 100 %', async () => {
  for (const counts of [
    [1, 1, 1, 0],
    [2, 3, 5, 7],
    [1, 0, 0, 0],
    [333, 333, 333, 1],
  ]) {
    expect(sharesOf(counts).reduce((sum, n) => sum + n, 0)).toBe(100);
  }
  expect(sharesOf([0, 0, 0, 0])).toEqual([0, 0, 0, 0]);
  const mix = await jobMix(store.db, 0, { publish: 40, interpret: 30, respond: 10, serve: 20 });
  expect(mix.jobs.reduce((sum, job) => sum + job.share, 0)).toBe(100);
  expect(mix.jobs.map((j) => j.job)).toEqual(['publish', 'interpret', 'respond', 'serve']);
  expect(mix.jobs.reduce((sum, job) => sum + job.posts, 0) + mix.unchosen).toBe(
    (await listPosts(store.db)).posts.length,
  );
});

describe('the manner of release', () => {
  test('A-15 manner of release is stored, and the ledger names who chose it', async () => {
    const { id, contentHash } = await save(undefined, { manner: ['web', 'new-media'] });
    const [created] = await lines(id, 'post.create');
    expect(JSON.parse(String(created?.after))).toMatchObject({ manner: ['web', 'new-media'] });
    expect(await chooseManner(acting, people, { post: id, manner: ['press', 'gazette'] }, li)).toBe(true);
    expect(await chooseManner(acting, people, { post: id, manner: ['gazette', 'press'] }, li)).toBe(false);
    const [line, ...others] = await lines(id, 'post.choose-manner');
    expect(others).toEqual([]);
    expect(line).toMatchObject({ actor: 'li-na' });
    expect(JSON.parse(String(line?.after))).toEqual({ manner: ['gazette', 'press'] });
    expect(await loadHead(store.db, id)).toMatchObject({ post: { contentHash, manner: '["gazette","press"]' } });
    await expect(
      chooseManner(acting, people, { post: id, manner: ['web'] }, { ...li, person: 'qian-feng' }),
    ).rejects.toMatchObject({ code: 'role-missing' });
  });
});

test('O-17 a post of kind 经验 is listed under that kind with its unit', async () => {
  const made = composeItem(
    { article: practice, markingIfBlank: null, kind: 'experience', job: 'publish', publicUntil: '长期' },
    new Map(),
    composing,
  );
  const { id } = await save(made);
  const { posts } = await listPosts(store.db, { kind: 'experience' });
  expect(posts).toMatchObject([{ id, kind: 'experience', unit: practice.source }]);
});
