import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildCalendar } from '../../../src/calendar/build-calendar.ts';
import { testClock } from '../../../src/clock.ts';
import { answerPlan } from '../../../src/schedule/planner/answer-plan.ts';
import { readPlanWording } from '../../../src/schedule/planner/wording.ts';
import { sorts } from './case-sorts.ts';
import { countCases } from './count-cases.ts';

const wording = readPlanWording('content/wording/planner.yaml');
const calendar = buildCalendar();
const json = (file: string) => JSON.parse(readFileSync(`test/fixtures/planner/${file}`, 'utf8'));
const answer = (input: unknown) => answerPlan(input, wording, testClock(0));

/** One channel with three slots a day from Monday, 2026-11-16, 08:00 on. */
function week(changes: { channel?: object; posts: object[]; [field: string]: unknown }) {
  const { channel, ...rest } = changes;
  return {
    now: '2026-11-16T08:00:00+08:00',
    settings: { horizonDays: 10 },
    channels: [{ id: 'a', name: '甲', slots: [{ days: 'everyDay', times: ['08:30', '12:00', '17:30'] }], ...channel }],
    ...rest,
  };
}
const on = (id: string, more: object = {}) => ({ id, title: `稿件${id}`, channels: ['a'], ...more });

/** Where each post stands or what bars it: `code MM-DD HH:MM` or `! code`. */
function told(input: unknown): Record<string, string> {
  const { placements, impossible } = answer(input);
  const at = (moment: string) => moment.slice(5, 16).replace('T', ' ');
  return Object.fromEntries([
    ...placements.map((p) => [p.post, `${p.code} ${at(p.at)}`]),
    ...impossible.map((p) => [p.post, `! ${p.code}${p.nextPossible ? ` ${at(p.nextPossible)}` : ''}`]),
  ]);
}

test('A.5 the example: posts, times and codes are those of the model', () => {
  const expected = json('example-plan.json');
  const planned = answer(json('example.json'));
  const place = ({ post, channel, act, at, code }: Record<string, unknown>) => ({ post, channel, act, at, code });
  expect(new Set(planned.placements.map((p) => place({ ...p })))).toEqual(new Set(expected.placements.map(place)));
  const bar = ({ post, channel, code, nextPossible }: Record<string, unknown>) => ({
    post,
    channel,
    code,
    nextPossible,
  });
  expect(new Set(planned.impossible.map((p) => bar({ ...p })))).toEqual(new Set(expected.impossible.map(bar)));
  expect(planned.placements[0]?.reason).toBe('顺延至次日 10:00：当日群发次数已用完');
  expect(planned.impossible[0]?.obstacle).toBe('可发时间均在停发期（演练）内，最早 9月26日 09:00');
});

test('the higher post goes first, the next slot is full, the day and the month are used up', () => {
  const posts = [on('low', { priority: 1 }), on('high', { priority: 9 })];
  expect(told(week({ posts }))).toEqual({ high: 'onTime 11-16 08:30', low: 'full 11-16 12:00' });
  const perDay = { channel: { quotas: { publish: { perDay: 1 } } }, posts: [on('x'), on('y')] };
  expect(told(week(perDay))).toEqual({ x: 'onTime 11-16 08:30', y: 'full 11-17 08:30' });
  const byHand = { act: 'publish', at: '2026-11-16T07:00:00+08:00', count: 1 };
  const used = { channel: { quotas: { publish: { perDay: 1 } }, used: [byHand] }, posts: [on('x')] };
  expect(told(week(used))).toEqual({ x: 'quotaDay 11-17 08:30' });
  const month = {
    channel: { quotas: { publish: { perMonth: 4 } }, used: [{ ...byHand, count: 4 }] },
    settings: { horizonDays: 20 },
    posts: [on('x'), on('y', { latest: '2026-11-30' })],
  };
  expect(told(week(month))).toEqual({ x: 'quotaMonth 12-01 08:30', y: '! quotaMonth 12-01 12:00' });
});

test('publishes never use up mass sends', () => {
  const quotas = { massSend: { perDay: 1 } };
  const posts = [on('p'), on('m', { act: 'massSend' }), on('n', { act: 'massSend', latest: '2026-11-16' })];
  expect(told(week({ channel: { quotas }, posts }))).toEqual({
    n: 'onTime 11-16 08:30',
    p: 'onTime 11-16 08:30',
    m: 'full 11-17 08:30',
  });
});

