import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLinkFacts } from '../../src/policy/link-facts.ts';
import type { LinkItem } from '../../src/policy/link-item.ts';
import { keyLimit } from '../../src/policy/link-keys.ts';
import { candidatesOf, itemsByKeysQuery } from '../../src/policy/link-store.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';

const blank = { number: null, issuer: null, column: null, columnKind: null, text: '', links: [], images: 0 };
const item = (id: string, title: string): LinkItem => ({ id, title, addressKey: null, publishedAt: null, ...blank });

describe('finding candidates', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
    const key = (i: number) => (i % 66 === 0 ? 's:实施方案的' : `s:别的词${i}`);
    const rows = Array.from({ length: 4000 }, (_, i) => ({ key: key(i), item: `x${i}`, role: 'policy' as const }));
    for (let i = 0; i < rows.length; i += 500) {
      await store.db
        .insertInto('linkKey')
        .values(rows.slice(i, i + 500))
        .execute();
    }
  });
  afterAll(() => store.close());

  it('walks one index range a key and never scans the table', async () => {
    const query = itemsByKeysQuery(store.db, ['t:甲', 's:实施方案的'], 'policy');
    const { sql: text, parameters } = query?.compile() ?? { sql: '', parameters: [] };
    const explain = 'sqlite' in store.place ? 'explain query plan ' : 'explain ';
    // As autovacuum leaves it after a while: whether it came by yet must not choose the plan of so small a table.
    if ('postgres' in store.place) await sql`vacuum analyze link_key`.execute(store.db);
    const parts = text.split(/(\?|\$\d+)/u);
    let next = 0;
    const bound = parts.map((part) =>
      /^(\?|\$\d+)$/u.test(part) ? sql`${sql.lit(parameters[next++])}` : sql.raw(part),
    );
    const plan = await sql`${sql.raw(explain)}${sql.join(bound, sql``)}`.execute(store.db);
    const lines = JSON.stringify(plan.rows);
    expect(lines).toMatch(/index/i);
    expect(lines).not.toMatch(/Seq Scan|SCAN link_key/i);
  });

  it('takes no more rows of a key than its limit, however many share it', async () => {
    const rows = await itemsByKeysQuery(store.db, ['s:实施方案的'], 'policy')?.execute();
    expect(rows).toHaveLength(keyLimit('s:实施方案的') + 1);
  });

  it('finds nothing for an item that pairs with nothing', async () => {
    expect(await candidatesOf(store.db, readLinkFacts(item('n', '我市召开安全生产会议')))).toEqual({
      items: [],
      cut: [],
    });
  });
});
