import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../src/clock.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { Composition } from '../../src/posts/composing.ts';
import type { Composed } from '../../src/posts/post.ts';
import { loadHead, loadRevision } from '../../src/posts/post-store.ts';
import { releaseOf } from '../../src/posts/release-store.ts';
import { type PostToSave, savePost } from '../../src/posts/save-post.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const editor = { person: 'li', via: 'cli' as const };
let store: TestStore;
let acting: Acting;
let serial = 0;
let subjectId = '';

beforeAll(async () => {
  store = await openTestStore();
  acting = testActing(store.db, testClock(Date.parse('2026-11-20T09:00:00+08:00')));
});
afterAll(() => store.close());
beforeEach(() => {
  serial += 1;
  subjectId = `posts/${serial}.md`;
});

const composed = (title: string): Composed => ({
  kind: 'guide',
  job: 'serve',
  marking: 'public',
  audience: 'public',
  publicUntil: '长期',
  source: null,
  articles: [{ title, author: '示例市', digest: '', html: '<p>一</p>', sourceUrl: null, cover: null, images: [] }],
  forms: {},
});
const post = (title: string, findings: Composition['findings'] = []): PostToSave => ({
  subjectKind: 'file',
  subjectId,
  author: 'li',
  composed: composed(title),
  findings,
});
const ledgerActs = async (id: string) =>
  (
    await store.db.selectFrom('ledgerEntry').select('act').where('object', '=', `post:${id}`).orderBy('seq').execute()
  ).map((e) => e.act);

async function approve(id: string, hash: string, review: 'open' | 'approved') {
  const state = review === 'open' ? 'in-review' : 'approved';
  await store.db
    .updateTable('post')
    .set({ state, approvedHash: review === 'open' ? null : hash })
    .where('id', '=', id)
    .execute();
  await store.db
    .insertInto('review')
    .values({
      id: acting.newId(),
      post: id,
      contentHash: hash,
      workflow: 'w',
      state: review,
      openedBy: 'li',
      openedAt: 1,
      closedAt: null,
    })
    .execute();
}

describe('saving a post', () => {
  test('makes a draft with a first revision and a ledger line', async () => {
    const saved = await savePost(acting, post('一'), editor);
    expect(saved).toMatchObject({ outcome: 'new', revision: 1, voided: false });
    expect(await loadHead(store.db, saved.id)).toMatchObject({
      post: { state: 'draft', approvedHash: null, title: '一', author: 'li' },
      composed: composed('一'),
    });
    expect(await ledgerActs(saved.id)).toEqual(['post.create']);
  });

  test('changes and voids nothing when the text is the same', async () => {
    const first = await savePost(acting, post('一'), editor);
    await approve(first.id, first.contentHash, 'approved');
    const again = await savePost(acting, { ...post('一'), material: 'x' }, editor);
    expect(again).toMatchObject({ outcome: 'unchanged', revision: 1, voided: false });
    expect(await loadHead(store.db, first.id)).toMatchObject({
      post: { state: 'approved', approvedHash: first.contentHash },
    });
    expect(await ledgerActs(first.id)).toEqual(['post.create']);
  });

  test('takes the approval when the text of an approved post changes', async () => {
    const first = await savePost(acting, post('一'), editor);
    await approve(first.id, first.contentHash, 'approved');
    const second = await savePost(acting, post('二'), editor);
    expect(second).toMatchObject({ id: first.id, outcome: 'revised', revision: 2, voided: true });
    expect(await loadHead(store.db, first.id)).toMatchObject({
      post: { state: 'draft', approvedHash: null, title: '二' },
    });
    expect(await ledgerActs(first.id)).toEqual(['post.create', 'post.revise']);
  });

  test('voids the open review when the text changes under it', async () => {
    const first = await savePost(acting, post('一'), editor);
    await approve(first.id, first.contentHash, 'open');
    expect(await savePost(acting, post('二'), editor)).toMatchObject({ voided: true });
    const reviews = await store.db.selectFrom('review').selectAll().where('post', '=', first.id).execute();
    expect(reviews).toMatchObject([{ state: 'voided', closedAt: acting.clock.now() }]);
    expect(await loadHead(store.db, first.id)).toMatchObject({ post: { state: 'draft' } });
  });

  test('keeps every earlier text under its own hash', async () => {
    const first = await savePost(acting, post('一'), editor);
    const second = await savePost(acting, post('二'), editor);
    expect(await loadRevision(store.db, first.id, first.contentHash)).toEqual(composed('一'));
    expect(await loadRevision(store.db, first.id, second.contentHash)).toEqual(composed('二'));
    await expect(loadRevision(store.db, first.id, 'f'.repeat(64))).rejects.toMatchObject({ code: 'post-revision' });
  });

  test('refuses a new text for a post that was withdrawn', async () => {
    const first = await savePost(acting, post('一'), editor);
    await store.db.updateTable('post').set({ state: 'withdrawn' }).where('id', '=', first.id).execute();
    await expect(savePost(acting, post('二'), editor)).rejects.toMatchObject({ name: 'Refused', code: 'post-state' });
  });

  test('makes one post of one subject, however many save it at once', async () => {
    const saved = await Promise.all(Array.from({ length: 6 }, () => savePost(acting, post('一'), editor)));
    expect(new Set(saved.map((s) => s.id)).size).toBe(1);
    expect(saved.filter((s) => s.outcome === 'new')).toHaveLength(1);
    expect((await verifyLedger(store.db)).ok).toBe(true);
  });
});

describe('the embargo in the head of a file', () => {
  test('may be lengthened by saving the file; a shorter one is left aside while it runs', async () => {
    const now = acting.clock.now();
    const save = (hours: number) =>
      savePost(acting, { ...post('标题'), embargoUntil: now + hours * 3_600_000 }, editor);
    const { id } = await save(10);
    await save(40);
    await save(1);
    await save(-1);
    expect((await releaseOf(store.db, id)).embargoUntil).toBe(now + 40 * 3_600_000);
    const acts = (await ledgerActs(id)).filter((act) => act.startsWith('post.embargo'));
    expect(acts).toEqual(['post.embargo', 'post.embargo', 'post.embargo-kept', 'post.embargo-kept']);
  });
});

test('of an item that was left no post is made, until it is taken up again', async () => {
  const item = {
    id: 'i',
    urlKey: 'i',
    url: 'https://www.example.gov.cn/i',
    title: '一',
    contentHash: 'h',
    revision: 1,
  };
  const seen = { publishedAt: null, firstSeenAt: 1, lastSeenAt: 1, withdrawnAt: null };
  await store.db
    .insertInto('item')
    .values({ ...item, ...seen, source: 'news', secondaryKey: null, documentNumber: null })
    .execute();
  await store.db.insertInto('itemLeft').values({ item: 'i', reason: '旧闻', person: 'li', at: 1 }).execute();
  const ofItem: PostToSave = { ...post('一'), subjectKind: 'item', subjectId: 'i' };
  await expect(savePost(acting, ofItem, editor)).rejects.toMatchObject({ code: 'item-left', place: 'item:i' });
  await store.db.deleteFrom('itemLeft').execute();
  expect(await savePost(acting, ofItem, editor)).toMatchObject({ outcome: 'new' });
});
