import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { inPieces } from '../../src/in-pieces.ts';
import type { ReportDesk } from '../../src/reports/report.ts';
import { repostCompletion } from '../../src/reports/repost-completion.ts';
import { requestHandling } from '../../src/reports/request-handling.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';

const config = loadConfig('config');
const calendar = buildCalendar(config.calendarYears);
const NOW = Date.parse('2026-11-23T09:00:00+08:00');
const DAY_MS = 86_400_000;
const quarter = { fromOn: '2026-10-01', toOn: '2026-12-31' };
const begin = Date.parse('2026-10-01T00:00:00+08:00');

let store: TestStore;
let desk: ReportDesk;
beforeEach(async () => {
  store = await openTestStore();
  desk = { db: store.db, calendar, config, section: null, now: NOW };
});
afterEach(() => store.close());

const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

test('a list comes in pieces of its own order, and others have their turn between two', async () => {
  let turns = 0;
  let going = true;
  const other = () => {
    turns += 1;
    if (going) setImmediate(other);
  };
  setImmediate(other);
  const pieces: number[][] = [];
  for await (const piece of inPieces([1, 2, 3, 4, 5], 2)) pieces.push(piece);
  going = false;
  expect(pieces).toEqual([[1, 2], [3, 4], [5]]);
  expect(turns).toBeGreaterThanOrEqual(2);
});

test('requests of a quarter, counted a few days at a time, are those of the whole', async () => {
  const rows = Array.from({ length: 150 }, (_, i) => {
    const receivedAt = begin + ((i * 7919 * 60_000) % (53 * DAY_MS));
    const closedAt = i % 3 === 0 ? null : receivedAt + (i % 11) * DAY_MS;
    const dueOn = dayOf(receivedAt + 7 * DAY_MS);
    const kind = i % 2 === 0 ? 'complaint' : 'consultation';
    return {
      ...{ id: `r${i}`, kind, channel: 'main', intake: 'message' as const, intakeId: `r${i}`, section: 'hotline' },
      ...{
        assignee: null,
        sender: null,
        state: 'registered' as const,
        body: '',
        receivedAt,
        startOn: dayOf(receivedAt),
      },
      ...{ dueOn, nowDueOn: dueOn, days: 7, unit: 'day' as const, rule: 'Q-13', provisional: 0, closedAt },
    };
  });
  await store.db.insertInto('request').values(rows).execute();
  const found = await requestHandling.rows(desk, quarter);
  for (const kind of ['complaint', 'consultation']) {
    const own = rows.filter((row) => row.kind === kind);
    const closed = own.filter(({ closedAt }) => closedAt !== null);
    const inTime = closed.filter(({ closedAt, dueOn }) => dayOf(closedAt ?? 0) <= dueOn).length;
    const open = own.filter(({ closedAt, dueOn }) => closedAt === null && dueOn >= dayOf(NOW)).length;
    const overdue = own.length - closed.length - open;
    const figures = { received: own.length, inTime, late: closed.length - inTime, open, overdue };
    expect(found.find(({ key }) => key === kind)?.figures).toEqual(figures);
    const behind = await requestHandling.details(desk, quarter, kind, 'late');
    expect(behind).toHaveLength(figures.late);
    expect(Math.min(figures.inTime, figures.late, figures.open, figures.overdue)).toBeGreaterThan(0);
  }
});

test('repost tasks, read a few at a time, give each account the figures of all of them', async () => {
  const tasks = Array.from({ length: 11 }, (_, i) => {
    const issuedAt = begin + i * 5 * DAY_MS;
    return {
      ...{
        id: `t${i}`,
        dayKey: null,
        post: null,
        url: null,
        title: `任务${i}`,
        hours: 48,
        issuedAt,
        createdBy: 'li-na',
      },
      ...{ dueAt: issuedAt + 2 * DAY_MS, cancelledAt: i === 10 ? NOW : null, cancelReason: null },
    };
  });
  await store.db.insertInto('repostTask').values(tasks).execute();
  const duties = tasks.flatMap(({ id: task, issuedAt }, i) =>
    ['a', 'b'].map((account) => ({
      ...{ task, account, ours: 1, state: 'carried' as const, proof: 'page' as const, publication: null, note: null },
      carriedAt: account === 'a' ? issuedAt + 30 * 60_000 * (i + 1) : issuedAt + 3 * DAY_MS,
      ...{
        link: `https://example.cn/${account}${i}`,
        confirmedBy: null,
        confirmedAt: null,
        problem: null,
        tryAt: null,
      },
    })),
  );
  await store.db.insertInto('repostDuty').values(duties).execute();
  expect(await repostCompletion.rows(desk, quarter)).toEqual([
    { key: 'a', name: 'a', figures: { owed: 10, inTime: 10, late: 0, open: 0, excused: 0, minutes: 165 } },
    { key: 'b', name: 'b', figures: { owed: 10, inTime: 0, late: 10, open: 0, excused: 0, minutes: 4320 } },
  ]);
  const behind = await repostCompletion.details(desk, quarter, 'b', 'late');
  expect(behind.map(({ title }) => title)).toEqual(tasks.slice(0, 10).map(({ title }) => title));
});
