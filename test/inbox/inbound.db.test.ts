import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { testClock } from '../../src/clock.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { routingSchema } from '../../src/config/routing.ts';
import { TryLater } from '../../src/errors.ts';
import { applyInbound, type OnChannelEvent } from '../../src/inbox/apply-inbound.ts';
import { listRequests } from '../../src/inbox/list-requests.ts';
import { parseCallbackXml, textAt } from '../../src/inbox/parse-callback-xml.ts';
import { receiveCallback } from '../../src/inbox/receive-callback.ts';
import { retryInbound } from '../../src/inbox/retry-inbound.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const calendar = buildCalendar();
const { value: routing } = readYaml('config/routing.yaml', routingSchema);
const RECEIVED = '2026-11-20T10:00:00+08:00';
const FROM = '<FromUserName><![CDATA[oCitizen42]]></FromUserName><CreateTime>1795140000</CreateTime>';
const message = (id: string, text: string) =>
  `<xml>${FROM}<MsgType>text</MsgType><Content><![CDATA[${text}]]></Content>${id && `<MsgId>${id}</MsgId>`}</xml>`;
const event = (inner: string) => `<xml>${FROM}<MsgType>event</MsgType>${inner}</xml>`;
const published = (id: number) =>
  event(`<Event>PUBLISHJOBFINISH</Event><PublishEventInfo><publish_id>${id}</publish_id></PublishEventInfo>`);

