import type { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dueCrossPostsQuery } from '../../../src/schedule/cross-posting/cross-post-store.ts';
import { idlePostsQuery, newItemsQuery } from '../../../src/schedule/proposals/candidate-store.ts';
import { openTestStore, type TestStore } from '../../store/test-store.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

async function plan(query: CompiledQuery): Promise<string> {
  if (process.env.TEST_STORE === 'postgres') return '';
  const { rows } = await store.db.executeQuery<{ detail: string }>({
    ...query,
    sql: `explain query plan ${query.sql}`,
  });
  return rows.map(({ detail }) => detail).join('\n');
}

test('what is looked at again and again is a range of an index, never a whole table', async () => {
  const plans = [
    await plan(newItemsQuery(store.db, ['a/b', 'a/c'], 1).compile()),
    await plan(idlePostsQuery(store.db, 1).compile()),
    await plan(dueCrossPostsQuery(store.db, 1, 10).compile()),
  ];
  for (const told of plans) expect(told).not.toMatch(/SCAN (?!CONSTANT)/);
  if (process.env.TEST_STORE === 'postgres') return;
  expect(plans[0]).toContain('USING INDEX item_source');
  expect(plans[1]).toContain('USING INDEX post_state');
  expect(plans[2]).toContain('USING INDEX cross_post_try');
});
