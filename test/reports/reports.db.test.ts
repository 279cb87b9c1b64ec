import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { interpretationTimes } from '../../src/reports/interpretation-times.ts';
import type { ReportDesk } from '../../src/reports/report.ts';
import { periodWords, readReportWording, reportSentence } from '../../src/reports/report-wording.ts';
import { reports } from '../../src/reports/reports.ts';
import { requestHandling } from '../../src/reports/request-handling.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';

const config = loadConfig('config');
const calendar = buildCalendar(config.calendarYears);
const at = (text: string) => Date.parse(`${text}+08:00`);
const quarter = { fromOn: '2026-10-01', toOn: '2026-12-31' };

let store: TestStore;
let desk: ReportDesk;
beforeEach(async () => {
  store = await openTestStore();
  desk = { db: store.db, calendar, config, section: null, now: at('2026-11-23T09:00:00') };
});
afterEach(() => store.close());

let serial = 0;
async function receive(kind: string, receivedAt: string, dueOn: string, closedAt: string | null) {
  const id = `r${++serial}`;
  await store.db
    .insertInto('request')
    .values({
      ...{
        id,
        kind,
        channel: 'main',
        intake: 'message',
        intakeId: id,
        section: 'hotline',
        assignee: null,
        sender: null,
      },
      ...{
        state: closedAt ? 'replied' : 'registered',
        body: '电梯停运',
        receivedAt: at(receivedAt),
        startOn: receivedAt.slice(0, 10),
      },
      ...{
        dueOn,
        nowDueOn: dueOn,
        days: 7,
        unit: 'day',
        rule: 'Q-13',
        provisional: 0,
        closedAt: closedAt ? at(closedAt) : null,
      },
    })
    .execute();
}

test('requests are in time on the last minute of their due day and late on the first of the next', async () => {
  await receive('complaint', '2026-11-01T10:00:00', '2026-11-08', '2026-11-08T23:59:00');
  await receive('complaint', '2026-11-01T10:00:00', '2026-11-08', '2026-11-09T00:00:00');
  await receive('complaint', '2026-11-20T10:00:00', '2026-11-23', null);
  await receive('complaint', '2026-11-01T10:00:00', '2026-11-22', null);
  await receive('complaint', '2026-09-30T23:59:59', '2026-10-07', null);
  const [row] = await requestHandling.rows(desk, quarter);
  expect(row).toMatchObject({ name: '投诉', figures: { received: 4, inTime: 1, late: 1, open: 1, overdue: 1 } });
  for (const column of ['inTime', 'late', 'open', 'overdue'])
    expect(await requestHandling.details(desk, quarter, 'complaint', column)).toHaveLength(1);
});

test('the rare late one is found behind its figure among any number that were in time', async () => {
  await receive('complaint', '2026-11-01T10:00:00', '2026-11-08', '2026-11-09T00:00:00');
  const [late] = await store.db.selectFrom('request').selectAll().execute();
  if (!late) throw new Error('a request is missing');
  const many = Array.from({ length: 10_100 }, (_, i) => ({ ...late, id: `m${i}`, intakeId: `m${i}` }));
  const inTime = { receivedAt: at('2026-10-20T10:00:00'), closedAt: at('2026-11-08T23:59:59.999') };
  for (let i = 0; i < many.length; i += 500) {
    const some = many.slice(i, i + 500).map((row) => ({ ...row, ...inTime }));
    await store.db.insertInto('request').values(some).execute();
  }
  expect(await requestHandling.details(desk, quarter, 'complaint', 'late')).toHaveLength(1);
  expect(await requestHandling.details(desk, quarter, 'complaint', 'inTime')).toHaveLength(200);
});

test('requests of a kind that is gone from the rules are still counted, after the others', async () => {
  await receive('once-was', '2026-11-01T10:00:00', '2026-11-08', null);
  await receive('complaint', '2026-11-20T10:00:00', '2026-11-23', null);
  const rows = await requestHandling.rows(desk, quarter);
  expect(rows.map(({ key, figures }) => [key, figures.received])).toEqual([
    ['complaint', 1],
    ['once-was', 1],
  ]);
  expect(await requestHandling.details(desk, quarter, 'once-was', 'overdue')).toHaveLength(1);
});

