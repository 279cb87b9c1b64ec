import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { testClock } from '../../src/clock.ts';
import { cadenceSchema } from '../../src/config/cadence.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { filled, readNoticeWording } from '../../src/notify/notice-wording.ts';
import { clockConcerns } from '../../src/schedule/clock-concerns.ts';
import { type BreachMemory, recordBreaches } from '../../src/schedule/record-breaches.ts';
import type { PublicationTable } from '../../src/store/tables/channels.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const calendar = buildCalendar();
const { value: cadence } = readYaml('config/cadence.yaml', cadenceSchema);
const account = { id: 'sub', kind: 'wechat-subscription', role: 'ordinary', openedOn: '2020-01-01' };
const named = { id: 'sub', name: '示例发布', owner: 'zhang-wei', section: 'news-centre' };
const at = (moment: string) => Date.parse(`${moment}+08:00`);
let store: TestStore;
let serial = 0;

beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

async function published(moment: string, more: Partial<PublicationTable> = {}): Promise<void> {
  serial += 1;
  const row = { channel: 'sub', delivery: null, act: 'publish' as const, externalId: `e${serial}`, position: 1 };
  const rest = { title: '标题', url: null, seenAt: at(moment), original: 1, repost: 0, linkOk: null, goneAt: null };
  const id = `p${serial}`;
  await store.db
    .insertInto('publication')
    .values({ id, ...row, ...rest, publicAt: at(moment), removedBy: null, ...more })
    .execute();
}

describe('what people are told of a clock', () => {
  const concerns = (moment: string, more: object = {}) =>
    clockConcerns(store.db, calendar, cadence, [named], [{ ...account, ...more }], at(moment));

  it('V-2 is told on day 7, 10 and 12 of the two weeks, each level once under a key of its own, and when it is over', async () => {
    await published('2026-11-20T10:00:00', { original: 0, repost: 1 });
    await published('2026-11-20T09:00:00');
    const told = new Map<string, string>();
    for (let day = 21; day <= 36; day += 1) {
      const moment = `2026-${day > 30 ? '12' : '11'}-${String(day > 30 ? day - 30 : day).padStart(2, '0')}T00:00:00`;
      for (const { key } of await concerns(moment)) if (!told.has(key)) told.set(key, moment.slice(5, 10));
    }
    expect(Object.fromEntries(told)).toEqual({
      'clock:sub:V-2:2026-12-04:yellow': '11-27',
      'clock:sub:V-2:2026-12-04:orange': '11-30',
      'clock:sub:V-2:2026-12-04:red': '12-02',
      'clock:sub:V-2:2026-12-04:breached': '12-05',
    });
  });

  it('goes to the owner and to the liaison officer of the section, red at night too', async () => {
    await published('2026-11-20T10:00:00');
    const [red] = await concerns('2026-12-02T09:00:00');
    expect(red).toMatchObject({
      kind: 'clock.due',
      about: 'channel:sub',
      urgency: 'red',
      to: [{ person: 'zhang-wei' }, { section: 'news-centre' }],
      fields: { channel: '示例发布', due: '2026-12-04', left: '2天', planned: '还没有安排稿件' },
    });
    expect((await concerns('2026-11-27T09:00:00'))[0]?.urgency).toBe('normal');
  });

  it('asks for the history of an account that nobody knows', async () => {
    const told = await concerns('2026-11-17T09:00:00', {
      ...{ openedOn: undefined, addedOn: '2026-11-16', historyUnknown: true },
    });
    expect(told).toMatchObject([{ key: 'clock:sub:history', kind: 'clock.history' }]);
  });

  it('names a week that was missed, with its cause', async () => {
    const main = { ...account, role: 'main' };
    await published('2026-11-20T10:00:00');
    await recordBreaches(testActing(store.db, testClock(at('2026-11-23T09:00:00'))), calendar, cadence, [main]);
    const told = await clockConcerns(store.db, calendar, cadence, [named], [main], at('2026-11-23T09:00:00'));
    expect(told.find((each) => each.kind === 'clock.missed')).toMatchObject({
      key: 'clock:sub:week-3:2026-11-22:breached',
      fields: { due: '2026-11-22', cause: '无计划' },
    });
  });

  it('has wording for every kind in both languages, with fields that are there', async () => {
    const { kinds } = readNoticeWording('content');
    await published('2026-11-20T10:00:00');
    const all = [...(await concerns('2026-12-02T09:00:00')), ...(await concerns('2026-12-06T09:00:00'))];
    for (const { kind, fields } of all) {
      for (const language of ['zh', 'en'] as const) {
        const text = kinds[kind]?.[language];
        expect(filled(`${text?.title}${text?.text}${text?.remedy ?? ''}`, fields)).not.toMatch(/[{}]/);
      }
    }
  });
});

describe('a breach', () => {
  const look = (moment: string, memory?: BreachMemory) =>
    recordBreaches(testActing(store.db, testClock(at(moment))), calendar, cadence, [account], memory);

  it('has a black-out as its cause when one held at the due moment', async () => {
    await published('2026-11-01T10:00:00');
    await store.db
      .insertInto('blackout')
      .values({
        ...{ id: 'b', kind: 'mourning', reason: '悼念', channels: null, includesInternal: 0, startedBy: 'zhang-wei' },
        ...{ fromAt: at('2026-11-14T00:00:00'), toAt: at('2026-11-16T23:59:00'), startedAt: at('2026-11-13T09:00:00') },
        ...{ endedAt: null, endedBy: null },
      })
      .execute();
    const found = await look('2026-11-22T09:00:00');
    expect(found.map((b) => [b.rule, b.cause])).toEqual([
      ['V-2', '停发'],
      ['M-07', '无计划'],
    ]);
  });

  it('is found by a process that looks on: at the turn of the day, and when something was taken away', async () => {
    const memory: BreachMemory = new Map();
    await published('2026-11-01T10:00:00');
    await published('2026-11-10T10:00:00');
    expect(await look('2026-11-15T10:00:00', memory)).toEqual([]);
    const set = { goneAt: at('2026-11-18T09:00:00'), removedBy: 'platform' as const };
    await store.db.updateTable('publication').set(set).where('publicAt', '=', at('2026-11-10T10:00:00')).execute();
    expect(await look('2026-11-18T09:01:00', memory)).toMatchObject([{ rule: 'V-2', cause: '内容被删' }]);
    expect(await look('2026-11-18T09:02:00', memory)).toEqual([]);
    expect((await look('2026-11-22T00:00:30', memory)).map((b) => b.rule)).toEqual(['M-07']);
  });

  it('is corrected by history that is found later in a process that looks on', async () => {
    const memory: BreachMemory = new Map();
    await published('2026-11-01T10:00:00');
    await look('2026-11-20T12:00:00', memory);
    await published('2026-11-10T10:00:00', { seenAt: at('2026-11-20T13:00:00') });
    await look('2026-11-20T13:00:30', memory);
    const rows = await store.db.selectFrom('cadenceBreach').selectAll().where('rule', '=', 'V-2').execute();
    expect(rows[0]?.correctedAt).toBe(at('2026-11-20T13:00:30'));
  });
});
