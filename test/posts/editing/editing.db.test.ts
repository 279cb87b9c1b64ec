import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { arrangeArticles, lookAtWorking } from '../../../src/posts/editing/arrange-articles.ts';
import type { Editing } from '../../../src/posts/editing/editing.ts';
import { holdArticle } from '../../../src/posts/editing/hold-article.ts';
import { composeNow, keepRevision } from '../../../src/posts/editing/keep-revision.ts';
import { listKeptTexts, listRevisions } from '../../../src/posts/editing/list-revisions.ts';
import { reopenText } from '../../../src/posts/editing/reopen-text.ts';
import { restoreRevision } from '../../../src/posts/editing/restore-revision.ts';
import { saveArticle } from '../../../src/posts/editing/save-article.ts';
import { saveHead } from '../../../src/posts/editing/save-head.ts';
import { settleBase } from '../../../src/posts/editing/settle-base.ts';
import { startPost } from '../../../src/posts/editing/start-post.ts';
import type { ArticleText } from '../../../src/posts/editing/working-copy.ts';
import { addFinding, findPost, loadHead } from '../../../src/posts/post-store.ts';
import { savePost } from '../../../src/posts/save-post.ts';
import { setPost } from '../../../src/posts/set-post.ts';
import { signPost } from '../../../src/review/sign-post.ts';
import { submitPost } from '../../../src/review/submit-post.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { aroundFirstTransaction } from '../../store/around-first-transaction.ts';
import { openTestStore, type TestStore } from '../../store/test-store.ts';
import { composing, draftPost, editingOn, li, reviewing, zhang } from './editing-world.ts';

let store: TestStore;
let editing: ReturnType<typeof editingOn>;
let post: string;
let serial = 0;
beforeEach(async () => {
  store = await openTestStore();
  editing = editingOn(store);
  serial += 1;
  post = await draftPost(editing, `b${serial}`);
});
afterEach(() => store.close());

const copyOf = async () => {
  const copy = await lookAtWorking(editing, post);
  if (!copy) throw new Error('no copy');
  return copy;
};
const textOf = async (i = 0): Promise<ArticleText & { id: string; version: number }> => {
  const article = (await copyOf()).articles[i];
  if (!article) throw new Error('no article');
  const { id, version, title, author, digest, body, sourceUrl } = article;
  return { id, version, title, author, digest, body, sourceUrl };
};
const type = async (body: string, who = li, i = 0, base?: number) => {
  const { id, version, ...text } = await textOf(i);
  return await saveArticle(
    editing,
    {
      post,
      article: id,
      base: base ?? version,
      tab: who.person,
      text: { ...text, body: `${text.body}<p>${body}</p>` },
    },
    who,
  );
};
const ledger = (act: string) =>
  store.db.selectFrom('ledgerEntry').selectAll().where('object', '=', `post:${post}`).where('act', '=', act).execute();
const head = async () => {
  const found = await loadHead(store.db, post);
  if (!found) throw new Error('no post');
  return found;
};

