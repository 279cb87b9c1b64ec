import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { testClock } from '../../src/clock.ts';
import { cadenceSchema } from '../../src/config/cadence.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { answerCadence, channelClocks } from '../../src/schedule/channel-clocks.ts';
import { recordBreaches } from '../../src/schedule/record-breaches.ts';
import type { PublicationTable } from '../../src/store/tables/channels.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const calendar = buildCalendar();
const { value: cadence } = readYaml('config/cadence.yaml', cadenceSchema);
const account = { id: 'sub', kind: 'wechat-subscription', role: 'main', openedOn: '2020-01-01' };
const at = (moment: string) => Date.parse(`${moment}+08:00`);

describe('the clocks of a channel', () => {
  let store: TestStore;
  let serial = 0;
  const published = async (moment: string, more: Partial<PublicationTable> = {}) => {
    serial += 1;
    const row = { channel: 'sub', delivery: null, act: 'publish' as const, externalId: `e${serial}`, position: 1 };
    const rest = { title: '标题', url: null, seenAt: at(moment), original: 1, repost: 0, linkOk: null, goneAt: null };
    const id = `p${serial}`;
    await store.db
      .insertInto('publication')
      .values({ id, ...row, ...rest, publicAt: at(moment), removedBy: null, ...more })
      .execute();
  };
  const clocks = (now: string) => channelClocks(store.db, calendar, cadence, account, at(now));
  const breaches = (now: string, addedOn?: string) =>
    recordBreaches(testActing(store.db, testClock(at(now))), calendar, cadence, [{ ...account, addedOn }]);

  beforeEach(async () => {
    store = await openTestStore();
  });
  afterEach(() => store.close());

  it('are read from publications, each rule with its own latest update, however old', async () => {
    await published('2026-08-03T10:00:00');
    await published('2026-10-20T10:00:00', { repost: 1, original: 0 });
    await published('2026-11-12T10:00:00', { repost: 1, original: 0 });
    await published('2026-11-13T10:00:00', { linkOk: 0 });
    await published('2026-11-14T10:00:00', { act: 'message' });
    await published('2026-11-15T10:00:00', { goneAt: at('2026-11-16T10:00:00'), removedBy: 'us' });
    await published('2026-11-15T10:00:00', { channel: 'other' });
    const all = await clocks('2026-11-20T12:00:00');
    expect(all.clocks.map((c) => [c.rule, c.lastUpdateAt, c.state])).toEqual([
      ['V-2', at('2026-11-12T10:00:00'), 'yellow'],
      ['M-07', at('2026-08-03T10:00:00'), 'breached'],
      ['week-3', at('2026-11-12T10:00:00'), 'red'],
    ]);
    expect(all.tightest?.rule).toBe('M-07');
  });

  it('are restarted by a publish as by a mass send', async () => {
    await published('2026-11-12T10:00:00', { act: 'massSend' });
    for (const hour of [10, 11, 12, 13, 14]) await published(`2026-11-18T${hour}:00:00`);
    const all = await clocks('2026-11-20T12:00:00');
    expect(all.clocks[0]).toMatchObject({ rule: 'V-2', lastUpdateAt: at('2026-11-18T14:00:00'), state: 'green' });
  });

  it('are answered in the shape of the command, the tightest first', async () => {
    await published('2026-11-12T10:00:00');
    const { clocks: rows } = await answerCadence(store.db, calendar, cadence, [account], at('2026-11-21T12:00:00'));
    expect(rows[0]).toMatchObject({
      channel: 'sub',
      rule: 'week-3',
      dueAt: '2026-11-22T23:59:59+08:00',
      unit: 'working-day',
      state: 'red',
      provisional: false,
      planned: null,
    });
    expect(rows).toHaveLength(3);
  });

  it('write a breach once per rule and due moment, with its cause and a line in the ledger', async () => {
    await published('2026-11-01T10:00:00');
    const first = await breaches('2026-11-20T12:00:00');
    const v2 = { channel: 'sub', rule: 'V-2', dueAt: at('2026-11-15T23:59:59'), cause: '无计划' };
    expect(first.filter((b) => b.rule === 'V-2')).toMatchObject([v2]);
    expect(await breaches('2026-11-20T12:05:00')).toEqual([]);
    await published('2026-11-20T13:00:00');
    expect(await breaches('2026-11-20T14:00:00')).toEqual([]);
    const lines = await store.db.selectFrom('ledgerEntry').selectAll().where('object', '=', 'channel:sub').execute();
    expect(lines).toHaveLength(first.length);
    expect(lines.find((l) => l.after?.includes('V-2'))?.after).toContain('2026-11-15T23:59:59+08:00');
  });

  it('correct a breach in the ledger when history found later meets it, once, and keep it on record', async () => {
    await published('2026-11-01T10:00:00');
    await breaches('2026-11-20T12:00:00');
    await published('2026-11-10T10:00:00', { seenAt: at('2026-11-20T13:00:00') });
    await breaches('2026-11-20T14:00:00');
    await breaches('2026-11-20T15:00:00');
    const rows = await store.db.selectFrom('cadenceBreach').selectAll().where('rule', '=', 'V-2').execute();
    expect(rows).toMatchObject([{ dueAt: at('2026-11-15T23:59:59'), correctedAt: at('2026-11-20T14:00:00') }]);
    const lines = await store.db.selectFrom('ledgerEntry').selectAll().where('act', '=', 'cadence.correct').execute();
    expect(lines.filter((l) => l.before?.includes('V-2'))).toHaveLength(1);
  });

  it('do not write down what fell due before the account was taken over', async () => {
    expect((await breaches('2026-11-20T12:00:00', '2026-11-16')).map((b) => b.rule)).toEqual([]);
    expect((await breaches('2026-11-23T12:00:00', '2026-11-16')).map((b) => b.rule)).toEqual(['week-3']);
  });
});
