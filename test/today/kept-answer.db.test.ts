import { afterEach, beforeEach, expect, test } from 'vitest';
import { testClock } from '../../src/clock.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { keptAnswer } from '../../src/today/kept-answer.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

let store: TestStore;
const clock = testClock(Date.parse('2026-11-23T09:12:00+08:00'));
let acting: Acting;

beforeEach(async () => {
  store = await openTestStore();
  acting = testActing(store.db, clock);
});
afterEach(() => store.close());

/** An act that changes nothing but the ledger. */
const done = (act: string, object = 'post:1') =>
  inTransaction(store.db, (tx) =>
    acting.record(tx, { at: clock.now(), actor: { person: 'li-na', via: 'console' }, act, object }),
  );

const bears = (act: string) => act.startsWith('placement.');

test('an answer is kept until an act bears on it or a minute is over', async () => {
  let made = 0;
  const ask = keptAnswer({ acting, clock }, async () => ++made, bears);
  expect([await ask(), await ask()]).toEqual([1, 1]);
  await done('request.note');
  expect(await ask()).toBe(1);
  await done('placement.move');
  expect([await ask(), await ask()]).toEqual([2, 2]);
  clock.moveBy(60_000);
  expect(await ask()).toBe(3);
});

test('those who ask at the same time after an act wait for one making', async () => {
  let made = 0;
  const ask = keptAnswer({ acting, clock }, async () => ++made, bears);
  await ask();
  await done('placement.move');
  expect(await Promise.all(Array.from({ length: 20 }, () => ask()))).toEqual(Array(20).fill(2));
});

test('an answer is amended by the lines that bear on it, and made anew when it cannot be', async () => {
  const seen: string[][] = [];
  const ask = keptAnswer<string>(
    { acting, clock },
    async () => 'made',
    bears,
    undefined,
    async (kept, lines) => {
      seen.push(lines.map(({ act, object }) => `${act} ${object}`));
      return lines.some(({ object }) => object === 'post:2') ? null : `${kept} amended`;
    },
  );
  expect(await ask()).toBe('made');
  await done('placement.add');
  await done('request.note');
  expect(await ask()).toBe('made amended');
  await done('placement.move', 'post:2');
  expect(await ask()).toBe('made');
  expect(seen).toEqual([['placement.add post:1'], ['placement.move post:2']]);
});

test('an answer that could not be made is made anew for the next who asks', async () => {
  let made = 0;
  const ask = keptAnswer({ acting, clock }, async () => {
    made += 1;
    if (made === 1) throw new Error('the store was away');
    return made;
  });
  await expect(ask()).rejects.toThrow('the store was away');
  expect(await ask()).toBe(2);
});
