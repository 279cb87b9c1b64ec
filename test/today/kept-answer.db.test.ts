import { afterEach, beforeEach, expect, test } from 'vitest';
import { followConsole } from '../../src/access/follow-console.ts';
import { testClock } from '../../src/clock.ts';
import { personOf } from '../../src/config/acting-person.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { addConsoleVersion } from '../../src/ledger/console-version.ts';
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

test('an answer is kept until an act bears on it', async () => {
  let made = 0;
  const ask = keptAnswer({ acting, clock }, async () => ++made, bears);
  expect([await ask(), await ask()]).toEqual([1, 1]);
  await done('request.note');
  expect(await ask()).toBe(1);
  await done('placement.move');
  expect([await ask(), await ask()]).toEqual([2, 2]);
});

test('in a new minute the answer of the last is given while one is made, and an older one never', async () => {
  let made = 0;
  const ask = keptAnswer({ acting, clock }, async () => ++made, bears);
  await ask();
  clock.moveBy(60_000);
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  await expect.poll(() => ask()).toBe(2);
  clock.moveBy(60_000);
  // What an answer is made of has to be of this minute; everybody waits for the same making.
  expect(await Promise.all([ask('of-this-period'), ask('of-this-period'), ask()])).toEqual([3, 3, 2]);
  clock.moveBy(120_000);
  expect(await ask()).toBe(4);
  expect(made).toBe(4);
});

test('an act in the midst of making the answer of a new minute is seen by whoever asks after it', async () => {
  const begun: ((value: string) => void)[] = [];
  const ask = keptAnswer({ acting, clock }, () => new Promise<string>((resolve) => begun.push(resolve)), bears);
  const first = ask();
  await expect.poll(() => begun.length).toBe(1);
  begun[0]?.('old');
  expect(await first).toBe('old');
  clock.moveBy(60_000);
  expect(await ask()).toBe('old');
  await expect.poll(() => begun.length).toBe(2);
  await done('placement.move');
  const after = ask();
  await expect.poll(() => begun.length).toBe(3);
  begun[2]?.('after the act');
  expect(await after).toBe('after the act');
  begun[1]?.('before the act');
  await new Promise((resolve) => setImmediate(resolve));
  expect(await ask()).toBe('after the act');
});

test('where the answer of a new minute could not be made, that of the last stands, and the next who asks has it tried again', async () => {
  let made = 0;
  const ask = keptAnswer({ acting, clock }, async () => {
    made += 1;
    if (made === 2) throw new Error('the store was away');
    return made;
  });
  await ask();
  clock.moveBy(60_000);
  expect(await ask()).toBe(1);
  await expect.poll(() => made).toBe(2);
  await expect.poll(() => ask()).toBe(3);
});

test('an answer of the last minute is not amended: its other parts are of that minute', async () => {
  const amend = async (kept: string) => `${kept} amended`;
  const ask = keptAnswer<string>({ acting, clock }, async () => `made at ${clock.now()}`, bears, undefined, amend);
  await ask();
  clock.moveBy(60_000);
  await done('placement.move');
  expect(await ask()).toBe(`made at ${clock.now()}`);
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

test('what only time makes anew is not made anew by any number of acts', async () => {
  let made = 0;
  const ask = keptAnswer({ acting, clock }, async () => ++made, null);
  await ask();
  for (let i = 0; i <= 200; i++) await done('placement.move', `post:${i}`);
  expect(await ask()).toBe(1);
});

test('an answer is made anew once other people are laid over the files, though the line on them was seen before', async () => {
  const config = loadConfig('config');
  const look = followConsole(store.db, config);
  const names = () => config.people.people.map(({ name }) => name);
  const ask = keptAnswer({ acting, clock }, async () => names());
  const body = { ...personOf(config.people, 'li-na'), name: '李小娜' };
  await inTransaction(store.db, (tx) => addConsoleVersion(tx, acting, { kind: 'person', key: 'li-na', body }));
  await done('person.change', 'person:li-na');
  expect(await ask()).toContain('李娜');
  expect(await look()).toBe(true);
  expect(await ask()).toContain('李小娜');
});
