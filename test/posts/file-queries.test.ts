import type { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { otherFilesQuery } from '../../src/posts/follow-file.ts';
import { duePostsQuery } from '../../src/posts/lost-picture-store.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';

const NOW = Date.parse('2026-11-20T09:00:00+08:00');
let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** How SQLite would answer a query, in its own words. */
async function plan(query: CompiledQuery): Promise<string> {
  const explained = { ...query, sql: `explain query plan ${query.sql}` };
  const { rows } = await store.db.executeQuery<{ detail: string }>(explained);
  return rows.map(({ detail }) => detail).join('\n');
}

test('what is asked about files and lost pictures is a range of an index', async () => {
  const file = { subjectKind: 'file' as const, subjectId: 'posts/1.md', title: '供暖', material: 'abc' };
  expect(await plan(otherFilesQuery(store.db, file, 'material').compile())).toContain('USING INDEX post_material');
  expect(await plan(otherFilesQuery(store.db, file, 'title').compile())).toContain('USING INDEX post_file_title');
  const due = await plan(duePostsQuery(store.db, NOW).compile());
  expect(due).toMatch(/SEARCH lost_picture USING INDEX lost_picture_due/);
  expect(due).not.toMatch(/B-TREE/);
});
