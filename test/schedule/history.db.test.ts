import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beijingDay } from '../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { plainLink } from '../../src/channels/article-link.ts';
import { isPastKnown, newPast, pastOf } from '../../src/channels/history-store.ts';
import { quotaUse } from '../../src/channels/quota-store.ts';
import { readHistories } from '../../src/channels/read-histories.ts';
import { cadenceSchema } from '../../src/config/cadence.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { lookAtLink } from '../../src/delivery/look-at-link.ts';
import { openLink } from '../../src/delivery/open-link.ts';
import { channelClocks } from '../../src/schedule/channel-clocks.ts';
import { checkLinks, type LookAtLink } from '../../src/schedule/history/check-links.ts';
import { enterHistory, type OpenPast } from '../../src/schedule/history/enter-history.ts';
import { historyEntry, readHistoryFile } from '../../src/schedule/history/history-entry.ts';
import { type Rehearsal, rehearse } from '../channels/rehearsal.ts';
import { testActing } from '../store/test-store.ts';

const DAY_MS = 86_400_000;
const actor = { person: 'li-na', via: 'cli' as const };
let stage: Rehearsal;

beforeAll(async () => {
  stage = await rehearse();
});
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.control('/reset', {});
  stage.clock.moveBy(DAY_MS);
  for (const table of ['publication', 'channelHistory', 'quotaHold', 'quota'] as const) {
    await stage.store.db.deleteFrom(table).execute();
  }
});

const acting = () => testActing(stage.store.db, stage.clock);
const rows = () => stage.store.db.selectFrom('publication').selectAll().orderBy('publicAt').execute();
const lines = (act: string) => stage.store.db.selectFrom('ledgerEntry').selectAll().where('act', '=', act).execute();

async function byHand(title: string): Promise<string> {
  const articles = [{ title, content: `<p>${title}</p>` }];
  const done = await stage.control('/paste-by-hand', { account: 'wx0000000000000001', articles });
  return String((done.urls as unknown as string[])[0]);
}

describe('history that a person enters', () => {
  const rehearsed = () => ({ hosts: [new URL(stage.url).host], rehearsalHost: new URL(stage.url).host });
  const open: OpenPast = (link, title) => openLink(stage.clock, link, { title, account: '示例发布', ...rehearsed() });
  const enter = (entries: object[], opens: OpenPast | null = open) =>
    enterHistory(
      acting(),
      stage.channel('sub'),
      opens,
      entries.map((each, i) => historyEntry(each, `history.csv:${i + 2}`, stage.clock.now())),
      actor,
    );
  const today = () => new Date(stage.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);

  it('has the time and title that the page shows, and its link is known to open', async () => {
    const url = await byHand('住房公积金新政');
    expect(await enter([{ at: today(), url, mark: 'original' }])).toEqual({
      ...{ added: 1, known: 0, marked: 0, unchecked: [] },
    });
    const [row] = await rows();
    expect(row).toMatchObject({ title: '住房公积金新政', original: 1, repost: 0, linkOk: 1, delivery: null });
    expect(row?.publicAt).toBe(Math.floor(stage.clock.now() / 60_000) * 60_000);
    expect(isPastKnown((await pastOf(stage.store.db, 'sub'))!)).toBe(true);
    expect((await lines('channel.history-enter')).at(-1)?.after).toContain(url);
  });

  it('entered again adds nothing, and marks what nobody had marked', async () => {
    const url = await byHand('住房公积金新政');
    const without = { at: '2026-11-01 09:00', title: '供暖通知' };
    await enter([{ at: today(), url }, without]);
    expect(await enter([{ at: today(), url, mark: 'repost' }, without])).toMatchObject({
      added: 0,
      known: 2,
      marked: 1,
    });
    expect((await rows()).map((row) => [row.title, row.original, row.repost])).toEqual([
      ['供暖通知', 0, 0],
      ['住房公积金新政', 0, 1],
    ]);
  });

  it.each([
    [{ at: '2026-11-01', url: 'PAGE' }, 'the page was public on'],
    [{ at: 'TODAY', url: 'PAGE', title: '另一篇文章' }, 'does not show the title'],
    [{ at: 'TODAY', url: 'http://10.0.0.8/s/1' }, 'is not where the platform shows articles'],
  ])('is refused with its line when its link shows something else: %j', async (entry, why) => {
    const url = await byHand('住房公积金新政');
    const filled = { ...entry, at: entry.at.replace('TODAY', today()), url: entry.url.replace('PAGE', url) };
    const entered = enter([{ at: '2026-11-01', title: '供暖通知' }, filled]);
    await expect(entered).rejects.toThrow(`history.csv:3: `);
    await expect(enter([filled])).rejects.toThrow(why);
    expect(await rows()).toEqual([]);
  });

  it('counts unchecked where its link cannot be reached now', async () => {
    const url = 'http://127.0.0.1:9/s/1';
    const reach: OpenPast = (link, title) => openLink(stage.clock, link, { title, rehearsalHost: '127.0.0.1:9' });
    expect(await enter([{ at: '2026-11-01', url }], reach)).toMatchObject({ added: 1, unchecked: [url] });
    expect(await rows()).toMatchObject([{ linkOk: null, url }]);
  });

  it('may say that there was nothing', async () => {
    expect(await enter([])).toMatchObject({ added: 0 });
    expect(await pastOf(stage.store.db, 'sub')).toMatchObject({ enteredBy: 'li-na' });
    expect((await lines('channel.history-enter')).at(-1)?.after).toContain('"none":true');
  });
});

