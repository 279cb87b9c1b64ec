import { afterEach, beforeEach, expect, it } from 'vitest';
import { newPast } from '../../src/channels/history-store.ts';
import { addPublications, publicationsOf } from '../../src/channels/publication-store.ts';
import { quotaUse, setSendsByHand } from '../../src/channels/quota-store.ts';
import { testClock } from '../../src/clock.ts';
import type { DeliveryRow } from '../../src/delivery/delivery-store.ts';
import { recordPublication } from '../../src/delivery/record-publication.ts';
import type { PublicationTable } from '../../src/store/tables/channels.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const NOW = Date.parse('2026-11-20T12:00:00+08:00');
const HOUR = 3_600_000;
const link = 'https://mp.weixin.qq.com/s/abc';
let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const seen = (more: Partial<PublicationTable>) =>
  inTransaction(store.db, (tx) =>
    addPublications(tx, [
      {
        ...{ id: 'h1', channel: 'sub', delivery: null, act: 'publish', externalId: 'A1', position: 1, title: '标题' },
        ...{ url: link, publicAt: NOW - 3 * HOUR, seenAt: NOW, original: 0, repost: 0 },
        ...{ linkOk: null, goneAt: null, removedBy: null },
        ...more,
      },
    ]),
  );
const published = (act: DeliveryRow['act'], article: { externalId: string; title: string; url: string | null }) => {
  const subject = { subjectKind: 'post' as const, subjectId: 'P', channel: 'sub', occasion: 1, hash: 'h' };
  const state = { state: 'asking' as const, reason: null, fence: 0, worker: null, workAt: null, stopWanted: 0 };
  const times = { dueAt: NOW, priority: 5, createdAt: NOW - 4 * HOUR, finishedAt: null };
  const delivery: DeliveryRow = { id: 'D1', act, ...subject, ...state, ...times };
  return inTransaction(store.db, (tx) =>
    recordPublication(tx, testActing(store.db, testClock(NOW)), delivery, [{ ...article, position: 1 }]),
  );
};
const rows = () => store.db.selectFrom('publication').selectAll().orderBy('position').execute();

it("an article of ours that the history showed before its fact came is the delivery's, an original, at its public time", async () => {
  await seen({});
  await published('publish', { externalId: 'A1', title: '标题', url: null });
  await published('publish', { externalId: 'A1', title: '标题', url: null });
  expect(await rows()).toHaveLength(1);
  const own = await publicationsOf(store.db, 'D1');
  expect(own).toMatchObject([{ id: 'h1', original: 1, publicAt: NOW - 3 * HOUR, url: link }]);
});

it("confirmed by its link it stands once, and keeps the platform's number by which a removal is told", async () => {
  await seen({});
  await published('publish', { externalId: link, title: '', url: link });
  expect(await rows()).toMatchObject([{ delivery: 'D1', externalId: 'A1', original: 1 }]);
});

it('a mass send of ours no longer counts as one by hand, whatever its other articles are', async () => {
  const dayStart = Date.parse('2026-11-20T00:00:00+08:00');
  const sent = { act: 'massSend', externalId: 'M1', publicAt: dayStart, url: null } as const;
  await seen(sent);
  await seen({ ...sent, id: 'h2', position: 2, title: '次条' });
  await seen({ ...sent, id: 'h3', externalId: 'M2', title: '别的' });
  const key = { channel: 'sub', quota: 'massSend/month', period: '2026-11' };
  await inTransaction(store.db, (tx) => setSendsByHand(tx, key, 2));
  await published('massSend', { externalId: 'M1', title: '标题', url: null });
  expect((await publicationsOf(store.db, 'D1')).map((p) => [p.id, p.publicAt])).toEqual([
    ['h1', NOW],
    ['h2', dayStart],
  ]);
  expect((await quotaUse(store.db, key)).byHand).toBe(1);
});

it('the link of what was just published is opened at the next look, not a day later', async () => {
  const past = { ...newPast('sub', true, NOW), linkLookAt: NOW + 24 * HOUR };
  await store.db.insertInto('channelHistory').values(past).execute();
  const nextLook = () => store.db.selectFrom('channelHistory').select('linkLookAt').executeTakeFirstOrThrow();
  await published('publish', { externalId: 'A1', title: '标题', url: null });
  expect(await nextLook()).toEqual({ linkLookAt: NOW + 24 * HOUR });
  await published('publish', { externalId: 'A1', title: '标题', url: link });
  expect(await nextLook()).toEqual({ linkLookAt: NOW });
});