test('lead time, quiet hours, black-outs and gaps move a post and say so', () => {
  expect(told(week({ settings: { leadMinutes: 45 }, posts: [on('x')] }))).toEqual({ x: 'lead 11-16 12:00' });
  expect(told(week({ channel: { quietHours: [{ from: '22:00', to: '09:00' }] }, posts: [on('x')] }))).toEqual({
    x: 'quiet 11-16 12:00',
  });
  const blackouts = [{ from: '2026-11-16', to: '2026-11-16', reason: '演练' }];
  expect(told(week({ blackouts, posts: [on('x')] }))).toEqual({ x: 'blackout 11-17 08:30' });
  expect(
    told(week({ channel: { minGapMinutes: 300 }, posts: [on('x'), on('y', { earliest: '2026-11-16 09:00' })] })),
  ).toEqual({ x: 'onTime 11-16 08:30', y: 'gap 11-16 17:30' });
});

test('posts share a message where the channel takes several, and one waits for an open message', () => {
  const channel = { postsPerMessage: 2, mergeWaitHours: 4 };
  const posts = [on('x', { earliest: '2026-11-16 10:00', priority: 9 }), on('y')];
  expect(told(week({ channel, posts }))).toEqual({ x: 'onTime 11-16 12:00', y: 'merged 11-16 12:00' });
});

test('a pin stands whatever it breaks, with a warning, and uses quota; one in the past is refused', () => {
  const blackouts = [{ from: '2026-11-16', to: '2026-11-16', reason: '演练' }];
  const pins = [{ post: 'x', channel: 'a', at: '2026-11-16T09:15:00+08:00' }];
  const { placements } = answer(week({ blackouts, pins, posts: [on('x')] }));
  expect(placements[0]).toMatchObject({ code: 'pinned', at: '2026-11-16T09:15:00+08:00', warning: '注意：处于停发期' });
  expect(placements[0]?.reason).toBe('人工锁定在此时间，不作调整（注意：处于停发期）');
  const full = { channel: { quotas: { publish: { perDay: 1 } } }, pins, posts: [on('x'), on('y')] };
  expect(told(week(full))).toEqual({ x: 'pinned 11-16 09:15', y: 'quotaDay 11-17 08:30' });
  const past = [{ post: 'x', channel: 'a', at: '2026-11-16T07:00:00+08:00' }];
  expect(told(week({ pins: past, posts: [on('x')] }))).toEqual({ x: '! pinPast' });
});

test('what is announced stays, unless it no longer holds or an urgent post of higher priority needs its place', () => {
  const announced = [{ post: 'x', channel: 'a', at: '2026-11-17T12:00:00+08:00' }];
  expect(told(week({ announced, posts: [on('x'), on('y', { priority: 9 })] }))).toEqual({
    x: 'kept 11-17 12:00',
    y: 'onTime 11-16 08:30',
  });
  const blackouts = [{ from: '2026-11-17', to: '2026-11-17', reason: '演练' }];
  const moved = answer(week({ announced, blackouts, posts: [on('x', { earliest: '2026-11-17' })] })).placements[0];
  expect(moved).toMatchObject({ code: 'replanned', was: '2026-11-17T12:00:00+08:00', at: '2026-11-18T08:30:00+08:00' });
  expect(moved?.reason).toBe('原定 11-17 12:00因停发（演练），改至 11-18 08:30');
  const window = { earliest: '2026-11-17 11:00', latest: '2026-11-17 13:00' };
  const urgent = on('u', { ...window, priority: 9, urgent: true, title: '停气通知' });
  const made = answer(week({ announced, posts: [on('x'), urgent] })).placements;
  expect(made.find((p) => p.post === 'u')).toMatchObject({ at: '2026-11-17T12:00:00+08:00' });
  expect(made.find((p) => p.post === 'x')).toMatchObject({ code: 'displaced', by: 'u' });
  const calm = on('u', { ...window, priority: 9 });
  expect(told(week({ announced, posts: [on('x'), calm] }))).toMatchObject({
    x: 'kept 11-17 12:00',
    u: '! full 11-17 17:30',
  });
});

