import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endOfDay, isoBeijing } from '../../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../../src/calendar/build-calendar.ts';
import { testClock } from '../../../src/clock.ts';
import { columnsSchema } from '../../../src/config/columns.ts';
import { peopleSchema } from '../../../src/config/people.ts';
import { readYaml } from '../../../src/config/read-yaml.ts';
import type { Actor } from '../../../src/ledger/append.ts';
import { urlKey } from '../../../src/portal/url-key.ts';
import { columnConcerns } from '../../../src/schedule/column-concerns.ts';
import { answerColumns, columnClocks } from '../../../src/schedule/columns/column-clocks.ts';
import { latestItemQuery, metElsewhereQuery, ownItemsQuery } from '../../../src/schedule/columns/column-store.ts';
import { finishFormed, voidFormed } from '../../../src/schedule/columns/finish-formed.ts';
import { followFormed } from '../../../src/schedule/columns/follow-formed.ts';
import { type FormWish, formItem } from '../../../src/schedule/columns/form-item.ts';
import { listColumns, showColumn } from '../../../src/schedule/columns/list-columns.ts';
import { recordColumnBreaches } from '../../../src/schedule/columns/record-column-breaches.ts';
import type { ItemTable } from '../../../src/store/tables/portal.ts';
import { openTestStore, type TestStore, testActing } from '../../store/test-store.ts';

const calendar = buildCalendar();
const { value: columns } = readYaml('config/columns.yaml', columnsSchema);
const { value: people } = readYaml('config/people.yaml', peopleSchema);
const at = (moment: string) => Date.parse(`${moment}+08:00`);
const since = new Map(columns.columns.map((c) => [c.number, '2026-01-05']));
const actor: Actor = { person: 'zhao-min', via: 'cli' };

