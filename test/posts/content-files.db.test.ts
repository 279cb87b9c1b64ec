import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../src/clock.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { storedPictures } from '../../src/posts/asset-store.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { loadHead } from '../../src/posts/post-store.ts';
import { readMarkdownFile } from '../../src/posts/read-content-folder.ts';
import { type PostDesk, reconcilePosts } from '../../src/posts/reconcile-posts.ts';
import { saveFile } from '../../src/posts/save-file.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const NOW = Date.parse('2026-11-20T09:00:00+08:00');
const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: null });
const worker = { person: 'worker', via: 'worker' as const };
let store: TestStore;
let acting: Acting;
let folder: string;
let desk: PostDesk;
let settled: string[];

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.db.deleteFrom('postRevision').execute();
  await store.db.deleteFrom('post').execute();
  acting = testActing(store.db, testClock(NOW));
  folder = await mkdtemp(join(tmpdir(), 'govcast-content-'));
  await mkdir(join(folder, 'posts'));
  settled = [];
  desk = {
    composing,
    rules: { bundles: 'never', items: {}, publicUntil: '长期', author: 'li-na' },
    fetchBytes: async () => Buffer.alloc(0),
    contentFolder: folder,
    isSettled: async (_db, post) => settled.includes(post),
    isSent: async () => false,
    takeBack: async () => {},
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = (title: string, body = '正文。') =>
  `---\ntitle: ${title}\nkind: 办事指南\njob: 办事服务\ncover: 封面.png\n---\n\n${body}\n`;
async function write(name: string, content: string | Buffer, ageMs = 60_000) {
  const path = join(folder, 'posts', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await utimes(path, (NOW - ageMs) / 1000, (NOW - ageMs) / 1000);
}
const look = async () => {
  const { saved, problems } = await reconcilePosts(acting, desk);
  return { outcomes: saved.map((s) => s.outcome), codes: problems.map((p) => p.code), ids: saved.map((s) => s.id) };
};
const posts = () => store.db.selectFrom('post').selectAll().orderBy('id').execute();
const ledgerOf = async (id = '') =>
  (
    await store.db.selectFrom('ledgerEntry').select('act').where('object', '=', `post:${id}`).orderBy('seq').execute()
  ).map((line) => line.act);
const moved = (from: string, to: string) => rename(join(folder, 'posts', from), join(folder, 'posts', to));

describe('a file of content/posts', () => {
  test('under a new name keeps its post, and the ledger says so', async () => {
    await write('供暖.md', text('供暖指南'));
    const { ids } = await look();
    await moved('供暖.md', '冬季供暖.md');
    expect(await look()).toMatchObject({ outcomes: [], codes: [] });
    expect(await posts()).toMatchObject([
      { id: ids[0], subjectId: 'posts/冬季供暖.md', fileGoneAt: null, revision: 1 },
    ]);
    expect(await ledgerOf(ids[0])).toEqual(['post.create', 'post.move-file']);
  });

  test('moved into another folder and changed in the same moment keeps its post while nothing of it was sent', async () => {
    await write('供暖.md', text('供暖指南'));
    await look();
    await mkdir(join(folder, 'posts', '2026'));
    await moved('供暖.md', '2026/供暖.md');
    await write('2026/供暖.md', text('供暖指南', '改过的正文。'));
    expect((await look()).outcomes).toEqual(['revised']);
    expect(await posts()).toMatchObject([{ subjectId: 'posts/2026/供暖.md', revision: 2 }]);
  });

  test('may name a stored picture by its hash; one that is not there is lost, and words about one stay words', async () => {
    const shelf = storedPictures(store.db, acting.clock.now);
    const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await shelf.put({ sha256, bytes, mediaType: 'image/png', width: 300, height: 200 });
    const gone = `asset:${'0'.repeat(63)}1`;
    await write('一.md', text('供暖指南', `说到 asset:${sha256} 的话。\n\n![有](asset:${sha256})\n\n![没有](${gone})`));
    const { ids } = await look();
    const head = await loadHead(store.db, ids[0] ?? '');
    const [made] = head?.composed.articles ?? [];
    expect(made?.images).toEqual([sha256]);
    expect(made?.html).not.toContain(gone);
    expect(made?.html).toContain(`说到 asset:${sha256} 的话`);
    const lost = head?.findings.filter(({ check, excerpt }) => check === 'picture-lost' && excerpt === gone);
    expect(lost).toHaveLength(1);
  });

  test('of the same title as one that was sent and is gone is a post of its own', async () => {
    await write('十月.md', text('供暖提示', '十月。'));
    const { ids } = await look();
    settled = [ids[0] ?? ''];
    await rm(join(folder, 'posts', '十月.md'));
    await write('十一月.md', text('供暖提示', '十一月。'));
    expect(await look()).toMatchObject({ outcomes: ['new'], codes: ['file-gone'] });
    expect(await posts()).toHaveLength(2);
  });

  test('copied is no second post: one of the two has to go or to differ', async () => {
    await write('一.md', text('供暖指南'));
    await look();
    await write('二.md', text('供暖指南'));
    expect(await look()).toMatchObject({ outcomes: [], codes: ['file-copied'] });
    await write('二.md', text('另一篇'));
    expect(await look()).toMatchObject({ outcomes: ['new'], codes: [] });
    expect(await posts()).toHaveLength(2);
  });

  test('that goes withdraws nothing: it is said once, and the post follows the file when it is back', async () => {
    await write('一.md', text('供暖指南'));
    const { ids } = await look();
    const [before] = await posts();
    await rm(join(folder, 'posts', '一.md'));
    expect((await look()).codes).toEqual(['file-gone']);
    expect((await look()).codes).toEqual([]);
    expect(await posts()).toEqual([{ ...before, fileGoneAt: NOW }]);
    await write('一.md', text('供暖指南', '又写了一句。'));
    expect((await look()).outcomes).toEqual(['revised']);
    expect(await posts()).toMatchObject([{ id: ids[0], fileGoneAt: null, revision: 2 }]);
    expect(await ledgerOf(ids[0])).toEqual(['post.create', 'post.file-gone', 'post.file-back', 'post.revise']);
  });

  test('a folder that cannot be read is no folder whose files have gone', async () => {
    await write('一.md', text('供暖指南'));
    await look();
    await rename(join(folder, 'posts'), join(folder, 'elsewhere'));
    expect((await look()).codes).toEqual([]);
    expect(await posts()).toMatchObject([{ fileGoneAt: null }]);
  });

  test('a broken file is there all the same, and half a file makes no revision', async () => {
    await write('一.md', text('供暖指南'));
    await look();
    await write('一.md', text('供暖指南').slice(0, 30));
    expect((await look()).codes).toEqual(['front-matter-missing']);
    await write('一.md', Buffer.from(text('供暖指南', '写到一半')).subarray(0, -2));
    expect(await look()).toMatchObject({ outcomes: [], codes: ['content-half-written'] });
    await write('一.md', text('供暖指南', '写到'), 300);
    expect(await look()).toMatchObject({ outcomes: [], codes: [] });
    expect(await posts()).toMatchObject([{ revision: 1, fileGoneAt: null }]);
  });

  test('read by two processes at once makes one post, also when it was renamed', async () => {
    const second = openStore(store.place);
    try {
      const actings = [acting, { ...testActing(second, testClock(NOW)) }];
      const both = async (name: string) => {
        const file = await readMarkdownFile(join(folder, 'posts', name));
        const fileDesk = { ...desk, contentFolder: folder, author: 'li-na' };
        return await Promise.all(actings.map((each) => saveFile(each, file, fileDesk, worker)));
      };
      await write('一.md', text('供暖指南'));
      const made = await both('一.md');
      expect(new Set(made.map((s) => s?.id)).size).toBe(1);
      await moved('一.md', '二.md');
      expect((await both('二.md')).map((s) => s?.id)).toEqual(made.map((s) => s?.id));
      expect(await posts()).toMatchObject([{ subjectId: 'posts/二.md' }]);
    } finally {
      await second.destroy();
    }
  });

  test('takes its pictures along, and names the line of one that is missing, the cover too', async () => {
    const png = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#336699' } })
      .png()
      .toBuffer();
    await write('图/现场 一.png', png);
    await write('一.md', text('供暖指南', '第一段。\n\n![现场](图/现场 一.png)\n\n第二段\n![没有](没有.png)'));
    const { ids } = await look();
    const head = await loadHead(store.db, ids[0] ?? '');
    expect(head?.composed.articles[0]?.images).toHaveLength(1);
    const lost = head?.findings.filter((f) => f.check === 'picture-lost').map((f) => [f.excerpt, f.message]);
    expect(lost).toEqual([
      ['没有.png', expect.stringContaining('第 13 行，文件夹里没有这张图片')],
      ['封面.png', expect.stringContaining('第 5 行，文件夹里没有这张图片')],
    ]);
  });
});