describe('the text that people are writing', () => {
  test('is the newest revision until somebody writes, and looking at it writes nothing', async () => {
    const { post: row, composed } = await head();
    const copy = await copyOf();
    expect(copy).toMatchObject({ baseRevision: 1, baseHash: row.contentHash, dirty: 0 });
    expect(copy.articles.map(({ title }) => title)).toEqual(composed.articles.map(({ title }) => title));
    expect((await composeNow(editing, post))?.contentHash).toBe(row.contentHash);
    expect(await store.db.selectFrom('workingCopy').selectAll().execute()).toEqual([]);
  });

  test('is saved without a revision and without a line in the ledger; kept, it is one revision with one line', async () => {
    await type('先写一句。');
    await type('再写一句。');
    expect((await head()).post.revision).toBe(1);
    expect(await ledger('post.revise')).toEqual([]);
    const kept = await keepRevision(editing, { post }, li);
    expect(kept).toMatchObject({ revision: 2, outcome: 'revised' });
    const { composed } = await head();
    expect(composed.articles[0]?.html).toContain('再写一句。');
    expect(composed.forms.plain).toContain('先写一句。');
    expect(await ledger('post.revise')).toHaveLength(1);
    expect(await keepRevision(editing, { post }, li)).toMatchObject({ revision: 2, outcome: 'unchanged' });
  });

  test('is cleaned whatever arrives', async () => {
    const { id, version, ...text } = await textOf();
    const body =
      '<p style="position:fixed" onclick="x()">字<script>alert(1)</script></p><img src="https://evil/x.png">';
    await saveArticle(editing, { post, article: id, base: version, tab: 't', text: { ...text, body } }, li);
    expect((await textOf()).body).toBe('<p>字</p>');
    await keepRevision(editing, { post }, li);
    expect((await head()).composed.articles[0]?.html).not.toMatch(/script|evil|fixed/);
  });

  test('leaves articles alone that nobody touched, to the last character', async () => {
    const before = (await head()).composed.articles[1];
    await type('改第一篇。');
    await keepRevision(editing, { post }, li);
    const after = (await head()).composed.articles[1];
    expect(after?.html).toBe(before?.html);
    expect(after?.cover).toEqual(before?.cover);
  });

  test('that is changed back to what it was is no new text, and nothing that was signed falls', async () => {
    const before = await textOf();
    await type('多余的一句。');
    const now = await textOf();
    const { id, version: _, ...text } = before;
    await saveArticle(editing, { post, article: id, base: now.version, tab: 't', text }, li);

    expect(await keepRevision(editing, { post }, li)).toMatchObject({ revision: 1, outcome: 'unchanged' });
    expect(await copyOf()).toMatchObject({ dirty: 0 });
  });

  test('cannot leave out what only the composed text holds: the marks of a model stay until a person takes them off', async () => {
    const { post: row, composed, findings } = await head();
    const drafted = { by: 'machine' as const };
    await store.db
      .updateTable('postRevision')
      .set({ body: JSON.stringify({ ...composed, drafted, audience: '内部名单' }), findings: JSON.stringify(findings) })
      .where('post', '=', post)
      .execute();
    await type('一句。');
    await keepRevision(editing, { post }, li);
    expect((await head()).composed).toMatchObject({ drafted, audience: '内部名单' });
    await saveHead(editing, post, { head: { drafted: false } }, li);
    await saveHead(editing, post, { head: { drafted: true } }, li);
    await keepRevision(editing, { post }, li);
    expect((await head()).composed.drafted).toBeUndefined();
    expect(row.revision).toBe(1);
  });

  test('of another section is refused', async () => {
    await store.db.updateTable('post').set({ author: 'sun-lei' }).where('id', '=', post).execute();
    const outsider = { person: 'zhou-ting', via: 'console' as const };
    await expect(type('一句。', outsider)).rejects.toMatchObject({ code: 'not-yours' });
    await expect(type('一句。', { person: 'tang-xin', via: 'console' })).rejects.toMatchObject({
      code: 'role-missing',
    });
    await expect(type('一句。', { person: 'sun-lei', via: 'console' })).resolves.toMatchObject({ outcome: 'saved' });
  });
});

describe('two people', () => {
  test('who save at once on the same version: one is saved, the other is told and kept', async () => {
    const { version } = await textOf();
    const done = await Promise.all([type('李的一句。', li, 0, version), type('张的一句。', zhang, 0, version)]);
    expect(done.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'saved']);
    const kept = await listKeptTexts(store.db, post);
    expect(kept).toEqual([expect.objectContaining({ why: 'conflict' })]);
    const { body } = await textOf();
    const both = `${body}${kept[0]?.body}`;
    expect(both).toContain('李的一句');
    expect(both).toContain('张的一句');
  });

  test('who both wrote are writers of the revision, and neither may sign it', async () => {
    await type('李的一句。', li, 0);
    await type('张的一句。', zhang, 1);
    const { contentHash } = await keepRevision(editing, { post }, li);
    expect((await listRevisions(store.db, post))[0]).toMatchObject({ by: 'li-na', writers: ['zhang-wei'] });
    await saveHead(editing, post, { head: { job: 'publish', marking: 'public', publicUntil: '长期' } }, li);
    const ready = await keepRevision(editing, { post }, zhang);
    expect(ready.contentHash).not.toBe(contentHash);
    await submitPost(editing.acting, reviewing, { post, seenHash: ready.contentHash }, li);
    const wish = { post, seenHash: ready.contentHash, decision: 'approve' as const, opinion: '同意' };
    await expect(signPost(editing.acting, reviewing, wish, zhang, async () => {})).rejects.toMatchObject({
      code: 'signer-is-drafter',
    });
  });

  test('whose words are in an earlier revision sign no later one either, also when that text was restored', async () => {
    await type('张科长写的一大段。', zhang);
    await keepRevision(editing, { post }, zhang);
    await saveHead(editing, post, { head: { job: 'publish', marking: 'public', publicUntil: '长期' } }, li);
    const wish = { post, decision: 'approve' as const, opinion: '同意' };
    const refusedZhang = async (seenHash: string) => {
      await submitPost(editing.acting, reviewing, { post, seenHash }, li);
      await expect(
        signPost(editing.acting, reviewing, { ...wish, seenHash }, zhang, async () => {}),
      ).rejects.toMatchObject({ code: 'signer-is-drafter' });
    };
    const ready = await keepRevision(editing, { post }, li);
    expect((await listRevisions(store.db, post))[0]).toMatchObject({ by: 'li-na', writers: ['zhang-wei'] });
    await refusedZhang(ready.contentHash);
    await reopenText(editing, { post, seenHash: ready.contentHash }, li);
    await type('又一句。', li, 1);
    await keepRevision(editing, { post }, li);
    await refusedZhang((await restoreRevision(editing, { post, revision: ready.revision }, li)).contentHash);
    expect((await listRevisions(store.db, post)).at(-1)).toMatchObject({ by: 'worker', writers: [] });
  });

  test('write in different articles; one that is held is not saved over by another, who can ask for it', async () => {
    const { id } = await textOf();
    await holdArticle(editing, { post, article: id, tab: 'w1', wish: 'take' }, li);
    await expect(type('张的一句。', zhang)).rejects.toMatchObject({ code: 'article-held' });
    await expect(type('张在第二篇。', zhang, 1)).resolves.toMatchObject({ outcome: 'saved' });
    expect(await holdArticle(editing, { post, article: id, tab: 'w2', wish: 'take' }, zhang)).toMatchObject({
      person: 'li-na',
    });
    expect(await holdArticle(editing, { post, article: id, tab: 'w2', wish: 'ask' }, zhang)).toMatchObject({
      askedBy: 'zhang-wei',
    });
    await holdArticle(editing, { post, article: id, tab: 'w1', wish: 'leave' }, li);
    await expect(type('张的一句。', zhang)).resolves.toMatchObject({ outcome: 'saved' });
  });

  test('are kept out by nobody whose window is closed', async () => {
    const { id } = await textOf();
    await holdArticle(editing, { post, article: id, tab: 'w1', wish: 'take' }, li);
    editing.clock.moveBy(46_000);
    await expect(type('张的一句。', zhang)).resolves.toMatchObject({ outcome: 'saved' });
  });
});

