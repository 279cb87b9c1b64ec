import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { TryLater } from '../../src/errors.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { storedPictures } from '../../src/posts/asset-store.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { fetchImages } from '../../src/posts/fetch-images.ts';
import { loadHead } from '../../src/posts/post-store.ts';
import { type PostDesk, reconcilePosts } from '../../src/posts/reconcile-posts.ts';
import { retitlePost } from '../../src/posts/retitle-post.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: null });
const picture = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#336699' } })
  .webp()
  .toBuffer();
const { people } = loadConfig('config');
const MINUTE_MS = 60_000;
let store: TestStore;
let acting: Acting;
let clock: TestClock;
let folder: string;
let desk: PostDesk;
let answering: boolean;
let asked: number;

beforeEach(async () => {
  store = await openTestStore();
  clock = testClock(Date.parse('2026-11-20T09:00:00+08:00'));
  acting = testActing(store.db, clock);
  folder = await mkdtemp(join(tmpdir(), 'govcast-retry-'));
  await mkdir(join(folder, 'posts'));
  answering = false;
  asked = 0;
  desk = {
    composing,
    rules: { bundles: 'never', items: {}, publicUntil: '长期', author: 'li' },
    fetchBytes: async () => {
      asked += 1;
      if (answering) return picture;
      throw new TryLater({ code: 'fetch', message: 'the host answered 500', remedy: 'Wait.' });
    },
    contentFolder: folder,
    isSettled: async () => false,
    isSent: async () => false,
    takeBack: async () => {},
  };
  const head = '---\ntitle: 供暖指南\nkind: 通知\njob: 办事服务\n---\n';
  await writeFile(join(folder, 'posts', '指南.md'), `${head}正文\n\n![图](https://portal.example/a.webp)\n\n完\n`);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function composed(): Promise<string> {
  const { saved } = await reconcilePosts(acting, desk);
  expect(saved).toMatchObject([{ outcome: 'new' }]);
  return saved[0]?.id ?? '';
}
const lostOnes = () => store.db.selectFrom('lostPicture').selectAll().execute();

describe('a picture lost to a passing error', () => {
  test('is asked for again later, and the draft gets it in a new revision', async () => {
    const id = await composed();
    expect((await loadHead(store.db, id))?.findings.map((f) => f.check)).toContain('picture-lost');
    answering = true;
    clock.moveBy(9 * MINUTE_MS);
    expect((await reconcilePosts(acting, desk)).saved).toEqual([]);
    clock.moveBy(MINUTE_MS);
    expect((await reconcilePosts(acting, desk)).saved).toMatchObject([{ id, outcome: 'revised', revision: 2 }]);
    const head = await loadHead(store.db, id);
    expect(head?.composed.articles[0]?.images).toHaveLength(1);
    expect(head?.findings.map((f) => f.check)).not.toContain('picture-lost');
    expect(await lostOnes()).toEqual([]);
    clock.moveBy(48 * 60 * MINUTE_MS);
    expect((await reconcilePosts(acting, desk)).saved).toEqual([]);
  });

  test('is asked for less and less often, and given up after four more tries', async () => {
    await composed();
    const before = asked;
    const tries: number[] = [];
    let minute = 0;
    for (const look of [9, 10, 20, 69, 70, 429, 430, 1869, 1870, 9000]) {
      const seen = asked;
      clock.moveBy((look - minute) * MINUTE_MS);
      minute = look;
      await reconcilePosts(acting, desk);
      if (asked > seen) tries.push(look);
    }
    expect(tries).toEqual([10, 70, 430, 1870]);
    expect(asked - before).toBe(4);
    expect(await lostOnes()).toMatchObject([{ attempts: 4, nextAt: null }]);
  });

  test('changes nothing of a post under review or signed: a finding says that it can be had now', async () => {
    const id = await composed();
    const signed = { state: 'approved', approvedHash: (await loadHead(store.db, id))?.post.contentHash } as const;
    await store.db.updateTable('post').set(signed).where('id', '=', id).execute();
    clock.moveBy(10 * MINUTE_MS);
    await reconcilePosts(acting, desk);
    expect((await loadHead(store.db, id))?.findings.map((f) => f.check)).not.toContain('picture-late');
    answering = true;
    clock.moveBy(60 * MINUTE_MS);
    expect((await reconcilePosts(acting, desk)).saved).toEqual([]);
    const head = await loadHead(store.db, id);
    expect(head?.post).toMatchObject({ ...signed, revision: 1 });
    expect(head?.findings.filter((f) => f.check === 'picture-late')).toMatchObject([
      { excerpt: 'https://portal.example/a.webp', message: expect.stringContaining('可以取到') },
    ]);
    const acts = await store.db.selectFrom('ledgerEntry').select('act').orderBy('seq').execute();
    expect(acts.at(-1)).toEqual({ act: 'post.picture-found' });
    expect(await lostOnes()).toEqual([]);
  });

  test('is waited for after an act by hand, and the title of a person is never taken away for it', async () => {
    const id = await composed();
    const edit = { post: id, seenHash: (await loadHead(store.db, id))?.post.contentHash ?? '' };
    const titles = [{ article: 1, title: '人改的标题' }];
    await retitlePost(acting, people, composing, { ...edit, titles }, { person: 'li-na', via: 'cli' });
    expect(await lostOnes()).toMatchObject([{ url: 'https://portal.example/a.webp' }]);
    answering = true;
    clock.moveBy(10 * MINUTE_MS);
    expect((await reconcilePosts(acting, desk)).saved).toEqual([]);
    const head = await loadHead(store.db, id);
    expect(head?.post).toMatchObject({ title: '人改的标题', revision: 2 });
    expect(head?.findings.map((f) => f.check)).toContain('picture-late');
  });

  test('is not asked for when it is gone for good', async () => {
    desk.fetchBytes = async () => Buffer.from('<html>404</html>');
    await composed();
    expect(await lostOnes()).toEqual([]);
  });
});

describe('pictures by hash', () => {
  test('are made once from the same bytes, in another process too, as long as their parts are there', async () => {
    const shelf = storedPictures(store.db, clock.now);
    const fetched = await fetchImages(['a', 'b'], async () => picture, shelf);
    const rows = await store.db.selectFrom('picture').selectAll().execute();
    expect(rows).toHaveLength(1);
    const source = rows[0]?.sourceSha256 ?? '';
    const made = await storedPictures(store.db, clock.now).madeFrom(source);
    expect(made?.parts[0]).toEqual(fetched.pictures.get('a'));
    await store.db.updateTable('picture').set({ recipe: 0 }).execute();
    expect(await shelf.madeFrom(source)).toBeNull();
    await fetchImages(['a'], async () => picture, shelf);
    expect(await shelf.madeFrom(source)).toEqual(made);
    await store.db.deleteFrom('asset').execute();
    expect(await shelf.madeFrom(source)).toBeNull();
  });
});