test('behind a figure of requests a section sees its own; the figure is the office’s', async () => {
  await receive('complaint', '2026-11-20T10:00:00', '2026-11-23', null);
  const behind = async (section: string | null) =>
    (await requestHandling.details({ ...desk, section }, quarter, 'complaint', 'received')).length;
  expect([await behind(null), await behind('hotline'), await behind('property')]).toEqual([1, 1, 0]);
  const [row] = await requestHandling.rows({ ...desk, section: 'property' }, quarter);
  expect(row?.figures.received).toBe(1);
});

async function policy(
  id: string,
  publishedOn: string,
  dueOn: string,
  interpretedOn: string | null,
  waiver: string | null = null,
) {
  const now = at('2026-11-01T00:00:00');
  await store.db
    .insertInto('item')
    .values(
      [id, `${id}-i`].map((item) => ({
        ...{
          id: item,
          urlKey: item,
          url: `https://example.cn/${item}`,
          source: 's/c',
          secondaryKey: null,
          documentNumber: null,
        },
        ...{
          revision: 1,
          contentHash: item,
          title: item,
          issuer: null,
          firstSeenAt: now,
          lastSeenAt: now,
          withdrawnAt: null,
        },
        publishedAt: interpretedOn ? at(`${interpretedOn}T10:00:00`) : null,
      })),
    )
    .execute();
  await store.db
    .insertInto('bundle')
    .values({
      ...{ id: `b-${id}`, policy: id, title: `办法${id}`, documentNumber: null, publishedOn, dueOn, provisional: 0 },
      ...{ createdAt: now, updatedAt: now, section: 'property', draftingSection: 'property', waiver },
      ...{
        interpreter: null,
        telephone: null,
        plan: null,
        effectiveOn: null,
        effectiveBy: null,
        publishedBy: null,
        became: null,
        archivedAt: null,
      },
    })
    .execute();
  if (interpretedOn)
    await store.db
      .insertInto('pair')
      .values({
        policy: id,
        interpretation: `${id}-i`,
        score: 1,
        decision: 'made',
        form: 'text',
        stage: 'release',
        reasons: '[]',
        decidedBy: null,
        note: null,
        at: now,
      })
      .execute();
}

test('a policy is interpreted the same day, in time, late, owed, waived or still waiting', async () => {
  await policy('a', '2026-11-02', '2026-11-05', '2026-11-02');
  await policy('b', '2026-11-02', '2026-11-05', '2026-11-05');
  await policy('c', '2026-11-02', '2026-11-05', '2026-11-06');
  await policy('d', '2026-11-02', '2026-11-05', null);
  await policy('e', '2026-11-02', '2026-11-05', null, '{"reason":"转发上级文件"}');
  await policy('f', '2026-11-20', '2026-11-25', null);
  const [row] = await interpretationTimes.rows(desk, quarter);
  expect(row).toMatchObject({
    name: '物业科',
    figures: { documents: 6, sameDay: 1, inTime: 1, late: 1, owed: 1, waived: 1 },
  });
  expect(await interpretationTimes.details(desk, quarter, 'property', 'owed')).toMatchObject([
    { title: '办法d', link: '/bundles/b-d' },
  ]);
});

test('every report has its words: a name, a sentence with known places, and each of its columns', () => {
  const wording = readReportWording('content');
  for (const { id, columns, faults, notes = [] } of reports) {
    const said = wording[id];
    expect(Object.keys(said?.columns ?? {})).toEqual([...columns]);
    expect(Object.keys(said?.units ?? {})).toEqual([...columns]);
    expect(Object.keys(said?.notes ?? {})).toEqual([...notes]);
    expect(columns).toEqual(expect.arrayContaining([...faults]));
    expect(reportSentence(said?.sentence ?? '{x}', '第四季度', [])).not.toMatch(/[{}]/);
  }
});

test('a period is named as a circular names it', () => {
  expect(periodWords('2026-10-01', '2026-12-31')).toBe('2026年10月1日至12月31日');
  expect(periodWords('2026-11-01', '2027-01-06')).toBe('2026年11月1日至2027年1月6日');
  expect(periodWords('2026-11-23', '2026-11-23')).toBe('2026年11月23日');
});
