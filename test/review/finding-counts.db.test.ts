import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../../src/clock.ts';
import type { Finding } from '../../src/posts/finding.ts';
import { addFinding, findPost } from '../../src/posts/post-store.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { findingCounter } from '../../src/review/finding-counts.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { composedPost } from './composed.ts';

const li = { person: 'li-na', via: 'console' as const };
const phone: Finding = {
  ...{ check: 'personal-data', rule: '', severity: 'blocking', start: 0, end: 0 },
  ...{ excerpt: '138', message: '手机号', remedy: '打码', suggestion: null },
};
let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

test('a list waits for a few texts only, and finds the rest counted when it asks again; what was counted stays so', async () => {
  const acting = testActing(store.db, testClock(Date.parse('2026-11-23T09:00:00+08:00')));
  const posts: string[] = [];
  for (const subjectId of ['a', 'b', 'c', 'd']) {
    const subject = { subjectKind: 'console' as const, subjectId, author: 'li-na' };
    posts.push((await savePost(acting, { ...subject, composed: composedPost(), findings: [] }, li)).id);
  }
  let [time, checked] = [0, 0];
  const check = (said: readonly Finding[]) => {
    time += 30;
    checked += 1;
    return [phone, ...said];
  };
  const count = findingCounter({ check }, { monotonicMs: () => time });
  expect([...(await count(store.db, posts)).values()]).toEqual([
    { blocking: 1, warning: 0, note: 0 },
    { blocking: 1, warning: 0, note: 0 },
  ]);
  expect((await count(store.db, posts)).size).toBe(4);
  expect((await count(store.db, posts)).size).toBe(4);
  expect(checked).toBe(4);
  const [first = ''] = posts;
  const post = await findPost(store.db, first);
  if (!post) throw new Error('no post');
  await inTransaction(store.db, (tx) =>
    addFinding(tx, post, [{ ...phone, check: 'source-changed', severity: 'warning' }]),
  );
  expect((await count(store.db, [first])).get(first)).toEqual({ blocking: 1, warning: 1, note: 0 });
  const exception = { post: first, contentHash: post.contentHash, check: phone.check, excerpt: phone.excerpt };
  await store.db
    .insertInto('findingException')
    .values({ ...exception, reasonCode: 'official-duty', person: 'zhang-wei', at: 1 })
    .execute();
  expect((await count(store.db, [first])).get(first)).toEqual({ blocking: 0, warning: 1, note: 0 });
  expect(await count(store.db, [])).toEqual(new Map());
});

test('however slow each text is, each call counts one more beside those that are known', async () => {
  const acting = testActing(store.db, testClock(Date.parse('2026-11-23T09:00:00+08:00')));
  const posts: string[] = [];
  for (const subjectId of ['e', 'f', 'g']) {
    const subject = { subjectKind: 'console' as const, subjectId, author: 'li-na' };
    posts.push((await savePost(acting, { ...subject, composed: composedPost(), findings: [] }, li)).id);
  }
  let time = 0;
  const count = findingCounter(
    { check: (said) => [...said] },
    {
      monotonicMs: () => {
        time += 50;
        return time;
      },
    },
  );
  const sizes: number[] = [];
  for (let call = 0; call < 3; call += 1) sizes.push((await count(store.db, posts)).size);
  expect(sizes).toEqual([1, 2, 3]);
});
