import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { testClock } from '../../src/clock.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { routingSchema } from '../../src/config/routing.ts';
import { CallPerson, TryLater } from '../../src/errors.ts';
import { followComments } from '../../src/inbox/comment-store.ts';
import { type ListComments, nextLook, readComments } from '../../src/inbox/read-comments.ts';
import { type ListedComment, takeComment } from '../../src/inbox/take-comment.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const calendar = buildCalendar();
const { value: routing } = readYaml('config/routing.yaml', routingSchema);
const START = Date.parse('2026-11-20T10:00:00+08:00');
const HOUR = 3_600_000;
const article = { channel: 'sub', messageId: '2247483649', position: 1 };
const comment = (n: number): ListedComment => ({ id: `${n}`, at: START + n, content: `请问第${n}条`, sender: null });

describe('the comments of an article', () => {
  let store: TestStore;
  let clock: ReturnType<typeof testClock>;
  let comments: ListedComment[];
  let asked: number[];
  const list: ListComments = async (_article, { begin, count }) => {
    asked.push(begin);
    return [...comments].reverse().slice(begin, begin + count);
  };
  const intaking = () => ({ ...testActing(store.db, clock), calendar, routing });
  const read = (from = list) => readComments(intaking(), from);

  beforeEach(async () => {
    store = await openTestStore();
    clock = testClock(START);
    comments = [];
    asked = [];
    await inTransaction(store.db, (tx) => followComments(tx, article, START));
  });
  afterEach(() => store.close());

  it('become one request each, with the time they were written, however often they are listed', async () => {
    comments = [comment(1), comment(2)];
    expect((await read()).requests).toHaveLength(2);
    clock.moveBy(HOUR);
    comments.push(comment(3));
    expect((await read()).requests).toHaveLength(1);
    expect(await takeComment(intaking(), article, comment(3))).toBeNull();
    const rows = await store.db.selectFrom('request').selectAll().orderBy('intakeId').execute();
    expect(rows.map((r) => [r.intake, r.intakeId, r.receivedAt, r.dueOn])).toEqual([
      ['comment', '2247483649:1:1', START + 1, '2026-12-18'],
      ['comment', '2247483649:1:2', START + 2, '2026-12-18'],
      ['comment', '2247483649:1:3', START + 3, '2026-12-18'],
    ]);
  });

  it('are asked for once when two workers find the article due at the same time', async () => {
    comments = [comment(1)];
    const [one, other] = await Promise.all([read(), read()]);
    expect(asked).toEqual([0]);
    expect([...one.requests, ...other.requests]).toHaveLength(1);
  });

  it('are read page by page back to the first known one and no further', async () => {
    comments = Array.from({ length: 120 }, (_, i) => comment(i));
    expect((await read()).requests).toHaveLength(120);
    expect(asked).toEqual([0, 49, 98]);
    clock.moveBy(HOUR);
    comments.push(...Array.from({ length: 60 }, (_, i) => comment(500 + i)));
    asked = [];
    expect((await read()).requests).toHaveLength(60);
    expect(asked).toEqual([0, 49]);
  });

  it('are asked for more seldom the older the article is, and in the end no more', async () => {
    await read();
    expect(asked).toEqual([0]);
    clock.moveBy(HOUR - 1);
    await read();
    expect(asked).toEqual([0]);
    clock.moveBy(1);
    await read();
    expect(asked).toEqual([0, 0]);
    expect(nextLook(START, START + 25 * HOUR)).toBe(START + 31 * HOUR);
    expect(nextLook(START, START + 80 * HOUR)).toBe(START + 104 * HOUR);
    expect(nextLook(START, START + 31 * 24 * HOUR)).toBeNull();
    clock.moveBy(31 * 24 * HOUR);
    await read();
    clock.moveBy(60 * 24 * HOUR);
    expect(await read()).toMatchObject({ articles: 0 });
  });

  it('that cannot be read hold up no other article, and are tried again when it makes sense', async () => {
    const second = { ...article, position: 2 };
    await inTransaction(store.db, (tx) => followComments(tx, second, START));
    comments = [comment(1)];
    const failing = (error: Error): ListComments => {
      return async (asking, page) => {
        if (asking.position === 1) throw error;
        return list(asking, page);
      };
    };
    const busy = new TryLater({ code: 'wechat-45009', message: 'quota', remedy: 'Wait.', retryAfterMs: 2 * HOUR });
    const first = await read(failing(busy));
    expect(first).toMatchObject({ articles: 1, problems: [{ article, problem: { code: 'wechat-45009' } }] });
    expect(first.requests).toHaveLength(1);
    clock.moveBy(2 * HOUR);
    const denied = new CallPerson({ code: 'wechat-88000', message: 'no right', remedy: 'Ask for 留言.' });
    await read(failing(denied));
    clock.moveBy(23 * HOUR);
    const later = await read(failing(denied));
    expect(later.problems).toEqual([]);
  });
});
