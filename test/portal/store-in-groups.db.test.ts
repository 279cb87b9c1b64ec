import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../../src/clock.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { ReadPage } from '../../src/portal/item.ts';
import { readArticle } from '../../src/portal/read-article.ts';
import { storeInGroups } from '../../src/portal/store-in-groups.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { articlePage } from './local-portal.ts';

const NOW = Date.parse('2026-11-20T10:00:00+08:00');
let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

function page(n: number, bytes?: Buffer): ReadPage {
  const address = `http://127.0.0.1/zcwj/t20261101_${n}.html`;
  const html = articlePage(`关于第${n}号事项的通知`, { date: '2026-11-18 09:00' });
  return {
    source: 'shili/zcwj',
    address,
    article: readArticle(html, address, { now: NOW }),
    bytes: bytes ?? Buffer.from(html),
    charset: 'utf-8',
    validators: { etag: null, lastModified: null },
    listedAs: null,
  };
}

async function stored(acting: Acting, pages: ReadPage[], flush = true) {
  const told = { stored: 0, failed: [] as string[] };
  const group = storeInGroups(
    acting,
    { person: 'govcast', via: 'worker' },
    {
      stored: () => {
        told.stored += 1;
      },
      failed: (_, { address }) => told.failed.push(address),
    },
  );
  await Promise.all(pages.map((each) => group.put(each)));
  if (flush) await group.flush();
  return told;
}

test('one page of a group that cannot be stored is told alone, and all others are stored', async () => {
  const acting = testActing(store.db, testClock(NOW));
  const broken = (line: { after?: unknown }) => JSON.stringify(line.after ?? '').includes('t20261101_3.html');
  const never: Acting = {
    ...acting,
    record: (tx, line) => {
      if (broken(line)) throw new Error('the line is refused');
      return acting.record(tx, line);
    },
  };
  const again = await stored(
    never,
    Array.from({ length: 20 }, (_, i) => page(i)),
  );
  expect(again).toEqual({ stored: 19, failed: ['http://127.0.0.1/zcwj/t20261101_3.html'] });
  expect(await count()).toBe(19);
  expect((await verifyLedger(store.db)).ok).toBe(true);
});

test('pages wait for each other up to a number and up to a size, and the rest is stored at the end', async () => {
  const acting = testActing(store.db, testClock(NOW));
  const before = await count();
  expect(
    await stored(
      acting,
      Array.from({ length: 20 }, (_, i) => page(100 + i)),
      false,
    ),
  ).toMatchObject({ stored: 16 });
  expect(await count()).toBe(before + 16);
  expect(await stored(acting, [page(200, Buffer.alloc(4_000_000))], false)).toMatchObject({ stored: 1 });
  expect(await count()).toBe(before + 17);
});

async function count(): Promise<number> {
  const { n } = await store.db
    .selectFrom('item')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}