describe('a text before its signers', () => {
  const submitted = async () => {
    await saveHead(editing, post, { head: { job: 'publish', marking: 'public', publicUntil: '长期' } }, li);
    const { contentHash } = await keepRevision(editing, { post }, li);
    await submitPost(editing.acting, reviewing, { post, seenHash: contentHash }, li);
    return contentHash;
  };

  test('is not changed by a save that arrives after it was submitted', async () => {
    const contentHash = await submitted();
    await expect(type('迟到的一句。')).rejects.toMatchObject({ code: 'post-in-review' });
    expect(await findPost(store.db, post)).toMatchObject({ state: 'in-review', contentHash });
  });

  test('is opened again by a person who knows that its signatures fall, and they fall with the next revision', async () => {
    const seenHash = await submitted();
    await signPost(
      editing.acting,
      reviewing,
      { post, seenHash, decision: 'approve', opinion: '同意' },
      { person: 'sun-lei', via: 'console' },
      async () => {},
    );
    await reopenText(editing, { post, seenHash }, li);
    expect(await ledger('post.reopen-text')).toHaveLength(1);
    await type('补一句。');
    expect(await findPost(store.db, post)).toMatchObject({ state: 'in-review', contentHash: seenHash });
    expect(await keepRevision(editing, { post }, li)).toMatchObject({ voided: true });
    expect(await findPost(store.db, post)).toMatchObject({ state: 'draft' });
    await expect(reopenText(editing, { post, seenHash }, li)).rejects.toMatchObject({ code: 'post-changed' });
  });

  test('is not voided by what was being written and kept while somebody submitted it', async () => {
    await saveHead(editing, post, { head: { job: 'publish', marking: 'public', publicUntil: '长期' } }, li);
    const { contentHash: seenHash } = await keepRevision(editing, { post }, li);
    await type('还在写的一句。');
    const submitting = () => submitPost(editing.acting, reviewing, { post, seenHash }, zhang);
    const db = aroundFirstTransaction(store.db, { before: submitting });
    const composingOn: Editing = { ...editing, acting: { ...editing.acting, db } };
    await expect(keepRevision(composingOn, { post }, li)).rejects.toMatchObject({ code: 'post-in-review' });
    expect(await findPost(store.db, post)).toMatchObject({ state: 'in-review', contentHash: seenHash });
    expect(await copyOf()).toMatchObject({ dirty: 1 });
  });

  test('is opened again for one person and one hour: nobody else voids it, and nobody after that', async () => {
    const seenHash = await submitted();
    await reopenText(editing, { post, seenHash }, li);
    await expect(type('张没有问过。', zhang, 1)).rejects.toMatchObject({ code: 'post-in-review' });
    await type('李的一句。');
    await expect(keepRevision(editing, { post }, zhang)).rejects.toMatchObject({ code: 'post-in-review' });
    await reopenText(editing, { post, seenHash }, zhang);
    await expect(type('张问过了。', zhang, 1)).resolves.toMatchObject({ outcome: 'saved' });
    await expect(type('李还可以写。')).resolves.toMatchObject({ outcome: 'saved' });
    editing.clock.moveBy(3_600_000);
    await expect(type('迟了。')).rejects.toMatchObject({ code: 'post-in-review' });
    await expect(keepRevision(editing, { post }, li)).rejects.toMatchObject({ code: 'post-in-review' });
    expect(await findPost(store.db, post)).toMatchObject({ state: 'in-review', contentHash: seenHash });
    await reopenText(editing, { post, seenHash }, li);
    expect(await ledger('post.reopen-text')).toHaveLength(3);
    expect(await keepRevision(editing, { post }, li)).toMatchObject({ voided: true });
  });

  test('is not submitted by somebody who saw an older one', async () => {
    const { version } = await copyOf();
    await type('别人刚写的一句。', zhang);
    await expect(keepRevision(editing, { post, version }, li)).rejects.toMatchObject({ code: 'post-changed' });
  });
});

