import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { endOfDay, parseBeijing } from '../../src/calendar/beijing-time.ts';
import { type TestClock, testClock } from '../../src/clock.ts';
import { actorOf } from '../../src/config/acting-person.ts';
import { type ConfigEntry, configEntries } from '../../src/config/config-entries.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { applyConfig } from '../../src/ledger/apply-config.ts';
import { versionOn } from '../../src/ledger/config-version-store.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { Db } from '../../src/store/database.ts';
import { configFolder, shippedConfig } from '../config/config-folder.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

let store: TestStore;
let db: Db;
let clock: TestClock;
beforeAll(async () => {
  store = await openTestStore();
  db = store.db;
});
afterAll(() => store.close());
beforeEach(async () => {
  clock = testClock(parseBeijing('2026-11-20 09:00') ?? 0);
  await db.deleteFrom('configEntry').execute();
});

const config = loadConfig(shippedConfig);
const actor = actorOf(config, 'li-na', 'cli', 'staff');
const apply = (entries: readonly ConfigEntry[]) => applyConfig(testActing(db, clock), actor, entries);
const lines = () => db.selectFrom('ledgerEntry').selectAll().where('act', '=', 'config.apply').execute();
const limitOn = async (day: string) => {
  const version = await versionOn(db, { kind: 'catalogue', key: 'SZJ-2026-001' }, day, endOfDay(day));
  return version ? JSON.parse(version.body).limit : null;
};
const changed = (...edits: Record<string, unknown>[]): ConfigEntry[] => {
  const entries = configEntries(config);
  const base = entries.find((e) => e.key === 'SZJ-2026-001')!;
  const others = entries.filter((e) => e.key !== 'SZJ-2026-001');
  const edited = edits.map((edit) => {
    const body = { ...Object(base.body), ...edit };
    return { ...base, body, fromOn: body.fromOn ?? null };
  });
  return [...others, ...edited];
};

test('applying writes every entry once with one line of the ledger, applying again writes nothing', async () => {
  const before = (await lines()).length;
  const first = await apply(configEntries(config));
  expect(first.changed.length).toBe(configEntries(config).length);
  expect(await apply(configEntries(config))).toEqual({ changed: [], gone: [] });
  expect(await lines()).toHaveLength(before + 1);
  expect((await verifyLedger(db)).ok).toBe(true);
});

test('O-02 an act of a member of an administrator group stands in the ledger with person and group', async () => {
  await apply(configEntries(config));
  expect((await lines()).at(-1)).toMatchObject({ actor: 'li-na@news-centre', via: 'cli:staff' });
  const office = actorOf(config, 'zhao-min', 'cli', 'staff');
  await applyConfig(testActing(db, clock), office, changed({ limit: '即时' }));
  expect((await lines()).at(-1)).toMatchObject({ actor: 'zhao-min@office' });
});

test('C-03 an entry changed from 2026-12-01 is answered in its old version for 2026-11-30 and in its new one after', async () => {
  await apply(configEntries(config));
  const edit = { limit: '15 个工作日内', fromOn: '2026-12-01' };
  expect((await apply(changed(edit))).changed).toEqual(['catalogue SZJ-2026-001 v2']);
  expect(await limitOn('2026-11-30')).toContain('20 个工作日内');
  expect(await limitOn('2026-12-01')).toBe('15 个工作日内');
  clock.moveTo(parseBeijing('2026-12-05 09:00') ?? 0);
  expect(await apply(changed(edit))).toEqual({ changed: [], gone: [] });
  expect(await limitOn('2026-11-30')).toContain('20 个工作日内');
});

test('a change without a day holds from the day it is applied; what held before is still answered', async () => {
  await apply(configEntries(config));
  await apply(changed({ limit: '即时' }));
  expect(await limitOn('2026-11-19')).toContain('20 个工作日内');
  expect(await limitOn('2026-11-20')).toBe('即时');
});

test('a dated change that is taken back before its day never holds', async () => {
  await apply(changed({}, { limit: '15 个工作日内', fromOn: '2026-12-01' }));
  expect(await limitOn('2026-12-01')).toBe('15 个工作日内');
  expect((await apply(changed({}))).gone).toEqual(['catalogue SZJ-2026-001']);
  expect(await limitOn('2026-12-01')).toContain('20 个工作日内');
});

test('an entry that has gone from its file ends, and comes back as a new version from that day', async () => {
  await apply(changed({}));
  expect((await apply(changed())).gone).toEqual(['catalogue SZJ-2026-001']);
  expect(await limitOn('2026-11-20')).toBeNull();
  clock.moveTo(parseBeijing('2026-11-22 09:00') ?? 0);
  await apply(changed({}));
  expect(await limitOn('2026-11-21')).toBeNull();
  expect(await limitOn('2026-11-22')).toContain('20 个工作日内');
});

test('an entry that only moved in its file is no change but keeps its new line', async () => {
  const copy = configFolder();
  copy.edit('people.yaml', 'sections:', '# a line more\nsections:');
  await apply(configEntries(config));
  expect(await apply(configEntries(loadConfig(copy.folder)))).toEqual({ changed: [], gone: [] });
  const row = await versionOn(db, { kind: 'person', key: 'li-na' }, '2026-11-20', endOfDay('2026-11-20'));
  expect(row).toMatchObject({ file: 'people.yaml', line: 18, version: 1 });
  copy.remove();
});

test('two processes that start together write each version once', async () => {
  const both = await Promise.all([apply(configEntries(config)), apply(configEntries(config))]);
  expect(both.map((b) => b.changed.length).sort((a, b) => a - b)).toEqual([0, configEntries(config).length]);
});
