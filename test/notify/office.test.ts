import ICAL from 'ical.js';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeAccount } from '../../src/access/close-account.ts';
import { setPassword } from '../../src/access/set-password.ts';
import { accessDesk } from '../../src/access-desk.ts';
import { addPublications } from '../../src/channels/publication-store.ts';
import { personOf } from '../../src/config/acting-person.ts';
import { reconcileDeliveries } from '../../src/delivery/reconcile-delivery.ts';
import { feedSecret, feedText, namedFeed, openFeed } from '../../src/feeds.ts';
import type { Actor } from '../../src/ledger/append.ts';
import { reconcileNotices } from '../../src/notice-desk.ts';
import type { Concern } from '../../src/notify/concern.ts';
import { feedToken, resetFeed } from '../../src/notify/feed-token.ts';
import { changePlacement } from '../../src/schedule/placement-store.ts';
import { scheduleLoops } from '../../src/schedule-loops.ts';
import { createServer, listen } from '../../src/server/server.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { type Office, openOffice } from './office.ts';
import { concern, MINUTE } from './telling.ts';

const ROBOT = `rules:
  - { ways: [console, 'robot:notice-group'] }
groupMinutes: 0
`;
let office: Office;
let standing: Concern[] = [];
beforeAll(async () => {
  office = await openOffice('2026-11-25T10:00:00+08:00', (config) => config.write('notify.yaml', ROBOT));
});
afterAll(() => office.stop());
beforeEach(() => {
  standing = [];
});
/** An office takes seconds to open, so every test empties this one. */
afterEach(async () => {
  for (const table of ['noticeLine', 'notice', 'concern', 'attempt', 'step', 'question', 'delivery'] as const) {
    await db().deleteFrom(table).execute();
  }
  await db().deleteFrom('placement').execute();
  await db().deleteFrom('post').execute();
  await office.control('/reset', {});
});

const going = () => false;
const told = () => reconcileNotices({ ...office.desk, sources: { test: async () => standing } });
const deliver = () => reconcileDeliveries(office.govcast.work, going);
const db = () => office.govcast.acting.db;

test('every real source can be read, twice, and says nothing of an empty office that it would take back', async () => {
  await reconcileNotices(office.desk);
  const count = async () => (await db().selectFrom('ledgerEntry').select('seq').execute()).length;
  const before = await count();
  await reconcileNotices(office.desk);
  expect(await count()).toBe(before);
  expect(office.problems.filter((p) => p.includes('could not be read'))).toEqual([]);
});

test('a notice reaches the group once, through the delivery machine, and counts for no clock', async () => {
  standing = [concern()];
  await told();
  await told();
  await deliver();
  await deliver();
  expect(await office.sent()).toHaveLength(1);
  expect((await office.sent())[0]).toContain('@李娜');
  const deliveries = await db().selectFrom('delivery').selectAll().execute();
  expect(deliveries).toMatchObject([{ subjectKind: 'notice', act: 'message', state: 'published' }]);
  expect(await db().selectFrom('publication').selectAll().execute()).toEqual([]);
});

test('while nobody knows whether the last one arrived the next waits, and then tells everything together', async () => {
  await office.control('/faults', { path: '/cgi-bin/webhook/send', kind: 'reset-after' });
  standing = [concern({ key: 'a' })];
  await told();
  await deliver();
  standing.push(concern({ key: 'b' }), concern({ key: 'c' }));
  office.clock.moveBy(5 * MINUTE);
  await deliver();
  await told();
  const open = await db().selectFrom('delivery').selectAll().execute();
  expect(open).toMatchObject([{ state: 'asking', reason: 'doubt' }]);
  await db().updateTable('delivery').set({ state: 'dropped', reason: 'word' }).execute();
  await told();
  await deliver();
  const texts = await office.sent();
  expect(texts.at(-1)).toContain('2 件事要处理');
});