describe('what is being written when something else happens', () => {
  test('a crash between the copy and the revision leaves the copy: the next window goes on from it', async () => {
    await type('写到一半。');
    const again = editingOn(store);
    expect((await lookAtWorking(again, post))?.articles[0]?.body).toContain('写到一半。');
    const failing: Editing = {
      ...again,
      acting: { ...again.acting, record: async () => Promise.reject(new Error('the process died')) },
    };
    await expect(keepRevision(failing, { post }, li)).rejects.toThrow('died');
    expect(await findPost(store.db, post)).toMatchObject({ revision: 1 });
    expect(await copyOf()).toMatchObject({ dirty: 1, baseRevision: 1 });
    expect(await keepRevision(again, { post }, li)).toMatchObject({ revision: 2 });
  });

  test('the post changed outside: nothing is kept over it until a person says which one goes on', async () => {
    await type('我的一句。');
    const seen = (await head()).post.contentHash;
    await setPost(editing.acting, editing.who.people, { post, seenHash: seen, publicUntil: '2027-12-31' }, zhang);
    await expect(keepRevision(editing, { post }, li)).rejects.toMatchObject({ code: 'text-base' });
    const { contentHash: seenHash } = (await head()).post;
    await expect(settleBase(editing, { post, seenHash: seen, take: 'copy' }, li)).rejects.toMatchObject({
      code: 'post-changed',
    });
    await settleBase(editing, { post, seenHash, take: 'copy' }, li);
    expect(await keepRevision(editing, { post }, li)).toMatchObject({ revision: 3 });
    expect((await head()).composed.articles[0]?.html).toContain('我的一句。');
  });

  test('or the newest text goes on, and what was written stays among the versions', async () => {
    await type('我的一句。');
    const seen = (await head()).post.contentHash;
    await setPost(editing.acting, editing.who.people, { post, seenHash: seen, publicUntil: '2027-12-31' }, zhang);
    const { contentHash: seenHash } = (await head()).post;
    const copy = await settleBase(editing, { post, seenHash, take: 'post' }, li);
    expect(copy.head.publicUntil).toBe('2027-12-31');
    expect((await listKeptTexts(store.db, post)).some(({ body }) => body.includes('我的一句。'))).toBe(true);
  });

  test('an earlier text is restored as a new revision, and no version is lost', async () => {
    const first = (await head()).composed.articles[0]?.html;
    await type('后来的一句。');
    await keepRevision(editing, { post }, li);
    await type('没存成版本的一句。');
    expect(await restoreRevision(editing, { post, revision: 1 }, zhang)).toMatchObject({ revision: 3 });
    expect((await head()).composed.articles[0]?.html).toBe(first);
    expect((await listRevisions(store.db, post)).map(({ revision }) => revision)).toEqual([3, 2, 1]);
    expect((await listKeptTexts(store.db, post)).some(({ body }) => body.includes('没存成版本'))).toBe(true);
  });
});

