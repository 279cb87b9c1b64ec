import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { closeDueDate, dueDateChanges, registerDueDate } from '../../src/calendar/due-date-store.ts';
import { recomputeDueDates } from '../../src/calendar/recompute-due-dates.ts';
import { testClock } from '../../src/clock.ts';
import { calendarDaysSchema, calendarYear } from '../../src/config/calendar.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const today = buildCalendar();
const notice = calendarDaysSchema.parse({
  off: [{ name: '元旦', days: '01-01..01-03' }],
  work: [{ name: '元旦', days: '01-09' }],
});
const announced = buildCalendar([calendarYear(2027, notice, 'a notice')]);
const request = { kind: 'request', id: 'r1' };
const limit = { startOn: '2026-12-14', days: 20, unit: 'working-day' as const };

describe('a calendar that changes', () => {
  let store: TestStore;
  const clock = testClock(Date.parse('2026-12-20T09:00:00+08:00'));
  const run = (calendar = announced) => {
    const { db, newId, record } = testActing(store.db, clock);
    const actor = { person: 'he-yong', via: 'cli' as const };
    return recomputeDueDates({ db, clock, newId, record: (tx, line) => record(tx, { ...line, actor }) }, calendar);
  };
  const open = (id: string) =>
    inTransaction(store.db, (tx) => registerDueDate(tx, today, { kind: 'request', id }, limit));

  beforeEach(async () => {
    store = await openTestStore();
  });
  afterEach(() => store.close());

  it('c.3 moves open due dates, keeps old and new and writes the ledger', async () => {
    expect(await open('r1')).toEqual({ date: '2027-01-12', provisional: true });
    const changes = await run();
    expect(changes).toMatchObject([
      { objectId: 'r1', oldDueOn: '2027-01-12', newDueOn: '2027-01-11', oldProvisional: 1, newProvisional: 0 },
    ]);
    expect(await dueDateChanges(store.db, request)).toMatchObject([{ calendarVersion: announced.version }]);
    const row = await store.db.selectFrom('openDueDate').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ dueOn: '2027-01-11', provisional: 0 });
    const line = await store.db.selectFrom('ledgerEntry').selectAll().executeTakeFirstOrThrow();
    expect(line).toMatchObject({ act: 'due-date.recompute', object: 'request:r1', actor: 'he-yong' });
    expect(await verifyLedger(store.db)).toMatchObject({ ok: true });
  });

  it('changes nothing the second time, and nothing that is closed', async () => {
    await open('r1');
    await open('r2');
    await inTransaction(store.db, (tx) => closeDueDate(tx, { kind: 'request', id: 'r2' }, clock.now()));
    expect(await run()).toHaveLength(1);
    expect(await run()).toEqual([]);
    expect(await dueDateChanges(store.db, { kind: 'request', id: 'r2' })).toEqual([]);
  });

  it('replaces the limit of an object that starts again', async () => {
    await open('r1');
    const again = { startOn: '2026-12-01', days: 3, unit: 'day' as const };
    const due = await inTransaction(store.db, (tx) => registerDueDate(tx, today, request, again));
    expect(due).toEqual({ date: '2026-12-04', provisional: false });
    expect(await run()).toEqual([]);
  });

  it('walks through more open limits than one page holds', async () => {
    const row = { objectKind: 'task', ...limit, dueOn: '2027-01-12', provisional: 1, closedAt: null };
    const rows = Array.from({ length: 110 }, (_, i) => ({ ...row, objectId: `t${i}` }));
    await store.db.insertInto('openDueDate').values(rows).execute();
    expect(await run()).toHaveLength(110);
    expect(await run()).toEqual([]);
  });
});