describe('the columns of the portal', () => {
  let store: TestStore;
  let serial = 0;
  const page = async (source: string, publishedAt: string | null, more: Partial<ItemTable> = {}, foundIn = source) => {
    serial += 1;
    const url = more.url ?? `https://zjj.example.gov.cn/${source}/${serial}.html`;
    const seen = at(publishedAt ?? '2026-11-01T00:00:00');
    const row: ItemTable = {
      ...{ id: testActing(store.db, testClock(seen)).newId(), urlKey: urlKey(url), url, source, secondaryKey: null },
      ...{ documentNumber: null, revision: 1, contentHash: 'h', title: '标题', issuer: null, publishedAt: null },
      ...{ firstSeenAt: seen, lastSeenAt: seen, withdrawnAt: null },
      ...(publishedAt === null ? {} : { publishedAt: seen }),
      ...more,
    };
    await store.db.insertInto('item').values(row).execute();
    const address = { urlKey: row.urlKey, item: row.id, url, source: foundIn };
    await store.db
      .insertInto('itemAddress')
      .values({ ...address, seenAt: seen, listedAs: null, goneAt: null })
      .execute();
    const head = { item: row.id, revision: row.revision, contentHash: 'h', body: '{}', raw: null, charset: 'utf-8' };
    await store.db
      .insertInto('itemRevision')
      .values({ ...head, fetchedAt: row.lastSeenAt })
      .execute();
    return row;
  };
  const acting = (now: string) => testActing(store.db, testClock(at(now)));
  const only = (...numbers: number[]) => ({
    ...columns,
    columns: columns.columns.filter((c) => numbers.includes(c.number)),
  });
  const clockOf = async (number: number, now: string) =>
    (await columnClocks(store.db, calendar, only(number), since, at(now)))[0]!;
  const reading = async (number: number, now: string) => (await clockOf(number, now)).reading;
  const breaches = (now: string) => recordColumnBreaches(acting(now), calendar, only(4, 6, 15, 36), since);
  const form = (now: string, wish: Partial<FormWish> = {}) =>
    formItem(acting(now), columns, actor, { column: '6', title: '分工调整', formedAt: at(now), ...wish });
  const ledger = (act: string) => store.db.selectFrom('ledgerEntry').selectAll().where('act', '=', act).execute();

  beforeEach(async () => {
    store = await openTestStore();
  });
  afterEach(() => store.close());

  it('are updated by what their source published, by public time, never by the time of crawling', async () => {
    await page('shili/gzdt', '2026-06-01T10:00:00');
    await page('shili/gzdt', '2026-09-18T10:00:00', { firstSeenAt: at('2026-10-05T09:00:00') });
    await page('shili/gzdt', null);
    await page('shili/tzgg', '2026-10-09T10:00:00');
    const due = { lastUpdateAt: at('2026-09-18T10:00:00'), dueAt: endOfDay('2026-10-14') };
    expect(await reading(4, '2026-10-09T12:00:00')).toMatchObject({ ...due, state: 'orange', left: 4 });
    const shown = await showColumn(store.db, calendar, columns, people, since, '工作动态', at('2026-10-09T12:00:00'));
    expect(shown).toMatchObject({ number: 4, undatedItems: 1, liaisons: ['li-na'], breaches: [] });
  });

  it('fall back when the newest page goes, and at once when it comes back', async () => {
    await page('shili/gzdt', '2026-09-18T10:00:00');
    const newest = await page('shili/gzdt', '2026-10-12T10:00:00');
    expect(await reading(4, '2026-10-16T12:00:00')).toMatchObject({ lastUpdateAt: newest.publishedAt, state: 'green' });
    const gone = { withdrawnAt: at('2026-10-16T09:00:00') };
    await store.db.updateTable('item').set(gone).where('id', '=', newest.id).execute();
    expect(await reading(4, '2026-10-16T12:00:00')).toMatchObject({ state: 'breached', dueAt: endOfDay('2026-10-14') });
    expect(await breaches('2026-10-16T12:00:00')).toMatchObject([{ channel: 'column:4', cause: '内容被删' }]);
  });

  it('count a page that was first met elsewhere and stands in them too', async () => {
    await page('shili/gazette', '2026-10-12T10:00:00', {}, 'shili/gzdt');
    expect(await reading(4, '2026-10-16T12:00:00')).toMatchObject({ lastUpdateAt: at('2026-10-12T10:00:00') });
  });

  it('without anything that measures them run no clock, and say why', async () => {
    const { clocks, without } = await answerColumns(store.db, calendar, columns, since, at('2026-10-09T12:00:00'));
    const why = new Map(without.map((w) => [w.column, w.why]));
    expect([5, 35, 46, 48].map((n) => why.get(n))).toEqual(Array(4).fill('unmeasured'));
    expect([28, 32, 34].map((n) => why.get(n))).toEqual(['reply', 'not-stated', 'none']);
    expect(clocks.length + without.length).toBe(54);
    expect(clocks.find((c) => c.column === 6)).toMatchObject({
      ...{ path: '政务公开/组织机构/领导班子', rule: 'real-time', state: 'green', dueAt: null, planned: null },
    });
    const listed = await listColumns(store.db, calendar, columns, since, at('2026-10-09T12:00:00'));
    expect(listed.columns).toHaveLength(54);
    expect(listed.columns[33]).toMatchObject({ column: 34, state: null, without: 'none' });
  });

  it('with real time are never late on silence; what is formed runs until its page appears', async () => {
    expect(await reading(6, '2030-01-01T12:00:00')).toMatchObject({ state: 'green', dueAt: null });
    const url = 'https://zjj.example.gov.cn/ld/1.html';
    const formed = await form('2026-11-20T10:00:00', { url });
    expect(await form('2026-11-20T10:00:00', { url })).toMatchObject({ id: formed.id, isNew: false });
    expect(await reading(6, '2026-11-20T12:00:00')).toMatchObject({ state: 'yellow', limit: 'soft', pending: 1 });
    expect(await followFormed(acting('2026-11-20T13:00:00'))).toEqual([]);
    const row = await page('shili/ld', '2026-11-23T09:00:00', { url });
    expect(await reading(6, '2026-11-23T10:00:00')).toMatchObject({ state: 'orange', limit: 'hard' });
    expect(await followFormed(acting('2026-11-23T10:00:00'))).toEqual([formed.id]);
    expect(await followFormed(acting('2026-11-23T10:01:00'))).toEqual([]);
    expect(await reading(6, '2026-11-23T10:01:00')).toMatchObject({ state: 'green' });
    expect(await ledger('column.formed')).toHaveLength(1);
    expect(await ledger('column.done')).toMatchObject([{ actor: 'govcast', object: `formed:${formed.id}` }]);
    await store.db.updateTable('item').set({ withdrawnAt: 1 }).where('id', '=', row.id).execute();
    expect(await reading(6, '2026-11-24T10:00:00')).toMatchObject({ state: 'orange', pending: 1 });
  });

  it('with real time are not served by a page that stood there before, until it is changed', async () => {
    const url = 'https://zjj.example.gov.cn/ld/index.html';
    const page0 = await page('shili/ld', '2024-03-01T09:00:00', { url });
    const formed = await form('2026-11-20T10:00:00', { url });
    expect(await followFormed(acting('2026-11-20T11:00:00'))).toEqual([]);
    const change = { item: page0.id, revision: 2, contentHash: 'h2', body: '{}', raw: null, charset: 'utf-8' };
    await store.db
      .insertInto('itemRevision')
      .values({ ...change, fetchedAt: at('2026-11-20T15:00:00') })
      .execute();
    await store.db.updateTable('item').set({ revision: 2 }).where('id', '=', page0.id).execute();
    expect(await followFormed(acting('2026-11-20T15:01:00'))).toEqual([formed.id]);
    const row = await store.db.selectFrom('formedItem').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ doneAt: at('2026-11-20T15:00:00'), item: page0.id, doneBy: 'govcast' });
  });

  it('with real time are closed by a post of the same morning, and what cannot be closed holds up nothing else', async () => {
    const publication = (id: string, publicAt: string) =>
      store.db
        .insertInto('publication')
        .values({
          ...{
            id,
            channel: 'sub',
            delivery: null,
            act: 'publish' as const,
            externalId: id,
            position: 1,
            title: '标题',
          },
          ...{ url: `https://mp.weixin.qq.com/s/${id}`, publicAt: at(publicAt), seenAt: at(publicAt), original: 0 },
          ...{ repost: 0, linkOk: null, goneAt: null, removedBy: null },
        })
        .execute();
    await publication('early', '2026-11-20T09:00:00');
    const url = 'https://mp.weixin.qq.com/s/early';
    const stuck = await form('2026-11-20T09:40:00', { url, title: '卡住' });
    const early = await form('2026-11-20T10:00:00', { url });
    const working = acting('2026-11-20T11:00:00');
    const failing: typeof working = {
      ...working,
      record: async (tx, line) => {
        if (line.object === `formed:${stuck.id}`) throw new Error('the disk is full');
        return working.record(tx, line);
      },
    };
    const told: unknown[] = [];
    expect(await followFormed(failing, (problem) => told.push(problem))).toEqual([early.id]);
    expect(told).toMatchObject([{ place: `formed:${stuck.id}`, message: 'the disk is full' }]);
    const done = await store.db.selectFrom('formedItem').select('doneAt').where('id', '=', early.id).executeTakeFirst();
    expect(done).toEqual({ doneAt: early.formedAt });
  });

  it('are closed by hand and by mistake taken back, each once in the ledger', async () => {
    const formed = await form('2026-11-20T10:00:00');
    const wrong = await form('2026-11-20T11:00:00', { title: '误登' });
    await expect(
      finishFormed(acting('2026-11-20T12:00:00'), actor, formed.id, { at: at('2026-11-19T12:00:00'), item: null }),
    ).rejects.toMatchObject({ code: 'formed-done-at' });
    const done = () =>
      finishFormed(acting('2026-11-21T12:00:00'), actor, formed.id, { at: at('2026-11-20T16:00:00'), item: null });
    await done();
    await done();
    await voidFormed(acting('2026-11-21T12:00:00'), actor, wrong.id, '重复登记');
    await expect(voidFormed(acting('2026-11-21T12:00:00'), actor, wrong.id, '重复登记')).rejects.toMatchObject({
      code: 'formed-unknown',
    });
    expect(await ledger('column.done')).toHaveLength(1);
    expect(await ledger('column.void')).toHaveLength(1);
    expect(await reading(6, '2026-11-24T10:00:00')).toMatchObject({ state: 'green' });
  });

  it('refuse what cannot be formed: no real time, a moment ahead, a goal without its day, no address, no column', async () => {
    const refused = (wish: Partial<FormWish>) => form('2026-11-20T10:00:00', wish);
    const codes = [
      [{ column: '4' }, 'column-not-real-time'],
      [{ formedAt: at('2026-11-20T10:00:01') }, 'formed-ahead'],
      [{ kind: 'goal' }, 'formed-by'],
      [{ url: 'javascript:alert(1)' }, 'url'],
      [{ column: '动态信息' }, 'column-unknown'],
      [{ column: '55' }, 'column-unknown'],
    ] as const;
    for (const [wish, code] of codes) expect(() => refused(wish), code).toThrow(expect.objectContaining({ code }));
    expect(await ledger('column.formed')).toEqual([]);
  });

  it('have each breach on record once, with its cause; it stays, and is corrected by history found later', async () => {
    await page('shili/gzdt', '2026-09-18T10:00:00');
    const formed = await form('2026-09-18T11:00:00');
    expect(await breaches('2026-10-14T23:59:59')).toEqual([]);
    const first = await breaches('2026-10-15T00:00:00');
    expect(first.map((b) => [b.channel, b.rule, isoBeijing(b.dueAt), b.cause])).toEqual([
      ['column:4', 'within-14', '2026-10-14T23:59:59+08:00', '未更新'],
    ]);
    expect(await breaches('2026-10-15T00:01:00')).toEqual([]);
    const [line] = await ledger('cadence.breach');
    expect(line).toMatchObject({ object: 'column:4', after: expect.stringContaining('新闻中心/工作动态') });
    await page('shili/gzdt', '2026-10-10T10:00:00');
    expect(await breaches('2026-10-15T09:00:00')).toEqual([]);
    await breaches('2026-10-15T09:01:00');
    expect(await ledger('cadence.correct')).toHaveLength(1);
    const hard = await breaches('2026-10-27T10:00:00');
    expect(hard.map((b) => [b.channel, b.cause])).toEqual([['column:6', '已形成未公开']]);
    await voidFormed(acting('2026-10-28T10:00:00'), actor, formed.id, '误登');
    await breaches('2026-10-28T10:01:00');
    const rows = await store.db.selectFrom('cadenceBreach').selectAll().orderBy('channel').execute();
    expect(rows.map((r) => [r.channel, r.correctedAt !== null])).toEqual([
      ['column:4', true],
      ['column:6', true],
    ]);
  });

  it('are not charged with what fell due before they were known', async () => {
    await page('shili/gzdt', '2026-08-18T10:00:00');
    const late = new Map([[4, '2026-11-20']]);
    const now = acting('2026-11-23T10:00:00');
    expect(await recordColumnBreaches(now, calendar, columns, late)).toEqual([]);
    expect(await recordColumnBreaches(now, calendar, columns, new Map())).toEqual([]);
  });

  it('that are an account run on what the account published, without its reposts', async () => {
    const row = { channel: 'sub', delivery: null, act: 'publish' as const, position: 1, title: '标题', url: null };
    const rest = { seenAt: 0, original: 1, linkOk: null, goneAt: null, removedBy: null };
    const published = (id: string, moment: string, repost: number) =>
      store.db
        .insertInto('publication')
        .values({ id, externalId: id, ...row, ...rest, publicAt: at(moment), repost })
        .execute();
    await published('p1', '2026-09-18T10:00:00', 0);
    await published('p2', '2026-10-10T10:00:00', 1);
    expect(await reading(36, '2026-10-12T12:00:00')).toMatchObject({ dueAt: endOfDay('2026-10-14'), state: 'red' });
    expect(await breaches('2026-10-15T12:00:00')).toMatchObject([{ channel: 'column:36', cause: '无计划' }]);
  });

  it('that are an account stand still while its pause is filed', async () => {
    const row = { channel: 'sub', delivery: null, act: 'publish' as const, position: 1, title: '标题', url: null };
    const rest = { seenAt: 0, original: 1, repost: 0, linkOk: null, goneAt: null, removedBy: null };
    await store.db
      .insertInto('publication')
      .values({ id: 'p', externalId: 'p', ...row, ...rest, publicAt: at('2026-09-28T10:00:00') })
      .execute();
    const days = { onDay: '2026-10-01', untilDay: '2026-12-31', filedOn: '2026-09-30' };
    const filed = {
      unit: '市网信办',
      number: '1',
      reason: '改版',
      recordedBy: 'zhang-wei',
      at: at('2026-09-30T10:00:00'),
    };
    await store.db
      .insertInto('accountFiling')
      .values({ id: 'f', account: 'sub', event: 'paused', ...days, ...filed })
      .execute();
    expect(await reading(36, '2026-11-20T12:00:00')).toMatchObject({ state: 'paused' });
    expect(await breaches('2026-11-20T12:00:00')).toEqual([]);
  });

  it('that go with documents show the day that the bundle counted, and record nothing of their own', async () => {
    const item = await page('shili/zcwj', '2026-11-20T10:00:00');
    const at0 = { createdAt: 0, updatedAt: 0, provisional: 0, publishedOn: '2026-11-20', dueOn: '2026-11-25' };
    await store.db
      .insertInto('bundle')
      .values({ ...{ id: 'b1', policy: item.id, title: '办法', documentNumber: null }, ...at0, ...bundleRest })
      .execute();
    const owed = { bundle: 'b1', what: 'interpretation', ref: '', level: 'must' as const, section: null, person: null };
    const days = { fromOn: '2026-11-20', dueOn: '2026-11-25', provisional: 0, rule: 'I-02', subject: '' };
    await store.db
      .insertInto('bundleOwed')
      .values({ ...owed, ...days })
      .execute();
    expect(await reading(15, '2026-11-20T12:00:00')).toMatchObject({ limit: 'soft', dueAt: endOfDay('2026-11-20') });
    expect(await reading(15, '2026-11-23T12:00:00')).toMatchObject({
      ...{ limit: 'hard', state: 'orange', dueAt: endOfDay('2026-11-25'), pending: 1 },
    });
    expect(await reading(15, '2026-11-26T00:00:00')).toMatchObject({ state: 'breached' });
    expect(await breaches('2026-11-27T12:00:00')).toEqual([]);
  });

  it('tell the liaison officers of their sections, each level under a key of its own, and nobody while all is well', async () => {
    const configured = columns.columns.map((c) => ({
      kind: 'column',
      key: String(c.number),
      version: 1,
      file: 'columns.yaml',
    }));
    for (const [i, entry] of configured.entries()) {
      const rest = { line: 1, body: '{}', fromOn: null, appliedAt: at('2026-01-05T00:00:00'), goneAt: null };
      await store.db
        .insertInto('configEntry')
        .values({ id: `c${i}`, via: 'file', ...entry, ...rest })
        .execute();
    }
    await page('shili/gzdt', '2026-09-18T10:00:00');
    await form('2026-10-09T09:00:00');
    const told = (now: string) => columnConcerns(store.db, calendar, columns, 'news-centre', at(now));
    expect(await told('2026-09-19T12:00:00')).toEqual([]);
    const [dynamic, formed] = await told('2026-10-10T12:00:00');
    expect(dynamic).toMatchObject({
      ...{ key: 'column:4:within-14:2026-10-14:orange', kind: 'column.due', urgency: 'normal' },
      ...{ to: [{ section: 'news-centre' }], about: 'column:4' },
      fields: { path: '新闻中心/工作动态', due: '2026-10-14', left: '3', level: '橙', lastUpdate: '2026-09-18' },
    });
    expect(formed).toMatchObject({
      kind: 'column.undisclosed',
      to: [{ section: 'news-centre' }],
      fields: { pending: '1' },
    });
    const levels = async (now: string) =>
      (await told(now)).filter((c) => c.about === 'column:4').map((c) => [c.kind, c.urgency]);
    expect(await levels('2026-10-05T12:00:00')).toEqual([['column.due', 'digest']]);
    expect(await levels('2026-10-14T12:00:00')).toEqual([['column.due', 'red']]);
    expect(await levels('2026-10-15T00:00:00')).toEqual([['column.breached', 'normal']]);
  });

  it('are read by ranges of indexes, whatever the number of pages', async () => {
    const now = at('2026-11-20T12:00:00');
    const queries = [
      ownItemsQuery(store.db, 'shili/gzdt', 0, now).compile(),
      metElsewhereQuery(store.db, 'shili/gzdt', 0, now).compile(),
      latestItemQuery(store.db, 'shili/gzdt', now).compile(),
    ];
    if ('postgres' in store.place) return;
    for (const query of queries) {
      const { rows } = await store.db.executeQuery({ ...query, sql: `explain query plan ${query.sql}` });
      const plan = rows.map((row) => JSON.stringify(row)).join(' ');
      expect(plan).toMatch(/USING INDEX item_(?:source|address_source_item)/);
      expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
    }
  });
});

/** What a bundle's row says beside its days. */
const bundleRest = {
  ...{
    phase: 'final' as const,
    documentClass: 'policy',
    traits: '[]',
    draftingSection: null,
    section: null,
    interpreter: null,
  },
  ...{
    telephone: null,
    plan: null,
    waiver: null,
    effectiveOn: null,
    effectiveBy: null,
    publishedBy: null,
    became: null,
  },
  ...{ archivedAt: null, material: '', nextDueOn: '2026-11-25' },
};
