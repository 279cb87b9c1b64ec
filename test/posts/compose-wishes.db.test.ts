import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestClock, testClock } from '../../src/clock.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { wishComposed } from '../../src/policy/compose-wish-store.ts';
import { closeWishes, nextWishes } from '../../src/posts/compose-wishes.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const rules = { bundles: 'always', sources: ['news'] };

describe('what waits to be composed', () => {
  let store: TestStore;
  let clock: TestClock;
  let acting: Acting;
  beforeEach(async () => {
    store = await openTestStore();
    clock = testClock(Date.parse('2026-11-20T09:00:00+08:00'));
    acting = testActing(store.db, clock);
    const blank = { title: '', documentNumber: null, publishedOn: null, dueOn: null, provisional: 0 };
    const times = { createdAt: 1, updatedAt: 1 };
    await store.db
      .insertInto('bundle')
      .values([
        { ...blank, ...times, id: 'b', policy: 'p', phase: 'final' },
        { ...blank, ...times, id: 'd', policy: 'q', phase: 'draft' },
      ])
      .execute();
    const page = { url: '', secondaryKey: null, documentNumber: null, revision: 1, contentHash: '', title: '' };
    const seen = { publishedAt: null, firstSeenAt: 1, lastSeenAt: 1, withdrawnAt: null };
    await store.db
      .insertInto('item')
      .values(['news', 'other'].map((source) => ({ ...page, ...seen, id: source, urlKey: source, source })))
      .execute();
  });
  afterEach(() => store.close());

  const waiting = async (asked = rules) => (await nextWishes(acting, asked)).map(({ subjectId }) => subjectId);
  const settle = async (outcome: 'done' | 'failed' | 'left' = 'done') =>
    closeWishes(acting, await nextWishes(acting, rules), () => outcome);

  it('with new rules everything is compared once: texts in force and pages of the named sources', async () => {
    expect(await waiting()).toEqual(['b', 'news']);
    await settle();
    expect(await waiting()).toEqual([]);
    expect(await waiting({ ...rules, sources: ['news', 'other'] })).toEqual(['b', 'news', 'other']);
  });

  it('a restart neither loses a wish nor looks at everything again', async () => {
    await settle();
    await wishComposed(store.db, { subjectKind: 'item', subjectId: 'news' }, acting.newId, clock.now());
    const other = testActing(store.db, clock);
    expect((await nextWishes(other, rules)).map(({ subjectId }) => subjectId)).toEqual(['news']);
    expect((await nextWishes(other, rules)).map(({ subjectId }) => subjectId)).toEqual(['news']);
  });

  it('a wish that comes while the subject is being composed has it composed once more', async () => {
    const seen = await nextWishes(acting, rules);
    await wishComposed(store.db, { subjectKind: 'bundle', subjectId: 'b' }, acting.newId, clock.now());
    await closeWishes(acting, seen, () => 'done');
    expect(await waiting()).toEqual(['b']);
  });

  it('what failed is tried after a minute, what was left to a person after an hour', async () => {
    await settle('failed');
    expect(await waiting()).toEqual([]);
    clock.moveBy(60_000);
    expect(await waiting()).toEqual(['b', 'news']);
    await settle('left');
    clock.moveBy(3_599_999);
    expect(await waiting()).toEqual([]);
    clock.moveBy(1);
    expect(await waiting()).toEqual(['b', 'news']);
  });
});