describe('publishing', () => {
  it('W-2 publish is no mass send: five leave its budget as it was, tell no follower and restart the two weeks', async () => {
    for (const number of ['一', '二', '三', '四', '五']) await byHand(`通告${number}`);
    const silent = { debug() {}, info() {}, warn() {}, error() {} };
    await readHistories(acting(), new Map([['sub', stage.channel('sub')]]), silent);
    expect((await rows()).map((row) => row.act)).toEqual(['publish', 'publish', 'publish', 'publish', 'publish']);
    const now = stage.clock.now();
    const key = { channel: 'sub', quota: 'massSend/day', period: beijingDay(now) };
    expect(await quotaUse(stage.store.db, key)).toEqual({ held: 0, byHand: 0 });
    expect(await stage.calls('/cgi-bin/message/mass/sendall')).toBe(0);
    const account = { id: 'sub', kind: 'wechat-subscription', role: 'ordinary', openedOn: '2020-01-01' };
    const { value: cadence } = readYaml('config/cadence.yaml', cadenceSchema);
    const { clocks } = await channelClocks(stage.store.db, buildCalendar(), cadence, account, now);
    expect(clocks[0]).toMatchObject({ rule: 'V-2', state: 'green', startedBy: 'update', left: 14 });
  });
});

describe('a file of history', () => {
  const now = Date.parse('2026-11-20T09:00:00+08:00');
  const read = (text: string, file = 'history.csv') => readHistoryFile(file, Buffer.from(text), now);

  it('is a table with Chinese or English heads, or JSON', () => {
    const entry = { at: Date.parse('2026-11-05T09:30:00+08:00'), url: null, title: '供暖通知', act: 'massSend' };
    expect(read('时间,标题,方式,原创\n2026/11/05 09:30,供暖通知,群发,原创')).toEqual([
      { ...entry, mark: 'original', place: 'history.csv:2' },
    ]);
    const json = '[{"at":"2026-11-05T09:30:00+08:00","title":"供暖通知","act":"massSend","mark":"repost"}]';
    expect(read(json, 'h.json')).toEqual([{ ...entry, mark: 'repost', place: 'h.json entry 1' }]);
  });

  it.each([
    ['标题\n供暖通知', 'history.csv:1: no column of times'],
    ['at,title\n2026-11-05,a\n昨天,b', 'history.csv:3: 昨天 is not a moment'],
    ['at,title\n2026-12-05,b', 'history.csv:2: 2026-12-05 is still to come'],
    ['at,title,url\n2026-11-05,,', 'history.csv:2: neither a link nor a title'],
    ['at,url\n2026-11-05,javascript:alert(1)', 'history.csv:2: javascript:alert(1) is no web address'],
    ['at,url\n2026-11-05,file:///etc/passwd', 'is no web address'],
    ['at,title,mark\n2026-11-05,a,也许', '也许 is neither original nor repost'],
    ['at,title\n', 'there is no entry in it'],
  ])('names the line that is wrong: %j', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('the newest link of an account', () => {
  const real: LookAtLink = (_channel, url) => lookAtLink(stage.clock, plainLink(url), new URL(stage.url).host);
  const check = (look: LookAtLink = real) => checkLinks({ acting: acting(), look, channels: ['sub'], everyHours: 24 });
  const published = async (id: string, url: string, daysAgo: number) => {
    const publicAt = stage.clock.now() - daysAgo * DAY_MS;
    await stage.store.db
      .insertInto('publication')
      .values({
        ...{ id, channel: 'sub', delivery: null, act: 'publish', externalId: id, position: 1, title: id, url },
        ...{ publicAt, seenAt: publicAt, original: 1, repost: 0, linkOk: null, goneAt: null, removedBy: null },
      })
      .execute();
  };
  beforeEach(async () => {
    await stage.store.db
      .insertInto('channelHistory')
      .values(newPast('sub', true, stage.clock.now()))
      .execute();
  });

  it('is opened once a day, and an article that its publisher took down is gone, with a line in the ledger', async () => {
    const [older, newest] = [await byHand('旧文'), await byHand('新文')];
    await published('old', older, 2);
    await published('new', newest, 1);
    await check();
    await check();
    expect((await rows()).map((row) => row.linkOk)).toEqual([null, 1]);
    await stage.control('/take-down', { url: newest });
    stage.clock.moveBy(DAY_MS);
    await check();
    expect((await rows()).at(-1)).toMatchObject({ goneAt: stage.clock.now(), removedBy: 'us' });
    expect((await lines('publication.gone')).at(-1)?.after).toContain('该内容已被发布者删除');
    stage.clock.moveBy(3_600_000);
    await check();
    expect((await rows()).map((row) => row.linkOk)).toEqual([1, 1]);
  });

  it('that does not open any more counts no longer, and again when it does', async () => {
    await published('new', `${stage.url}/s/nothing`, 1);
    await check();
    expect(await rows()).toMatchObject([{ linkOk: 0, goneAt: null }]);
    stage.clock.moveBy(DAY_MS);
    await check(async () => ({ is: 'open', says: 'HTTP 200' }));
    expect(await rows()).toMatchObject([{ linkOk: 1 }]);
  });

  it('says nothing when the network or a check for robots is in the way', async () => {
    await published('new', 'http://127.0.0.1:9/s/1', 1);
    await check();
    expect(await rows()).toMatchObject([{ linkOk: null, goneAt: null }]);
    const before = await lines('publication.link-look');
    stage.clock.moveBy(DAY_MS);
    await check(async () => ({ is: 'unclear', says: '环境异常' }));
    expect(await lines('publication.link-look')).toHaveLength(before.length);
  });

  it('on a private address is never opened for a real account', async () => {
    const url = await byHand('新文');
    expect(await lookAtLink(stage.clock, url, null)).toMatchObject({
      is: 'unclear',
      says: expect.stringContaining('not public'),
    });
  });
});
