import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendarRoutes } from '../../src/server/routes/calendar-routes.ts';
import { laneId, manyLanesConfig, seedManyLanes } from '../browser/seeds/many-lanes.ts';
import { configFolder } from '../config/config-folder.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

const ACCOUNTS = 60;
const config = configFolder();
let opened: StoreGovcast;
let app: ReturnType<typeof openApi>['app'];

beforeAll(async () => {
  manyLanesConfig(config, ACCOUNTS);
  config.edit('columns.yaml', ', channel: sub', '');
  opened = await openStoreGovcast('2026-11-23T09:12:00+08:00', config.folder);
  await seedManyLanes(opened.govcast, ACCOUNTS);
  ({ app } = openApi(opened.govcast.acting.db, opened.clock, calendarRoutes(opened.govcast)));
}, 60_000);
afterAll(async () => {
  await app?.close();
  await opened?.close();
  config.remove();
});

async function get(path: string) {
  const answer = await app.inject({ url: `/api/v1${path}`, headers: { 'x-person': 'li-na editor' } });
  return { status: answer.statusCode, body: answer.json() };
}

const week = 'from=2026-11-23&to=2026-11-29';
const channelsOf = (items: { channel: string }[]) => items.map(({ channel }) => channel).sort();

test('of many accounts the first come with their items, and those that a sentence is about', async () => {
  const { body } = await get(`/calendar?${week}`);
  expect(body.lanes).toHaveLength(ACCOUNTS);
  expect(body.withItems).toBe(40);
  const first = Array.from({ length: 40 }, (_, i) => laneId(i));
  expect(channelsOf(body.items)).toEqual([...first, laneId(59)]);
  expect(body.notes.filter((note: { kind: string }) => note.kind === 'no-place')).toMatchObject([
    { channel: laneId(59), post: 'p59', reason: '当日次数已用完' },
  ]);
});

test('the items of further lanes are given when they come into sight, as the window gives them', async () => {
  const { status, body } = await get(`/calendar/items?${week}&channels=${laneId(40)},${laneId(58)}`);
  expect(status).toBe(200);
  expect(channelsOf(body.items)).toEqual([laneId(40), laneId(58)]);
  const alone = await get(`/calendar?${week}&channels=${laneId(58)}`);
  expect(alone.body.items).toEqual(body.items.filter((item: { channel: string }) => item.channel === laneId(58)));
});

test('what somebody asked for wrongly is given to nobody else', async () => {
  const [one, other] = [laneId(1), laneId(2)];
  const wrong = await get(`/calendar?${week}&channels=${encodeURIComponent(`${one} ${other}`)}`);
  expect(wrong.body.lanes).toEqual([]);
  const { body } = await get(`/calendar?${week}&channels=${one},${other}`);
  expect(body.lanes.map(({ channel }: { channel: string }) => channel)).toEqual([one, other]);
});

test('more lanes at once than one answer is made for are refused', async () => {
  const many = Array.from({ length: 41 }, (_, i) => laneId(i)).join(',');
  expect((await get(`/calendar/items?${week}&channels=${many}`)).status).toBe(400);
  expect((await get(`/calendar/items?${week}&channels=`)).status).toBe(400);
});

test('what failed is told of a post on more accounts than sentences are made of, also where it is the last one', async () => {
  const { db } = opened.govcast.acting;
  const noon = Date.parse('2026-11-25T12:00:00+08:00');
  const post = await db.selectFrom('post').selectAll().where('id', '=', 'p0').executeTakeFirstOrThrow();
  await db
    .insertInto('post')
    .values({ ...post, id: 'wide', subjectId: 'wide', title: '都要发' })
    .execute();
  const place = {
    ...{ post: 'wide', act: 'publish' as const, pinned: 0, announcedAt: null, reason: '按时', createdBy: 'li-na' },
    ...{ createdAt: noon, cancelledAt: null },
  };
  const places = Array.from({ length: ACCOUNTS }, (_, i) => {
    return { ...place, id: `w${i}`, channel: laneId(i), at: noon + i * 60_000 };
  });
  await db.insertInto('placement').values(places).execute();
  const delivery = {
    ...{ subjectKind: 'post' as const, occasion: 1, hash: 'h', act: 'publish' as const, state: 'asking' as const },
    ...{ reason: 'refused', fence: 1, worker: null, workAt: null, stopWanted: 0, dueAt: noon, priority: 5 },
    ...{ createdAt: noon, finishedAt: null },
  };
  const failed = [
    { ...delivery, id: 'd-early', subjectId: 'p58', channel: laneId(58) },
    { ...delivery, id: 'd-last', subjectId: 'wide', channel: laneId(59) },
  ];
  await db.insertInto('delivery').values(failed).execute();
  // No line of the ledger tells of these rows: the kept answer is made anew after the next minute.
  opened.clock.moveBy(120_000);
  const { body } = await get(`/calendar?${week}`);
  const told = body.notes.flatMap((note: { delivery: string | null }) => note.delivery ?? []);
  expect(told.sort()).toEqual(['d-early', 'd-last']);
});
