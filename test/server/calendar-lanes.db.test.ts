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

test('more lanes at once than one answer is made for are refused', async () => {
  const many = Array.from({ length: 41 }, (_, i) => laneId(i)).join(',');
  expect((await get(`/calendar/items?${week}&channels=${many}`)).status).toBe(400);
  expect((await get(`/calendar/items?${week}&channels=`)).status).toBe(400);
});
