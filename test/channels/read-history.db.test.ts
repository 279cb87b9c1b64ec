import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beijingDay, startOfDay } from '../../src/calendar/beijing-time.ts';
import { askHistory } from '../../src/channels/ask-history.ts';
import { isPastKnown, pastOf } from '../../src/channels/history-store.ts';
import { addPublications } from '../../src/channels/publication-store.ts';
import { quotaUse } from '../../src/channels/quota-store.ts';
import { readHistories } from '../../src/channels/read-histories.ts';
import { RenewCredentials } from '../../src/errors.ts';
import type { PublicationTable } from '../../src/store/tables/channels.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { testActing } from '../store/test-store.ts';
import { type Rehearsal, rehearse } from './rehearsal.ts';

const DAY_MS = 86_400_000;
const list = '/cgi-bin/freepublish/batchget';
const noRight = new RenewCredentials({ code: 'wechat-48001', message: 'api unauthorized', remedy: 'ask' });
const actor = { person: 'zhang-wei', via: 'cli' as const };
let stage: Rehearsal;
/** 09:00 of the day on which a test looks; time only goes on. */
let START = 0;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

beforeAll(async () => {
  stage = await rehearse();
});
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.control('/reset', {});
  START = stage.clock.now() + 60 * DAY_MS;
  for (const table of ['publication', 'channelHistory', 'quotaHold', 'quota'] as const) {
    await stage.store.db.deleteFrom(table).execute();
  }
});

const acting = () => testActing(stage.store.db, stage.clock);
const look = () => {
  stage.clock.moveTo(Math.max(START, stage.clock.now()));
  return readHistories(acting(), new Map([['sub', stage.channel('sub')]]), silent);
};
const publications = () =>
  stage.store.db.selectFrom('publication').selectAll().orderBy('publicAt').orderBy('position').execute();
const past = () => pastOf(stage.store.db, 'sub');

/** What a colleague did in the platform's own console. */
async function byHand(titles: string[], at: number, act: 'publish' | 'mass' = 'publish'): Promise<string[]> {
  stage.clock.moveTo(at);
  const articles = titles.map((title) => ({ title, content: `<p>${title}</p>`, thumb_media_id: 'x', digest: '' }));
  const done: { urls: string[] } = JSON.parse(
    JSON.stringify(await stage.control('/paste-by-hand', { account: 'wx0000000000000001', articles, act })),
  );
  return done.urls;
}

describe('the history of an account', () => {
  it('is read to its end from its first look on, with public times, and neither original nor repost', async () => {
    for (let i = 45; i > 0; i -= 1) await byHand([`通告第${i}号`], START - i * DAY_MS);
    await look();
    const rows = await publications();
    expect(rows).toHaveLength(45);
    expect(rows[0]).toMatchObject({
      publicAt: START - 45 * DAY_MS,
      original: 0,
      repost: 0,
      delivery: null,
      linkOk: null,
    });
    expect(await past()).toMatchObject({ state: 'read', found: 45, readAt: START, cursor: null });
    expect(isPastKnown((await past())!)).toBe(true);
    const lines = await stage.store.db.selectFrom('ledgerEntry').select('act').execute();
    expect(lines.some((line) => line.act === 'channel.history')).toBe(true);
  });

  it('has the mass sends that colleagues made, by their day, and counts them in the quota they used', async () => {
    await byHand(['台风预警', '避险指南'], START - 2 * DAY_MS, 'mass');
    await look();
    expect(await publications()).toMatchObject([
      { act: 'massSend', title: '台风预警', publicAt: startOfDay(beijingDay(START - 2 * DAY_MS)), position: 1 },
      { act: 'massSend', title: '避险指南', position: 2 },
    ]);
    const key = { channel: 'sub', quota: 'massSend/day', period: beijingDay(START - 2 * DAY_MS) };
    expect((await quotaUse(stage.store.db, key)).byHand).toBe(1);
  });

  it('that is read again adds nothing, and neither what a delivery has brought already', async () => {
    const [url = ''] = await byHand(['住房公积金新政'], START - DAY_MS);
    const own = {
      id: 'own',
      channel: 'sub',
      delivery: 'd1',
      act: 'publish',
      externalId: 'job-1',
      position: 1,
    } as const;
    const seen = { seenAt: START, original: 1, repost: 0, linkOk: null, goneAt: null, removedBy: null };
    const row: PublicationTable = { ...own, ...seen, title: '住房公积金新政', url: null, publicAt: START - DAY_MS };
    await inTransaction(stage.store.db, (tx) => addPublications(tx, [row]));
    await look();
    await askHistory(acting(), stage.channel('sub'), actor);
    await look();
    expect(await publications()).toMatchObject([{ id: 'own', url }]);
  });

  it('goes on after a crash where it stood, and after the calls of the day are used up on the next day', async () => {
    for (let i = 30; i > 0; i -= 1) await byHand([`通告第${i}号`], START - i * DAY_MS);
    const {
      channel: name,
      quota,
      period,
    } = { channel: 'sub', quota: 'freepublish/batchget/day', period: beijingDay(START) };
    await stage.store.db.insertInto('quota').values({ channel: name, quota, period, byHand: 59 }).execute();
    await look();
    expect(await publications()).toHaveLength(20);
    expect(await past()).toMatchObject({
      state: 'reading',
      problem: 'used-up',
      nextAt: startOfDay(beijingDay(START + DAY_MS)),
    });
    await look();
    expect(await stage.calls(list)).toBe(1);
    stage.clock.moveTo(START + DAY_MS);
    await look();
    expect(await publications()).toHaveLength(30);
  });

  it('loses nothing when something is deleted between two pages', async () => {
    const urls: string[] = [];
    for (let i = 30; i > 0; i -= 1) urls.push(...(await byHand([`通告第${i}号`], START - i * DAY_MS)));
    const channel = stage.channel('sub');
    const first = await channel.history?.(null, null);
    await stage.control('/take-down', { url: urls[26] });
    if (!first || 'is' in first) throw new Error('no page');
    const titles = new Set(first.articles.map((each) => each.title));
    for (let next = first.next; next !== null; ) {
      const page = await channel.history?.(next, null);
      if (!page || 'is' in page) throw new Error('no page');
      for (const each of page.articles) titles.add(each.title);
      next = page.next;
    }
    expect(titles.size).toBe(30);
  });

  it('is looked through once a day for what others published since, and for what they deleted', async () => {
    const [first = ''] = await byHand(['通告一', '通告二'], START - DAY_MS);
    await look();
    await look();
    expect(await stage.calls(list)).toBe(1);
    await byHand(['通告三'], START + 3_600_000);
    await stage.control('/take-down', { url: first });
    stage.clock.moveTo(START + DAY_MS);
    await look();
    const rows = await publications();
    expect(rows.map((row) => [row.title, row.goneAt])).toEqual([
      ['通告一', START + DAY_MS],
      ['通告二', null],
      ['通告三', null],
    ]);
  });

  it('is left to a person where the platform refuses the interface', async () => {
    const channel = stage.channel('sub');
    const refusing = { ...channel, history: () => Promise.reject(noRight) };
    await readHistories(acting(), new Map([['sub', refusing]]), silent);
    expect(await past()).toMatchObject({ state: 'unreadable', problem: 'wechat-48001' });
    const robot = stage.channel('notice-group');
    expect(() => askHistory(acting(), robot, actor)).toThrow('lists nothing');
  });
});
