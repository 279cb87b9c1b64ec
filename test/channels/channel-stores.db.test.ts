import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelState, rightsOf, setRight } from '../../src/channels/channel-state-store.ts';
import { pauseChannel } from '../../src/channels/pause-channel.ts';
import {
  addPublications,
  latestPublication,
  markGone,
  type Publication,
  publicationsOf,
  standingPublications,
} from '../../src/channels/publication-store.ts';
import { freeUnits } from '../../src/channels/quota.ts';
import { giveBackQuota, holdQuota, lockQuota, quotaUse, setSendsByHand } from '../../src/channels/quota-store.ts';
import { resumeChannel } from '../../src/channels/resume-channel.ts';
import { forgetMaterial, keepUpload, knownUploads } from '../../src/channels/upload-store.ts';
import { testClock } from '../../src/clock.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

let store: TestStore;
const clock = testClock(Date.parse('2026-11-20T09:00:00+08:00'));
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

describe('quotas in the database', () => {
  const key = { channel: 'sub', quota: 'massSend/day', period: '2026-11-20' };
  const take = (attempt: string, limit: number) =>
    inTransaction(store.db, async (tx) => {
      const use = await lockQuota(tx, key);
      if (freeUnits({ period: 'day', limit }, use) === 0) return false;
      await holdQuota(tx, key, attempt, clock.now());
      return true;
    });

  it('gives the last unit to one of many that want it at once', async () => {
    const taken = await Promise.all(Array.from({ length: 12 }, (_, i) => take(`a${i}`, 3)));
    expect(taken.filter(Boolean)).toHaveLength(3);
    expect(await quotaUse(store.db, key)).toEqual({ held: 3, byHand: 0 });
  });

  it('holds once an attempt, gives back, and holds again for a repeat', async () => {
    await take('a', 3);
    await take('a', 3);
    expect((await quotaUse(store.db, key)).held).toBe(1);
    await inTransaction(store.db, (tx) => giveBackQuota(tx, 'a', clock.now()));
    expect((await quotaUse(store.db, key)).held).toBe(0);
    await take('a', 3);
    expect((await quotaUse(store.db, key)).held).toBe(1);
  });

  it('W-1 counts sends by hand in the same period only', async () => {
    await inTransaction(store.db, (tx) => setSendsByHand(tx, key, 1));
    expect(await take('a', 1)).toBe(false);
    expect(await quotaUse(store.db, { ...key, period: '2026-11-21' })).toEqual({ held: 0, byHand: 0 });
  });
});

describe('publications', () => {
  const publication = (more: Partial<Publication> = {}): Publication => ({
    id: `p${Math.random()}`,
    channel: 'sub',
    delivery: 'd1',
    act: 'publish',
    externalId: 'art1',
    position: 1,
    title: '题',
    url: null,
    publicAt: clock.now(),
    seenAt: clock.now(),
    original: 1,
    repost: 0,
    linkOk: null,
    goneAt: null,
    removedBy: null,
    ...more,
  });
  const add = (...rows: Publication[]) => inTransaction(store.db, (tx) => addPublications(tx, rows));

  it('are written once, whoever brings them', async () => {
    expect(await add(publication({ id: 'first' }), publication({ id: 'other', position: 2 }))).toEqual([
      'first',
      'other',
    ]);
    expect(await add(publication({ id: 'again' }))).toEqual([]);
    expect((await publicationsOf(store.db, 'd1')).map((row) => row.id)).toEqual(['first', 'other']);
  });

  it('tell the newest that still stands', async () => {
    await add(publication({ id: 'old' }), publication({ id: 'new', externalId: 'art2', publicAt: clock.now() + 1000 }));
    expect(await latestPublication(store.db, 'sub')).toMatchObject({ id: 'new' });
    const gone = (at: number) =>
      inTransaction(store.db, (tx) => markGone(tx, { channel: 'sub', externalId: 'art2' }, 'platform', at));
    expect(await gone(5)).toBe(1);
    expect(await gone(6)).toBe(0);
    expect(await latestPublication(store.db, 'sub')).toMatchObject({ id: 'old' });
    expect(await standingPublications(store.db, 'sub', 0)).toHaveLength(1);
    expect(await latestPublication(store.db, 'other')).toBeNull();
  });

  it('take a title and an address that come later, and keep the first that became known', async () => {
    const late = publication({ id: 'b', title: '别的题', url: 'https://one' });
    await add(publication({ id: 'a', title: '' }));
    await add(late);
    await add({ ...late, title: '第三个', url: 'https://two' });
    expect(await latestPublication(store.db, 'sub')).toMatchObject({ id: 'a', title: '别的题', url: 'https://one' });
  });
});

describe('the state of a channel', () => {
  const actor = { person: 'zhang-wei', via: 'cli' as const };

  it('is paused once, with its first reason, and resumed; both stand in the ledger', async () => {
    const acting = testActing(store.db, clock);
    expect((await channelState(store.db, 'sub')).pausedAt).toBeNull();
    await pauseChannel(acting, actor, 'sub', '全国哀悼日');
    await pauseChannel(acting, actor, 'sub', '别的原因');
    expect(await channelState(store.db, 'sub')).toMatchObject({ pausedReason: '全国哀悼日', pausedBy: 'zhang-wei' });
    await resumeChannel(acting, actor, 'sub');
    await resumeChannel(acting, actor, 'sub');
    expect((await channelState(store.db, 'sub')).pausedAt).toBeNull();
    const lines = await store.db.selectFrom('ledgerEntry').select('act').orderBy('seq').execute();
    expect(lines.map((line) => line.act)).toEqual(['channel.pause', 'channel.resume']);
  });

  it('keeps the rights of each API apart', async () => {
    await inTransaction(store.db, (tx) => setRight(tx, 'sub', 'publish', '48001'));
    await inTransaction(store.db, (tx) => setRight(tx, 'sub', 'draft', 'works'));
    expect(rightsOf(await channelState(store.db, 'sub'))).toEqual({ publish: '48001', draft: 'works' });
  });
});

describe('uploads', () => {
  it('are known by content and purpose, and forgotten by material', async () => {
    const keep = (sha256: string, mediaId: string) =>
      keepUpload(store.db, 'sub', 'cover', { sha256, mediaId, url: null }, clock.now());
    await keep('aa', 'm1');
    await keep('bb', 'm2');
    await keep('aa', 'm3');
    await forgetMaterial(store.db, 'sub', 'm1');
    expect(await knownUploads(store.db, 'sub', 'cover', ['aa', 'bb', 'cc'])).toEqual(
      new Map([
        ['aa', { sha256: 'aa', mediaId: 'm3', url: null }],
        ['bb', { sha256: 'bb', mediaId: 'm2', url: null }],
      ]),
    );
    await forgetMaterial(store.db, 'sub', 'm3');
    expect((await knownUploads(store.db, 'sub', 'cover', ['aa'])).size).toBe(0);
    expect((await knownUploads(store.db, 'sub', 'article-image', ['bb'])).size).toBe(0);
  });
});