async function placed() {
  const { acting } = office.govcast;
  const now = office.clock.now();
  const [post, place] = [acting.newId(), acting.newId()];
  await inTransaction(acting.db, async (tx) => {
    const row = {
      id: post,
      title: '关于供暖的通知',
      kind: 'notice',
      subjectKind: 'file' as const,
      subjectId: 'a.md',
      author: 'li-na',
    };
    const state = {
      state: 'approved' as const,
      revision: 1,
      contentHash: 'h',
      approvedHash: 'h',
      job: null,
      unit: null,
    };
    await tx
      .insertInto('post')
      .values({ ...row, ...state, createdAt: now, updatedAt: now })
      .execute();
    const at = now + 60 * MINUTE;
    const plan = { act: 'publish' as const, at, pinned: 0, announcedAt: null, reason: '按时段', createdBy: 'li-na' };
    await tx
      .insertInto('placement')
      .values({ id: place, post, channel: 'sub', ...plan, createdAt: now, cancelledAt: null })
      .execute();
    await acting.record(tx, {
      at: now,
      actor: { person: 'li-na', via: 'cli' },
      act: 'placement.add',
      object: `post:${post}`,
    });
  });
  return { post, place, at: now + 60 * MINUTE };
}

const startOf = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');

function eventsOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((event) => ({
    uid: String(event.getFirstPropertyValue('uid')),
    summary: String(event.getFirstPropertyValue('summary')),
    start: String(event.getFirstPropertyValue('dtstart')),
    status: String(event.getFirstPropertyValue('status')),
    sequence: Number(event.getFirstPropertyValue('sequence')),
  }));
}

test('a feed shows places, moved ones under the same UID with a higher number, cancelled ones for 30 days', async () => {
  const { post, place, at } = await placed();
  const { govcast, clock } = office;
  const read = async (name: string) => feedText(govcast, namedFeed(govcast, name));
  const one = async (name = 'channel:main') =>
    eventsOf(await read(name)).find((e) => e.uid === `placement-${place}@govcast`);
  const first = await one();
  expect(first).toMatchObject({
    summary: '【示例发布】关于供暖的通知（已审签）',
    start: startOf(at),
    status: 'TENTATIVE',
  });
  expect(await read('channel:main')).toBe(await read('channel:sub'));
  clock.moveBy(MINUTE);
  await inTransaction(db(), async (tx) => {
    await changePlacement(tx, place, { at: at + 30 * MINUTE });
    await govcast.acting.record(tx, {
      at: clock.now(),
      actor: { person: 'li-na', via: 'cli' },
      act: 'placement.move',
      object: `post:${post}`,
    });
  });
  const moved = await one();
  expect(moved).toMatchObject({ uid: first?.uid, start: startOf(at + 30 * MINUTE) });
  expect(moved?.sequence).toBeGreaterThan(first?.sequence ?? 0);
  const owner = govcast.channelConfig('sub').owner;
  expect(await one(`person:${owner}`)).toMatchObject({ start: startOf(at + 30 * MINUTE) });
  await inTransaction(db(), (tx) => changePlacement(tx, place, { cancelledAt: clock.now() }));
  expect(await one()).toMatchObject({ status: 'CANCELLED', summary: expect.stringContaining('已取消') });
  clock.moveBy(31 * 24 * 60 * MINUTE);
  expect(await one()).toBeUndefined();
});

test('a feed is well-formed: lines of at most 75 octets that end with CRLF, clocks as whole days', async () => {
  await placed();
  await db()
    .updateTable('post')
    .set({ title: '关于进一步做好全市老旧小区改造和既有住宅加装电梯工作的通知，附件；说明' })
    .execute();
  const text = await feedText(office.govcast, namedFeed(office.govcast, 'channel:main'));
  expect(text.endsWith('\r\n')).toBe(true);
  for (const line of text.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\r\n]/);
  }
  const clocks = eventsOf(text).filter((e) => e.uid.startsWith('clock-sub-'));
  expect(clocks.length).toBeGreaterThan(0);
  for (const clock of clocks) expect(clock.start).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

