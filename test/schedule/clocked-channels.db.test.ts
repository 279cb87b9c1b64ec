import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { newPast } from '../../src/channels/history-store.ts';
import { cadenceSchema } from '../../src/config/cadence.ts';
import { channelsSchema } from '../../src/config/channels.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { missedDues } from '../../src/schedule/cadence/missed-dues.ts';
import { channelClocks } from '../../src/schedule/channel-clocks.ts';
import { clockedChannels } from '../../src/schedule/clocked-channels.ts';
import { emptyHistory } from '../../src/schedule/read-channel-history.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';

const calendar = buildCalendar();
const { value: cadence } = readYaml('config/cadence.yaml', cadenceSchema);
const [sub] = readYaml('config/channels.yaml', channelsSchema).value.channels;
const at = (moment: string) => Date.parse(`${moment}+08:00`);
const update = (moment: string) => ({
  ...{ at: at(moment), act: 'publish' as const, original: true, repost: false, linkOk: true, deletedAt: null },
});
const taken = at('2026-11-16T09:00:00');

describe('an account that was taken over', () => {
  let store: TestStore;
  const clocks = async (now: string, own: object = {}) => {
    const [account] = await clockedChannels(store.db, [{ ...sub!, ...own }]);
    return (await channelClocks(store.db, calendar, cadence, account!, at(now))).clocks;
  };
  const published = (id: string, moment: string, marks: { original: number; repost: number }) =>
    store.db
      .insertInto('publication')
      .values({
        ...{ id, channel: 'sub', delivery: null, act: 'publish', externalId: id, position: 1, title: '', url: null },
        ...{ publicAt: at(moment), seenAt: at(moment), ...marks, linkOk: null, goneAt: null, removedBy: null },
      })
      .execute();

  beforeEach(async () => {
    store = await openTestStore();
    const entry = { id: 'e', kind: 'channel', key: 'sub', version: 1, file: 'channels.yaml', line: 1, body: '{}' };
    await store.db
      .insertInto('configEntry')
      .values({ ...entry, via: 'file', fromOn: null, appliedAt: taken, goneAt: null })
      .execute();
  });
  afterEach(() => store.close());

  it('is red and asks for its history until an update is known, and breaches when the limit is over since then', async () => {
    const [v2] = await clocks('2026-11-17T09:00:00');
    expect(v2).toMatchObject({ rule: 'V-2', state: 'red', startedBy: 'added', left: 13 });
    expect((await clocks('2026-12-01T00:00:00'))[0]).toMatchObject({ state: 'breached' });
  });

  it('has the day of its opening as day 0 once a person says that there was nothing', async () => {
    await store.db
      .insertInto('channelHistory')
      .values({ ...newPast('sub', true, taken), enteredAt: taken, enteredBy: 'zhang-wei' })
      .execute();
    expect((await clocks('2026-11-17T09:00:00'))[0]).toMatchObject({ state: 'breached', startedBy: 'opened' });
  });

  it('that was opened after it was taken over starts on that day and asks nothing', async () => {
    const [v2] = await clocks('2026-11-17T09:00:00', { openedOn: '2026-11-16' });
    expect(v2).toMatchObject({ state: 'green', startedBy: 'opened', left: 13 });
  });

  it('counts an unmarked article of its history as an update, or as the account says', async () => {
    await published('a', '2026-11-10T09:00:00', { original: 0, repost: 0 });
    const since = async (own: object) => (await clocks('2026-11-17T09:00:00', own)).map((c) => c.lastUpdateAt);
    const day = at('2026-11-10T09:00:00');
    expect(await since({})).toEqual([day, day, day]);
    expect(await since({ cadence: { unknownCounts: 'repost' } })).toEqual([day, null, day]);
  });

  it('has a switch of its own for reposts, for every rule or for one (c.4)', async () => {
    await published('a', '2026-11-10T09:00:00', { original: 0, repost: 1 });
    const since = async (own: object) => (await clocks('2026-11-17T09:00:00', own)).map((c) => c.lastUpdateAt);
    const day = at('2026-11-10T09:00:00');
    expect(await since({})).toEqual([day, null, day]);
    expect(await since({ cadence: { repostsCount: true, unknownCounts: 'update' } })).toEqual([day, day, day]);
    expect(await since({ cadence: { repostsCount: false, unknownCounts: 'update' } })).toEqual([null, null, null]);
    expect(await since({ cadence: { repostsCount: { 'M-07': true }, unknownCounts: 'update' } })).toEqual([
      day,
      day,
      day,
    ]);
  });

  it('owes nothing of the time in which it was closed once it is opened again', async () => {
    await published('a', '2026-11-20T09:00:00', { original: 1, repost: 0 });
    for (const [event, onDay] of [
      ['closed', '2026-11-25'],
      ['opened', '2027-03-01'],
    ] as const) {
      const filing = { id: event, account: 'sub', event, onDay, untilDay: null, unit: '示例单位', number: null };
      await store.db
        .insertInto('accountFiling')
        .values({ ...filing, filedOn: null, reason: '机构调整', recordedBy: 'li-na', at: taken })
        .execute();
    }
    expect((await clocks('2027-03-03T10:00:00'))[0]).toMatchObject({
      rule: 'V-2',
      state: 'green',
      startedBy: 'resumed',
    });
    const [account] = await clockedChannels(store.db, [sub!]);
    const v2 = cadence.rules.find(({ rule }) => rule.id === 'V-2')!.rule;
    const history = { ...emptyHistory(account!), events: [update('2026-11-20T09:00:00')] };
    expect(missedDues(calendar, v2, history, taken, at('2027-03-03T10:00:00'))).toEqual([]);
  });
});
