import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { accountUpdates } from '../../src/reports/account-updates.ts';
import type { ReportDesk } from '../../src/reports/report.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';

const config = loadConfig('config');
const at = (text: string) => Date.parse(`${text}+08:00`);
const quarter = { fromOn: '2026-10-01', toOn: '2026-12-31' };
const [account] = config.channels;
if (!account) throw new Error('the shipped configuration has no account');
const { id } = account;

let store: TestStore;
let desk: ReportDesk;
beforeEach(async () => {
  store = await openTestStore();
  const calendar = buildCalendar(config.calendarYears);
  desk = { db: store.db, calendar, config, section: null, now: at('2026-11-23T09:00:00') };
});
afterEach(() => store.close());

let serial = 0;
async function publish(moment: string, of: { channel?: string; repost?: number; position?: number } = {}) {
  const row = { id: `p${++serial}`, channel: of.channel ?? id, delivery: null, act: 'publish' as const };
  await store.db
    .insertInto('publication')
    .values({
      ...{ ...row, externalId: row.id, title: `第 ${serial} 条`, url: `https://example.cn/${row.id}`, original: 1 },
      ...{ publicAt: at(moment), seenAt: at(moment), repost: of.repost ?? 0, position: of.position ?? 1, linkOk: 1 },
      ...{ goneAt: null, removedBy: null },
    })
    .execute();
}

/** The first version of channels.yaml was read on this day. */
async function added(on: string) {
  await store.db
    .insertInto('configEntry')
    .values({
      ...{ id: 'c1', kind: 'channel', key: id, version: 1, file: 'channels.yaml', line: 1, body: '{}', fromOn: null },
      ...{ appliedAt: at(`${on}T09:00:00`), goneAt: null, via: 'file' },
    })
    .execute();
}

async function rowOf(of: Partial<ReportDesk> = {}, period = quarter) {
  return (await accountUpdates.rows({ ...desk, ...of }, period)).find(({ key }) => key === id);
}

test('an account is counted by its messages; its longest silence reaches up to now', async () => {
  await publish('2026-10-05T10:00:00');
  await publish('2026-10-05T10:00:00', { position: 2 });
  await publish('2026-10-25T09:59:00');
  await publish('2026-10-20T10:00:00', { repost: 1 });
  await publish('2026-09-30T23:59:00');
  await publish('2026-12-31T23:59:59.900');
  expect((await rowOf())?.figures).toEqual({ updates: 2, reposts: 1, gap: 29, breaches: 0 });
  expect((await rowOf({ now: at('2027-01-05T00:00:00') }))?.figures).toMatchObject({ updates: 3, gap: 67 });
  const lines = await accountUpdates.details(desk, quarter, id, 'reposts');
  expect(lines).toMatchObject([{ title: `第 ${serial - 2} 条` }]);
});

test('a silence that began before the period counts whole, and reposts do not end it', async () => {
  await publish('2026-08-20T10:00:00', { position: 2 });
  await publish('2026-08-10T10:00:00');
  await publish('2026-09-20T10:00:00', { repost: 1 });
  await publish('2026-10-20T10:00:00', { repost: 1 });
  expect((await rowOf())?.figures).toEqual({ updates: 0, reposts: 1, gap: 105, breaches: 0 });
  await publish('2026-10-05T10:00:00');
  expect((await rowOf())?.figures).toMatchObject({ updates: 1, gap: 56 });
  const behind = async (column: string) =>
    (await accountUpdates.details(desk, quarter, id, column)).map(({ at: moment }) => moment);
  const within = at('2026-10-05T10:00:00');
  expect(await behind('gap')).toEqual([at('2026-08-10T10:00:00'), within]);
  expect(await behind('updates')).toEqual([within]);
});

test('an account that never published has been silent since it was opened', async () => {
  const days = Math.floor((desk.now - at(`${account.openedOn}T00:00:00`)) / 86_400_000);
  expect((await rowOf())?.figures).toMatchObject({ updates: 0, gap: days });
  expect(await rowOf({}, { fromOn: '2010-01-01', toOn: '2010-12-31' })).toMatchObject({ figures: { gap: null } });
  expect(await accountUpdates.rows(desk, quarter)).toHaveLength(config.channels.length);
});

test('where nobody knows what was before an account was added, silence is counted from that day and the row says so', async () => {
  await added('2026-11-03');
  expect(await rowOf()).toMatchObject({ figures: { updates: 0, gap: 20 }, note: 'unknown-past' });
  expect(await rowOf({ now: at('2026-11-03T15:00:00') })).toMatchObject({ figures: { gap: null } });
  const before = { fromOn: '2026-07-01', toOn: '2026-09-30' };
  expect(await rowOf({}, before)).toMatchObject({ figures: { gap: null }, note: 'unknown-past' });
  await publish('2026-11-16T10:00:00');
  expect(await rowOf()).toMatchObject({ figures: { updates: 1, gap: 13 }, note: 'unknown-past' });
  await publish('2026-09-01T10:00:00');
  const known = await rowOf();
  expect(known?.figures).toMatchObject({ updates: 1, gap: 76 });
  expect(known?.note).toBeUndefined();
});

test('while an account is paused with a filing it is not silent', async () => {
  await publish('2026-09-28T10:00:00');
  const filing = { account: id, event: 'paused' as const, unit: '示例市政府办公室', reason: '改版', number: null };
  await store.db
    .insertInto('accountFiling')
    .values({
      ...{ ...filing, id: 'f1', onDay: '2026-10-05', untilDay: '2026-11-10', filedOn: null },
      ...{ recordedBy: 'zhang-wei', at: at('2026-10-05T09:00:00') },
    })
    .execute();
  expect((await rowOf())?.figures).toMatchObject({ gap: 12 });
});

test('of more accounts than are asked about at once each is counted once, in the order of channels.yaml', async () => {
  const channels = Array.from({ length: 23 }, (_, i) => ({ ...account, id: `a${i}`, name: `示例${i}` }));
  for (const [i, { id: channel }] of channels.entries())
    for (let n = 0; n < i % 4; n += 1) await publish(`2026-11-1${n}T10:00:00`, { channel });
  const rows = await accountUpdates.rows({ ...desk, config: { ...config, channels } }, quarter);
  expect(rows.map(({ key, name, figures }) => [key, name, figures.updates])).toEqual(
    channels.map((each, i) => [each.id, each.name, i % 4]),
  );
});