test('the number of a due day never falls, wherever the day moves to', async () => {
  const { govcast, clock } = office;
  const clockOf = async () =>
    eventsOf(await feedText(govcast, namedFeed(govcast, 'channel:main'))).find((e) => e.uid.startsWith('clock-sub-'));
  const published = {
    ...{
      id: 'P',
      channel: 'sub',
      delivery: null,
      act: 'publish' as const,
      externalId: 'A',
      position: 1,
      title: '通知',
    },
    ...{ url: null, publicAt: clock.now(), seenAt: clock.now(), original: 1, repost: 0, linkOk: 1 },
    ...{ goneAt: null, removedBy: null },
  };
  const before = await clockOf();
  await inTransaction(db(), (tx) => addPublications(tx, [published]));
  clock.moveBy(60 * MINUTE);
  const later = await clockOf();
  await db().deleteFrom('publication').execute();
  clock.moveBy(60 * MINUTE);
  const back = await clockOf();
  expect(later?.sequence).toBeGreaterThan(before?.sequence ?? 0);
  expect(back?.sequence).toBeGreaterThan(later?.sequence ?? 0);
});

test('mails have a loop of their own, so that a server that hangs keeps nobody else from being told', async () => {
  expect(scheduleLoops(office.govcast).map((loop) => loop.name)).toContain('mails');
});

test('a feed answers its token only, unchanged with 304, and not after its address was made void', async () => {
  const { govcast } = office;
  const { acting, config } = govcast;
  const account = () => undefined;
  const server = createServer({
    callbacks: { ...acting, log: govcast.log, onReceived: () => {}, account },
    token: 'secret',
    answers: {},
    feed: (feed, token) => openFeed(govcast, feed, token),
    health: async () => ({ ok: true }),
  });
  const url = await listen(server, { host: '127.0.0.1', port: 0 });
  try {
    const token = await feedToken(acting.db, feedSecret(govcast), 'channel:sub');
    const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers });
    const answer = await get(`/feeds/channel/sub.ics?token=${token}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const etag = answer.headers.get('etag') ?? '';
    expect((await get(`/feeds/channel/sub.ics?token=${token}`, { 'if-none-match': etag })).status).toBe(304);
    for (const path of [
      '/feeds/channel/sub.ics',
      '/feeds/channel/sub.ics?token=x',
      `/feeds/person/li-na.ics?token=${token}`,
      `/feeds/channel/sub?token=${token}`,
    ]) {
      expect((await get(path)).status).toBe(404);
    }
    const reset = (person: string) => resetFeed(acting, config.people, 'channel:sub', 'li-na', { person, via: 'cli' });
    await expect(async () => reset('zhou-ting')).rejects.toThrow(/may not reset/);
    await reset('he-yong');
    expect((await get(`/feeds/channel/sub.ics?token=${token}`)).status).toBe(404);
  } finally {
    await server.close();
  }
});

test('the calendar of a person opens no more when the account is closed, or the last role is gone', async () => {
  const { govcast } = office;
  const { acting, config } = govcast;
  const token = await feedToken(acting.db, feedSecret(govcast), 'person:li-na');
  const isOpen = async (of: Pick<typeof govcast, 'config'> = govcast) =>
    (await openFeed({ ...govcast, ...of }, 'person:li-na', token)) !== null;
  expect(await isOpen()).toBe(true);
  const others = config.people.people.map((person) => (person.id === 'li-na' ? { ...person, roles: [] } : person));
  expect(await isOpen({ config: { ...config, people: { ...config.people, people: others } } })).toBe(false);
  const desk = accessDesk(govcast);
  const administrator: Actor = { person: 'he-yong', via: 'cli' };
  const person = personOf(config.people, 'li-na');
  await setPassword(desk, administrator, { person, password: 'Bai-Yun-Shan-2026!', mustChange: false });
  expect(await isOpen()).toBe(true);
  await closeAccount(desk, administrator, 'li-na', true);
  expect(await isOpen()).toBe(false);
  await closeAccount(desk, administrator, 'li-na', false);
  expect(await isOpen()).toBe(true);
});
