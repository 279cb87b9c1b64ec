import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../src/clock.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { newFileMemory } from '../../src/posts/file-memory.ts';
import { reconcileFiles } from '../../src/posts/reconcile-files.ts';
import type { FileDesk } from '../../src/posts/save-file.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const NOW = Date.parse('2026-11-20T09:00:00+08:00');
const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: null });
const worker = { person: 'worker', via: 'worker' as const };
let store: TestStore;
let folder: string;
let clock: ReturnType<typeof testClock>;
let queries: number;
let look: (again?: ReadonlySet<string>) => Promise<{ outcomes: string[]; codes: string[]; queries: number }>;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.db.deleteFrom('lostPicture').execute();
  await store.db.deleteFrom('postRevision').execute();
  await store.db.deleteFrom('post').execute();
  folder = await mkdtemp(join(tmpdir(), 'govcast-memory-'));
  await mkdir(join(folder, 'posts'));
  clock = testClock(NOW);
  const counting = store.db.withPlugin({
    transformQuery: ({ node }) => {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const acting = testActing(counting, clock);
  const desk: FileDesk = {
    composing,
    fetchBytes: async () => Buffer.alloc(0),
    contentFolder: folder,
    author: 'li-na',
    isSettled: async () => false,
  };
  const memory = newFileMemory(NOW);
  look = async (again = new Set()) => {
    queries = 0;
    const { saved, problems } = await reconcileFiles(acting, { ...desk, again, memory }, worker);
    return { outcomes: saved.map((s) => s.outcome), codes: problems.map((p) => p.code), queries };
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = (title: string, body = '正文。') =>
  `---\ntitle: ${title}\nkind: 办事指南\njob: 办事服务\n---\n\n${body}\n`;
async function write(name: string, content: string | Buffer) {
  const path = join(folder, 'posts', name);
  await writeFile(path, content);
  await utimes(path, (NOW - 60_000) / 1000, (NOW - 60_000) / 1000);
}
const quiet = { outcomes: [], codes: [], queries: 0 };

describe('a look at content/posts that remembers the one before', () => {
  test('asks nothing of the database for files that stand as they did, however many there are', async () => {
    for (const n of [1, 2, 3, 4, 5]) await write(`${n}.md`, text(`第${n}篇`));
    expect((await look()).outcomes).toHaveLength(5);
    expect(await look()).toEqual(quiet);
    await write('3.md', text('第3篇', '又一句。'));
    const after = await look();
    expect(after.outcomes).toEqual(['revised']);
    expect(await look()).toEqual(quiet);
  });

  test('sees a text of the same length and time, and a picture beside it that came or changed', async () => {
    await write('一.md', text('供暖指南', '甲甲。\n\n![图](图.png)'));
    expect((await look()).outcomes).toEqual(['new']);
    await write('一.md', text('供暖指南', '乙乙。\n\n![图](图.png)'));
    expect((await look()).outcomes).toEqual(['revised']);
    await write('图.png', Buffer.from('one'));
    expect((await look()).queries).toBeGreaterThan(0);
    expect(await look()).toEqual(quiet);
    await write('图.png', Buffer.from('two'));
    expect((await look()).queries).toBeGreaterThan(0);
    expect(await look()).toEqual(quiet);
  });

  test('tells a problem once for each state of the file', async () => {
    await write('一.md', '没有开头');
    expect((await look()).codes).toEqual(['front-matter-missing']);
    expect((await look()).codes).toEqual([]);
    await write('一.md', '还是没有开头');
    expect((await look()).codes).toEqual(['front-matter-missing']);
    await write('一.md', text('供暖指南'));
    expect(await look()).toMatchObject({ outcomes: ['new'], codes: [] });
  });

  test('tries what failed again, because it may depend on another file', async () => {
    await write('一.md', text('供暖指南'));
    await look();
    await write('二.md', text('供暖指南'));
    expect((await look()).codes).toEqual(['file-copied']);
    expect((await look()).codes).toEqual([]);
    await rm(join(folder, 'posts', '一.md'));
    await look();
    const posts = await store.db.selectFrom('post').select(['subjectId', 'fileGoneAt']).execute();
    expect(posts).toEqual([{ subjectId: 'posts/二.md', fileGoneAt: null }]);
  });

  test('follows a file that goes and comes back under the same name', async () => {
    await write('一.md', text('供暖指南'));
    await look();
    const away = join(folder, '一.md');
    await rename(join(folder, 'posts', '一.md'), away);
    expect((await look()).codes).toEqual(['file-gone']);
    expect(await look()).toEqual(quiet);
    await rename(away, join(folder, 'posts', '一.md'));
    await look();
    expect(await store.db.selectFrom('post').select('fileGoneAt').executeTakeFirst()).toEqual({ fileGoneAt: null });
  });

  test('composes again what lost a picture, and looks at everything again after an hour', async () => {
    await write('一.md', text('供暖指南'));
    await look();
    expect((await look(new Set(['posts/一.md']))).queries).toBeGreaterThan(0);
    // Another process, to which the file was away for a moment, has noted that it is gone.
    await store.db.updateTable('post').set({ fileGoneAt: NOW }).execute();
    expect(await look()).toEqual(quiet);
    clock.moveBy(3_600_000);
    await look();
    expect(await store.db.selectFrom('post').select('fileGoneAt').executeTakeFirst()).toEqual({ fileGoneAt: null });
  });
});