describe('what is pushed to the inbox', () => {
  let store: TestStore;
  const clock = testClock(Date.parse(RECEIVED));
  const receive = (xml: string, channel = 'sub') =>
    receiveCallback(testActing(store.db, clock), channel, parseCallbackXml(xml), xml);
  const apply = (onEvent: OnChannelEvent = async () => {}) =>
    applyInbound({ ...testActing(store.db, clock), calendar, routing }, onEvent);
  const requests = () => store.db.selectFrom('request').selectAll().orderBy('days', 'desc').execute();
  const put = (id: string, body: string) =>
    store.db
      .insertInto('inbound')
      .values({ id, channel: 'sub', dedupeKey: id, body, receivedAt: 1, appliedAt: null, problem: null })
      .execute();

  beforeEach(async () => {
    store = await openTestStore();
  });
  afterEach(() => store.close());

  it('is stored once however often it is repeated, also when the repeats come at once', async () => {
    expect(await receive(message('7', '你好'))).toBe(true);
    expect(await receive(message('7', '你好'))).toBe(false);
    const at = await Promise.all(Array.from({ length: 8 }, () => receive(message('8', '你好'))));
    expect(at.filter(Boolean)).toHaveLength(1);
    expect(await receive(message('', '没有编号'))).toBe(true);
    expect(await receive(message('', '没有编号'))).toBe(false);
    expect(await receive(message('7', '你好'), 'other')).toBe(true);
    expect(await store.db.selectFrom('inbound').selectAll().execute()).toHaveLength(4);
  });

  it('keeps two different events of one second, and is stored without reading further', async () => {
    expect(await Promise.all([receive(published(1)), receive(published(2))])).toEqual([true, true]);
    expect(await requests()).toEqual([]);
  });

  it('becomes one request a message, with kind, section and due date, also when two workers apply at once', async () => {
    await receive(message('1', '请问公租房怎么申请？'));
    await receive(message('2', '投诉：小区物业长期不清理垃圾'));
    await receive(message('3', '官网有个错别字'));
    const both = await Promise.all([apply(), apply()]);
    expect(both.flatMap((a) => a.requests)).toHaveLength(3);
    expect(await requests()).toMatchObject([
      { kind: 'consultation', section: 'housing-security', dueOn: '2026-12-18', days: 20, unit: 'working-day' },
      { kind: 'complaint', section: 'property', dueOn: '2026-11-27', days: 7, unit: 'day' },
      { kind: 'site-error', section: 'news-centre', dueOn: '2026-11-27', days: 5, unit: 'working-day' },
    ]);
    expect(await store.db.selectFrom('openDueDate').selectAll().execute()).toHaveLength(3);
    expect((await apply()).requests).toEqual([]);
  });

  it('leaves neither the writer nor the text in the ledger', async () => {
    await receive(message('1', '我叫张三，电话13800001111，请问怎么办'));
    const { requests: made } = await apply();
    const lines = await store.db.selectFrom('ledgerEntry').selectAll().execute();
    expect(lines).toMatchObject([{ act: 'request.receive', object: `request:${made[0]}`, via: 'callback' }]);
    expect(JSON.stringify(lines)).not.toMatch(/oCitizen42|张三|13800001111/);
    expect(await requests()).toMatchObject([{ sender: 'oCitizen42', state: 'received' }]);
  });

  it('gives job events of every name to the delivery, in the transaction that marks them applied', async () => {
    await receive(published(1));
    await receive(event('<Event>MASSSENDJOBFINISH</Event><MsgID>5</MsgID>'));
    await receive(event('<Event>FREEPUBLISHJOBFINISH</Event><publish_id>6</publish_id>'));
    await receive(event('<Event>subscribe</Event>'));
    const seen: string[] = [];
    const applied = await apply(async (_tx, channel, record, xml) => {
      seen.push(`${channel} ${textAt(record, 'Event')} ${xml.length > 0}`);
    });
    expect(applied).toMatchObject({ events: 3, ignored: 1, requests: [], problems: [] });
    expect(seen.sort()).toEqual([
      'sub FREEPUBLISHJOBFINISH true',
      'sub MASSSENDJOBFINISH true',
      'sub PUBLISHJOBFINISH true',
    ]);
    expect(await apply()).toMatchObject({ events: 0, ignored: 0 });
  });

  it('keeps the problem of what cannot be applied and goes on with the rest', async () => {
    await put('a', 'not xml at all');
    await put('b', '<!DOCTYPE a [<!ENTITY b "c">]><xml><a>&b;</a></xml>');
    await put('c', event('').replace('<MsgType>event', '<MsgType>hologram'));
    await receive(published(1));
    await receive(message('1', '请问几点上班'));
    const applied = await apply(async () => {
      throw new RangeError('the handler is broken');
    });
    expect(applied.requests).toHaveLength(1);
    expect(applied.problems).toHaveLength(4);
    const rows = await store.db.selectFrom('inbound').selectAll().where('problem', 'is not', null).execute();
    const codes = rows.map((r): string => JSON.parse(r.problem ?? '{}').code).sort();
    expect(codes).toEqual(['callback-xml', 'callback-xml-doctype', 'inbound-type', 'unexpected']);
    expect(rows.every((r) => r.appliedAt === null)).toBe(true);
    expect((await apply()).problems).toEqual([]);
    const actor = { person: 'feng-jie', via: 'cli' as const };
    expect(await retryInbound(testActing(store.db, clock), actor, 'sub')).toBe(4);
    expect(await apply()).toMatchObject({ events: 1, problems: ['a', 'b', 'c'] });
  });

  it('leaves for the next run what may work later', async () => {
    await receive(published(1));
    const busy = new TryLater({ code: 'busy', message: 'not now', remedy: 'Wait.' });
    const later = await apply(async () => {
      throw busy;
    });
    expect(later).toMatchObject({ events: 0, problems: [] });
    expect(later.later).toHaveLength(1);
    expect((await apply()).events).toBe(1);
  });

  it('is listed with the date that holds now, what is due first first', async () => {
    await receive(message('1', `请问${'很长'.repeat(60)}`));
    await receive(message('2', '投诉施工扰民'));
    await apply();
    const [first] = await requests();
    const moved = { dueOn: '2026-12-21', provisional: 1 };
    await store.db
      .updateTable('openDueDate')
      .set(moved)
      .where('objectId', '=', first?.id ?? '')
      .execute();
    const { requests: listed } = await listRequests(store.db, calendar, Date.parse('2026-11-28T09:00:00+08:00'));
    expect(listed).toMatchObject([
      { kind: 'complaint', dueAt: '2026-11-27T23:59:59+08:00', left: -1, unit: 'day', provisional: false },
      { kind: 'consultation', dueAt: '2026-12-21T23:59:59+08:00', left: 16, provisional: true, receivedAt: RECEIVED },
    ]);
    expect([...(listed[1]?.excerpt ?? '')]).toHaveLength(60);
  });
});
