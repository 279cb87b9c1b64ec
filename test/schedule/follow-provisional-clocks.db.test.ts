import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { listDueDateChanges } from '../../src/calendar/list-due-date-changes.ts';
import { type Recomputing, recomputeDueDates } from '../../src/calendar/recompute-due-dates.ts';
import { testClock } from '../../src/clock.ts';
import { cadenceSchema } from '../../src/config/cadence.ts';
import { calendarDaysSchema, calendarYear } from '../../src/config/calendar.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { followProvisionalClocks } from '../../src/schedule/follow-provisional-clocks.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const { value: cadence } = readYaml('config/cadence.yaml', cadenceSchema);
const notice = calendarDaysSchema.parse({
  off: [{ name: '元旦', days: '01-01..01-03' }],
  work: [{ name: '元旦', days: '01-09' }],
});
const announced = buildCalendar([calendarYear(2027, notice, 'a notice')]);
const sub = { id: 'sub', kind: 'wechat-subscription', role: 'ordinary', openedOn: '2020-01-01' };

type RecordArgs = Parameters<Recomputing['record']>;

let store: TestStore;
const clock = testClock(Date.parse('2026-12-23T09:00:00+08:00'));
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const published = (id: string, moment: string) =>
  store.db
    .insertInto('publication')
    .values({
      ...{ id, channel: 'sub', delivery: null, act: 'publish', externalId: id, position: 1, title: '', url: null },
      ...{ publicAt: Date.parse(moment), seenAt: Date.parse(moment), original: 1, repost: 0, linkOk: null },
      ...{ goneAt: null, removedBy: null },
    })
    .execute();
const follow = (calendar = buildCalendar()) =>
  followProvisionalClocks(testActing(store.db, clock), calendar, cadence, [sub]);
const open = () =>
  store.db.selectFrom('openDueDate').select(['objectId', 'startOn', 'dueOn']).where('closedAt', 'is', null).execute();

it('a clock that reaches a year without calendar keeps old and new due day when that year is announced', async () => {
  await published('a', '2026-12-21T10:00:00+08:00');
  await follow();
  await follow();
  expect(await open()).toEqual([{ objectId: 'sub:M-07', startOn: '2026-12-21', dueOn: '2027-01-11' }]);
  const { db, newId, record } = testActing(store.db, clock);
  const actor = { person: 'he-yong', via: 'cli' as const };
  const recording = { db, clock, newId, record: (...[tx, line]: RecordArgs) => record(tx, { ...line, actor }) };
  await recomputeDueDates(recording, announced);
  expect((await listDueDateChanges(store.db)).changes).toMatchObject([
    {
      object: 'clock:sub:M-07',
      old: { dueOn: '2027-01-11', provisional: true },
      new: { dueOn: '2027-01-09', provisional: false },
    },
  ]);
  await follow(announced);
  expect(await open()).toEqual([]);
});

it('a clock that starts again is registered anew', async () => {
  await published('a', '2026-12-21T10:00:00+08:00');
  await follow();
  await published('b', '2026-12-22T10:00:00+08:00');
  await follow();
  expect(await open()).toEqual([{ objectId: 'sub:M-07', startOn: '2026-12-22', dueOn: '2027-01-12' }]);
});