test('every obstacle has its code: channel, act, time, slots, lead, black-out, quiet hours, order, gap, room', () => {
  const posts = [
    { id: 'nobody', title: '稿件', channels: ['z'] },
    on('act', { act: 'massSend' }),
    on('past', { latest: '2026-11-16 07:00' }),
    on('slot', { earliest: '2026-11-16 09:00', latest: '2026-11-16 10:00' }),
    on('behind', { after: ['slot'] }),
    on('twin', { sameDayAs: 'slot' }),
  ];
  expect(told(week({ channel: { acts: ['publish'] }, posts }))).toEqual({
    nobody: '! noChannel',
    act: '! noAct',
    past: '! past 11-16 08:30',
    slot: '! noSlot 11-16 12:00',
    behind: '! after',
    twin: '! sameDay',
  });
  const today = { latest: '2026-11-16' };
  expect(told(week({ settings: { leadMinutes: 900 }, posts: [on('x', today)] })).x).toMatch(/^! lead/);
  expect(told(week({ channel: { quietHours: [{ from: '08:00', to: '18:00' }] }, posts: [on('x', today)] })).x).toBe(
    '! quiet',
  );
  const crowd = [on('x', { ...today, priority: 9 }), on('y', today), on('z', today), on('w', today)];
  expect(told(week({ posts: crowd })).w).toBe('! full 11-17 08:30');
  expect(
    told(week({ channel: { minGapMinutes: 600 }, posts: [on('x', { ...today, priority: 9 }), on('y', today)] })).y,
  ).toMatch(/^! gap/);
});

test('a post inherits the priority of what must follow it', () => {
  const posts = [
    on('plain', { priority: 5 }),
    on('policy', { priority: 1 }),
    on('graphic', { priority: 9, after: ['policy'] }),
  ];
  expect(told(week({ posts }))).toEqual({
    policy: 'onTime 11-16 08:30',
    graphic: 'after 11-16 12:00',
    plain: 'full 11-16 17:30',
  });
});

test('a draft needs no slot, no quota and no quiet hour', () => {
  const channel = { quotas: { draft: { perDay: 0 } }, quietHours: [{ from: '00:00', to: '23:59' }] };
  expect(told(week({ channel, settings: { leadMinutes: 5 }, posts: [on('d', { act: 'draft' })] }))).toEqual({
    d: 'lead 11-16 08:05',
  });
});

test('posts that wait for each other are refused by name before anything is planned', () => {
  const posts = [on('x', { after: ['y'] }), on('y', { sameDayAs: 'x' })];
  expect(() => answer(week({ posts }))).toThrow(/《稿件x》\(x\) → 《稿件y》\(y\) → 《稿件x》\(x\)/);
});

test('an input that is wrong is refused with the field that is wrong', () => {
  expect(() => answer(week({ posts: [on('x', { latest: '明天' })] }))).toThrow(/posts\.0\.latest/);
  expect(() => answer(week({ posts: [on('x'), on('x')] }))).toThrow(/posts\.1\.id/);
});

test('a made-up working Sunday takes the slots of working days, and a holiday by notice its own', () => {
  const slots = [
    { days: 'workingDay', times: ['09:00'] },
    { days: 'holiday', times: ['10:00'] },
    { days: 'dayOff', times: ['11:00'] },
  ];
  const input = (now: string) => ({ ...week({ channel: { slots }, posts: [on('x')] }), now });
  expect(told(input('2026-10-10T00:00:00+08:00'))).toEqual({ x: 'onTime 10-10 09:00' });
  expect(told(input('2026-10-03T00:00:00+08:00'))).toEqual({ x: 'onTime 10-03 10:00' });
  expect(told(input('2026-11-21T00:00:00+08:00'))).toEqual({ x: 'onTime 11-21 11:00' });
});

test.each(
  Object.entries(sorts),
)('random cases, %s: no rule is broken, nothing that a slow exact search places is missed, nothing announced moves', (_, sort) => {
  const counted = countCases(sort, 24, calendar, wording);
  expect(counted.broken).toEqual([]);
  expect(counted.moved).toEqual([]);
  expect(counted.compared).toBeGreaterThan(10);
  if (sort.coupling) expect(counted.missed.length).toBeLessThanOrEqual(0.01 * counted.placed);
  else expect(counted.missed).toEqual([]);
});
