import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FilingWish, fileAccount } from '../../src/channels/file-account.ts';
import { lifeCycles } from '../../src/channels/life-cycle-store.ts';
import { listFilings } from '../../src/channels/list-filings.ts';
import { matrixAccounts } from '../../src/channels/matrix.ts';
import { requireOpen } from '../../src/channels/require-open.ts';
import { testClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { clockedChannels } from '../../src/schedule/clocked-channels.ts';
import { shippedConfig } from '../config/config-folder.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const { people, channels, outside } = loadConfig(shippedConfig);
const matrix = matrixAccounts(channels, outside);
const at = (moment: string) => Date.parse(`${moment}+08:00`);
const by = (person: string) => ({ person, via: 'cli' as const });
let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const acting = () => ({ ...testActing(store.db, testClock(at('2026-11-20T09:00:00'))), people });
const unit = '市政务新媒体主管处';
const wish = (event: FilingWish['event'], onDay: string, more: Partial<FilingWish> = {}): FilingWish => ({
  ...{ account: 'sub', event, onDay, unit, reason: '按通知办理', ...more },
});
const file = (asked: FilingWish, person = 'zhang-wei') => fileAccount(acting(), asked, by(person));

it('M-04 account life cycle is logged for filing: each act is a dated entry with its number, in order, and in the ledger', async () => {
  await file(wish('changed', '2024-05-06', { filed: { number: '备2024-7', filedOn: '2024-05-09' } }));
  await file(wish('opened', '2019-03-18', { filed: { number: '备2019-3', filedOn: '2019-03-20' } }));
  await file(wish('closed', '2026-12-31', { filed: { number: '备2026-9', filedOn: '2026-11-18' } }));
  const { filings } = await listFilings(store.db, matrix, ['sub']);
  expect(filings.map((f) => [f.event, f.on, f.number, f.filedOn, f.unit])).toEqual([
    ['opened', '2019-03-18', '备2019-3', '2019-03-20', unit],
    ['changed', '2024-05-06', '备2024-7', '2024-05-09', unit],
    ['closed', '2026-12-31', '备2026-9', '2026-11-18', unit],
  ]);
  const lines = await store.db.selectFrom('ledgerEntry').select('act').orderBy('seq').execute();
  expect(lines.map((l) => l.act)).toEqual(['channel.changed', 'channel.opened', 'channel.closed']);
});

it('N-05 account changes are filed: what has no number is listed as unfiled until it has one, openings nobody recorded too', async () => {
  await file(wish('paused', '2026-11-01', { untilDay: '2026-11-30' }));
  const open = async () => (await listFilings(store.db, matrix)).unfiled.map((u) => [u.account, u.event, u.unit]);
  expect(await open()).toEqual([
    ['sub', 'opened', null],
    ['service', 'opened', null],
    ['housing-centre-weibo', 'opened', null],
    ['property-association', 'opened', null],
    ['sub', 'paused', unit],
  ]);
  const filed = { number: '备2026-8', filedOn: '2026-11-19' };
  const numbered = await file(wish('paused', '2026-11-01', { untilDay: '2026-11-30', filed }));
  expect(numbered).toMatchObject({ outcome: 'numbered', filing: filed });
  await file(wish('cancelled', '2025-01-01', { account: 'property-association', filed }));
  expect(await open()).not.toContainEqual(['sub', 'paused', unit]);
});

it('an act recorded twice stands once; another number, another order and another role are refused', async () => {
  const filed = { number: '1', filedOn: '2026-11-18' };
  expect(await file(wish('closed', '2026-11-19', { filed }))).toMatchObject({ outcome: 'recorded' });
  expect(await file(wish('closed', '2026-11-19', { filed }))).toMatchObject({ outcome: 'known' });
  expect(await file(wish('closed', '2026-11-19'))).toMatchObject({ outcome: 'known' });
  const other = wish('closed', '2026-11-19', { filed: { ...filed, number: '2' } });
  await expect(file(other)).rejects.toMatchObject({ code: 'filing-exists' });
  await expect(file(wish('resumed', '2026-11-20'))).rejects.toMatchObject({
    code: 'filing-order',
    remedy: 'Possible then: opened, cancelled.',
  });
  await expect(file(wish('changed', '2026-11-01'), 'li-na')).rejects.toMatchObject({ code: 'role-missing' });
  const early = wish('paused', '2026-11-10', { untilDay: '2026-11-09' });
  await expect(file(early)).rejects.toMatchObject({ code: 'filing-day' });
  const later = wish('changed', '2026-11-01', { filed: { number: '3', filedOn: '2026-11-21' } });
  await expect(file(later)).rejects.toMatchObject({ code: 'filing-day' });
  expect(await store.db.selectFrom('accountFiling').select('id').execute()).toHaveLength(1);
});

it('two people who record the same closing at the same moment make one entry', async () => {
  const both = await Promise.all([file(wish('closed', '2026-11-19')), file(wish('closed', '2026-11-19'))]);
  expect(both.map((b) => b.outcome).sort()).toEqual(['known', 'recorded']);
});

it('nothing is placed on an account from the day it is closed, and its clock has its pauses and its end', async () => {
  await file(wish('paused', '2026-10-01', { untilDay: '2026-10-20' }));
  await file(wish('closed', '2026-11-25'));
  await expect(requireOpen(store.db, 'sub', at('2026-11-24T23:59:59'))).resolves.toBeUndefined();
  await expect(requireOpen(store.db, 'sub', at('2026-11-25T00:00:00'))).rejects.toMatchObject({
    code: 'channel-closed',
  });
  await expect(requireOpen(store.db, 'service', at('2026-11-25T00:00:00'))).resolves.toBeUndefined();
  const [sub, service] = await clockedChannels(store.db, channels);
  expect(sub).toMatchObject({ id: 'sub', closedOn: '2026-11-25', pauses: [{ from: '2026-10-01', to: '2026-10-20' }] });
  expect(service).not.toHaveProperty('closedOn');
  expect((await lifeCycles(store.db)).get('sub')?.closedOn).toBe('2026-11-25');
});
