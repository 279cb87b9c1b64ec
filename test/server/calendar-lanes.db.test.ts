import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendarRoutes } from '../../src/server/routes/calendar-routes.ts';
import { configFolder } from '../config/config-folder.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

const ACCOUNTS = 60;
const config = configFolder();
let opened: StoreGovcast;
let app: ReturnType<typeof openApi>['app'];

const noon = Date.parse('2026-11-24T12:00:00+08:00');
const id = (i: number) => `a${String(i).padStart(2, '0')}`;

/** Sixty accounts, each with one post on Tuesday at noon; that of the last account has lost its place. */
beforeAll(async () => {
  const channels = Array.from({ length: ACCOUNTS }, (_, i) => {
    const serial = String(i + 1).padStart(16, '0');
    return {
      ...{ id: id(i), name: `账号${i}`, kind: 'wechat-subscription', role: i === 0 ? 'main' : 'ordinary' },
      ...{ owner: 'zhang-wei', office: '示例市住房和城乡建设局', section: 'news-centre', openedOn: '2026-11-20' },
      ...{ secondAccountReason: '分工不同', sandbox: true },
      credentials: { appId: `wx${serial}`, secret: { sandbox: `sandbox-secret-${serial}` } },
    };
  });
  config.write('channels.yaml', JSON.stringify({ channels }));
  config.write('cross-posting.yaml', 'rules: []\n');
  config.edit('columns.yaml', ', channel: sub', '');
  opened = await openStoreGovcast('2026-11-23T09:12:00+08:00', config.folder);
  const { acting } = opened.govcast;
  for (let i = 0; i < ACCOUNTS; i += 1) {
    const post = {
      ...{ id: `p${i}`, title: `稿件${i}`, kind: 'news', subjectKind: 'console' as const, subjectId: `c${i}` },
      ...{ author: 'li-na', state: 'draft' as const, revision: 1, contentHash: 'h', approvedHash: null, job: null },
      ...{ unit: null, createdAt: noon, updatedAt: noon },
    };
    const isLost = i === ACCOUNTS - 1;
    const place = {
      ...{
        id: `l${i}`,
        post: post.id,
        channel: id(i),
        act: 'publish' as const,
        at: noon,
        pinned: 0,
        announcedAt: null,
      },
      ...{ reason: '按时：首个可用时段', createdBy: 'li-na', createdAt: noon, cancelledAt: null },
      ...(isLost ? { obstacle: '当日次数已用完', obstacleCode: 'quota', obstacleAt: noon } : {}),
    };
    await acting.db.insertInto('post').values(post).execute();
    await acting.db.insertInto('placement').values(place).execute();
  }
  ({ app } = openApi(acting.db, opened.clock, calendarRoutes(opened.govcast)));
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
  const first = Array.from({ length: 40 }, (_, i) => id(i));
  expect(channelsOf(body.items)).toEqual([...first, id(59)]);
  expect(body.notes.filter((note: { kind: string }) => note.kind === 'no-place')).toMatchObject([
    { channel: id(59), post: 'p59', reason: '当日次数已用完' },
  ]);
});

test('the items of further lanes are given when they come into sight, as the window gives them', async () => {
  const { status, body } = await get(`/calendar/items?${week}&channels=${id(40)},${id(58)}`);
  expect(status).toBe(200);
  expect(channelsOf(body.items)).toEqual([id(40), id(58)]);
  const alone = await get(`/calendar?${week}&channels=${id(58)}`);
  expect(alone.body.items).toEqual(body.items.filter((item: { channel: string }) => item.channel === id(58)));
});

test('more lanes at once than one answer is made for are refused', async () => {
  const many = Array.from({ length: 41 }, (_, i) => id(i)).join(',');
  expect((await get(`/calendar/items?${week}&channels=${many}`)).status).toBe(400);
  expect((await get(`/calendar/items?${week}&channels=`)).status).toBe(400);
});