describe('an earlier text', () => {
  const told = { severity: 'blocking' as const, start: 0, end: 0, excerpt: '', rule: '', remedy: '', suggestion: null };

  test('is restored with the mark of a machine that drafted it and with everything that was said of it', async () => {
    const { composed } = await head();
    const drafted = { by: 'model' as const, model: 'm', wrote: ['最高补 20 万元。'], unsourced: ['20 万元'] };
    const said = { ...told, check: 'picture-lost', message: '少一张图' };
    const first = await savePost(
      editing.acting,
      {
        subjectKind: 'console',
        subjectId: `m${serial}`,
        author: 'li-na',
        composed: { ...composed, drafted },
        findings: [said],
      },
      { person: 'worker', via: 'worker' },
    );
    post = first.id;
    await saveHead(editing, post, { head: { drafted: false } }, li);
    await keepRevision(editing, { post }, li);
    const restored = await restoreRevision(editing, { post, revision: 1 }, li);
    expect(restored).toMatchObject({ revision: 3, contentHash: first.contentHash });
    const now = await head();
    expect(now.composed.drafted).toEqual(drafted);
    expect(now.findings).toEqual([said]);
    const blocks = reviewing.check(now.findings, now.composed).filter(({ severity }) => severity === 'blocking');
    expect(blocks.map(({ check }) => check)).toEqual(expect.arrayContaining(['machine-draft', 'picture-lost']));
    expect(await copyOf()).toMatchObject({ dirty: 0, baseRevision: 3, head: { drafted: true } });
  });

  test('keeps what the newest one is told of its pages, and is restored over no signature unasked', async () => {
    await type('后来的一句。', li);
    const { contentHash: seenHash } = await keepRevision(editing, { post }, li);
    const said = { ...told, check: 'source-changed', message: '原文改了', excerpt: 'i:2' };
    const { post: row } = await head();
    await inTransaction(store.db, (tx) => addFinding(tx, row, [said]));
    await store.db.updateTable('post').set({ state: 'in-review' }).where('id', '=', post).execute();
    await expect(restoreRevision(editing, { post, revision: 1 }, li)).rejects.toMatchObject({ code: 'post-in-review' });
    expect(await findPost(store.db, post)).toMatchObject({ contentHash: seenHash });
    await store.db.updateTable('post').set({ state: 'draft' }).where('id', '=', post).execute();
    await restoreRevision(editing, { post, revision: 1 }, li);
    expect((await head()).findings).toContainEqual(said);
  });
});

describe('articles', () => {
  test('are ordered, and the cover of what comes first is wide', async () => {
    const ids = (await copyOf()).articles.map(({ id }) => id);
    const copy = await arrangeArticles(editing, post, { do: 'order', articles: [...ids].reverse() }, li);
    expect(copy.articles.map(({ id }) => id)).toEqual([...ids].reverse());
    await keepRevision(editing, { post }, li);
    const { articles } = (await head()).composed;
    expect(articles[0]?.cover).toMatchObject({ width: 900, height: 383 });
    expect(articles[1]?.cover).toMatchObject({ width: 500, height: 500 });
    await expect(arrangeArticles(editing, post, { do: 'order', articles: ['a1'] }, li)).rejects.toMatchObject({
      code: 'article-order',
    });
  });

  test('are added up to eight and taken out down to one; what they said is kept', async () => {
    for (let i = 0; i < 6; i += 1) await arrangeArticles(editing, post, { do: 'add' }, li);
    await expect(arrangeArticles(editing, post, { do: 'add' }, li)).rejects.toMatchObject({
      code: 'too-many-articles',
    });
    const { articles } = await copyOf();
    for (const { id } of articles.slice(1)) await arrangeArticles(editing, post, { do: 'remove', article: id }, li);
    const last = articles[0]?.id ?? '';
    await expect(arrangeArticles(editing, post, { do: 'remove', article: last }, li)).rejects.toMatchObject({
      code: 'article-last',
    });
    expect((await listKeptTexts(store.db, post)).some(({ why }) => why === 'removed')).toBe(true);
  });
});

test('a post begins blank or as a Markdown text, in the name of whoever began it', async () => {
  const blank = await startPost(editing, { title: '停水通知', kind: 'notice', job: 'publish' }, li);
  expect(await findPost(store.db, blank.id)).toMatchObject({ subjectKind: 'console', author: 'li-na', state: 'draft' });
  const markdown = '---\ntitle: 冬季供暖\nkind: 通知\njob: 办事服务\n---\n## 怎么报修\n\n拨打 12319。\n';
  const made = await startPost(editing, { file: '供暖.md', markdown }, li);
  expect((await loadHead(store.db, made.id))?.composed.articles[0]?.html).toContain('12319');
  await expect(startPost(editing, { file: 'x.md', markdown: '没有头' }, li)).rejects.toMatchObject({
    code: 'front-matter-missing',
  });
  expect(composing.limits.articles).toBe(8);
});
