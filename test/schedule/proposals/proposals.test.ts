import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCalendar } from '../../../src/calendar/build-calendar.ts';
import type { CadenceRule } from '../../../src/config/cadence.ts';
import { defaultSettings } from '../../../src/config/settings.ts';
import type { ClockReading } from '../../../src/schedule/cadence/clock-reading.ts';
import { type Candidate, refOf, refText } from '../../../src/schedule/proposals/candidate.ts';
import { type Asked, channelGap } from '../../../src/schedule/proposals/channel-gap.ts';
import { openCandidates, plainTitle } from '../../../src/schedule/proposals/open-candidates.ts';
import { gapText, readProposalWording, reasonText } from '../../../src/schedule/proposals/proposal-wording.ts';
import { rankCandidates, type Surroundings } from '../../../src/schedule/proposals/rank-candidates.ts';

const calendar = buildCalendar();
const settings = defaultSettings.proposals;
const wording = readProposalWording('content');
const at = (day: string) => Date.parse(`${day}T09:00:00+08:00`);
const due = (day: string) => Date.parse(`${day}T23:59:59+08:00`);
const rule = (more: object = {}): CadenceRule => ({
  ...{ id: 'V-2', kind: 'within', days: 14, unit: 'day' },
  counts: { acts: ['publish', 'massSend'], reposts: true, ...more },
});
const reading = (more: Partial<ClockReading> & { breachAt?: number | null }) => ({
  ...{ rule: 'V-2', lastUpdateAt: at('2026-09-18'), dueAt: due('2026-10-02'), left: 4, unit: 'day' as const },
  ...{ state: 'orange' as const, provisional: false, breachAt: due('2026-10-02') },
  ...more,
});
const asked = (clocks: Asked['clocks'], more: Partial<Asked> = {}): Asked => ({
  ...{ clocks, rules: [rule()], plannedActs: [], now: at('2026-09-28') },
  ...more,
});

describe('which clock asks', () => {
  const gap = (clocks: Asked['clocks'], more: Partial<Asked> = {}) =>
    channelGap(calendar, settings, asked(clocks, more));

  test('a clock from yellow on with nothing planned before its due moment; a green one does not', () => {
    for (const state of ['yellow', 'orange', 'red', 'breached'] as const) {
      expect(gap([reading({ state })])?.clock.state).toBe(state);
    }
    const far = { dueAt: due('2026-11-20'), breachAt: due('2026-11-20') };
    expect(gap([reading({ state: 'green', ...far })])).toBeNull();
    expect(gap([reading({ state: 'paused', dueAt: null })])).toBeNull();
  });

  test('what is planned in time ends it, what comes too late does not', () => {
    expect(gap([reading({ breachAt: due('2026-10-16') })])).toBeNull();
    expect(gap([reading({ breachAt: null })])).toBeNull();
    expect(gap([reading({ breachAt: due('2026-10-02') })], { plannedActs: ['publish'] })).not.toBeNull();
  });

  test('a breached clock, and one that knows of no update, ask until anything that counts is planned', () => {
    for (const state of [{ state: 'breached' as const }, { state: 'red' as const, dueAt: null, left: null }]) {
      expect(gap([reading(state)], { plannedActs: ['draft'] })).not.toBeNull();
      expect(gap([reading(state)], { plannedActs: ['massSend'] })).toBeNull();
    }
  });

  test('a figure that is reached asks for nothing; the setting says from which level on', () => {
    expect(gap([reading({ missing: 0 })])).toBeNull();
    expect(
      channelGap(
        calendar,
        { ...settings, from: 'red' },
        asked([reading({ state: 'orange', dueAt: due('2026-09-30'), breachAt: due('2026-09-30') })]),
      ),
    ).toBeNull();
  });

  test('of several the tightest that nothing carries on', () => {
    const other = { ...rule(), id: 'M-07' };
    const clocks = [
      reading({ breachAt: null }),
      reading({ rule: 'M-07', dueAt: due('2026-10-14'), breachAt: due('2026-10-14') }),
    ];
    expect(gap(clocks, { rules: [rule(), other] })?.rule.id).toBe('M-07');
  });

  const green = (day: string) => [reading({ state: 'green', left: 9, dueAt: due(day), breachAt: due(day) })];
  test.each([
    ['in the holiday', '2026-10-05', '2026-09-23', true],
    ['on the first working day after it', '2026-10-08', '2026-09-23', true],
    ['on the second', '2026-10-09', '2026-09-23', false],
    ['before it', '2026-09-29', '2026-09-23', false],
    ['in the holiday, longer before it than the setting', '2026-10-05', '2026-09-15', false],
  ])('c.4 a green clock due %s asks before the National Day: %s seen on %s: %s', (_, day, today, asks) => {
    const found = gap(green(day), { now: at(today) });
    expect(found !== null).toBe(asks);
    if (found) expect(found.holiday).toMatchObject({ name: '国庆节', firstOn: '2026-10-01', lastOn: '2026-10-07' });
  });

  test('c.4 the Spring Festival is looked after as well, an ordinary long weekend is not', () => {
    expect(gap(green('2026-02-20'), { now: at('2026-02-09') })?.holiday?.name).toBe('春节');
    expect(gap(green('2026-05-03'), { now: at('2026-04-27') })).toBeNull();
  });
});

const item = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  ref: { subjectKind: 'item', subjectId: id },
  ...{
    sort: 'item',
    title: `信息${id}`,
    post: null,
    kind: 'news',
    job: 'publish',
    label: '工作动态',
    at: at('2026-09-27'),
  },
  ...more,
});
const around: Surroundings = { now: at('2026-09-28'), seasons: [], elsewhere: new Map(), blocking: new Map() };
const gapNow = (state: ClockReading['state'] = 'orange', more: object = {}) => ({
  ...{ clock: reading({ state }), rule: rule(more), holiday: null },
});
const order = (candidates: Candidate[], state?: ClockReading['state'], surroundings = around) =>
  rankCandidates(gapNow(state), candidates, surroundings).map(({ candidate }) => candidate.ref.subjectId);

describe('the order', () => {
  const complete = item('complete', { sort: 'bundle', kind: 'policy', bundle: { forms: ['图解'], complete: true } });
  const arrived = item('arrived', { sort: 'bundle', kind: 'policy', bundle: { forms: ['文字解读'], complete: false } });
  const approved = item('approved', { sort: 'post', post: { id: 'p1', state: 'approved' } });
  const draft = item('draft', { sort: 'post', post: { id: 'p2', state: 'draft' } });

  test('a policy with all it needs, one with an interpretation, what is signed, a policy, a notice, news, an old one', () => {
    const policy = item('policy', { kind: 'policy' });
    const old = item('old', { kind: 'policy', at: at('2026-09-02') });
    const all = [old, item('news'), draft, item('notice', { kind: 'notice' }), policy, approved, arrived, complete];
    const right = ['complete', 'arrived', 'approved', 'policy', 'draft', 'notice', 'news', 'old'];
    expect(order(all, 'yellow')).toEqual(right);
    expect(order([...all].reverse(), 'yellow')).toEqual(right);
  });

  test('near the end what is signed already goes before what has to be signed', () => {
    expect(order([complete, approved], 'red')).toEqual(['approved', 'complete']);
  });

  test('newer first, then by id; what blocks goes to the back', () => {
    expect(order([item('b'), item('a'), item('c', { at: at('2026-09-27') + 1 })])).toEqual(['c', 'a', 'b']);
    const blocking = new Map([[refText(approved.ref), 2]]);
    expect(order([approved, item('news')], 'red', { ...around, blocking })).toEqual(['news', 'approved']);
  });

  test('a rule that counts no reposts is not helped by one', () => {
    const repost = item('repost', { kind: 'repost' });
    const shown = (more: object) => rankCandidates(gapNow('orange', more), [repost], around).length;
    expect([shown({}), shown({ reposts: false }), shown({ original: true })]).toEqual([1, 0, 0]);
  });

  test('the reasons are whole sentences in Chinese', () => {
    const key = item('k', {
      sort: 'bundle',
      label: '重点领域政策',
      bundle: { forms: ['图解', '简明问答'], complete: true },
    });
    const [first] = rankCandidates(gapNow(), [key], { ...around, elsewhere: new Map([['item:k', ['示例发布']]]) });
    const said = first?.reasons.map((reason) => reasonText(wording, reason)) ?? [];
    expect(gapText(wording, gapNow(), '更新时限')).toBe('更新时限，10月2日到期，还剩 4 天，无排期');
    expect(said).toEqual(['本条为重点领域政策，解读已到齐（图解、简明问答）', '已在示例发布安排']);
    const holiday = { name: '国庆节', firstOn: '2026-10-01', lastOn: '2026-10-07' };
    expect(gapText(wording, { ...gapNow(), holiday }, '更新时限')).toContain('正赶上国庆节放假（10月1日至10月7日）');
    const unknown = { ...gapNow(), clock: reading({ dueAt: null, left: null, state: 'red' }) };
    expect(gapText(wording, unknown, '更新时限')).toBe('更新时限，没有任何更新记录，无排期');
  });

  test('never loses or doubles one, and never depends on the order in which they come', () => {
    const any = fc.record({
      sort: fc.constantFrom<Candidate['sort']>('bundle', 'item', 'post'),
      kind: fc.constantFrom<Candidate['kind']>('policy', 'news', 'notice'),
      days: fc.integer({ min: 0, max: 40 }),
      state: fc.constantFrom('approved', 'draft', 'returned', null),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), fc.nat(), (list, turn) => {
        const candidates = list.map(({ sort, kind, days, state }, i) =>
          item(`i${i}`, {
            ...{ sort, kind, at: at('2026-09-28') - days * 86_400_000 },
            post: state === null ? null : { id: `p${i}`, state: state as 'draft' },
          }),
        );
        const there = candidates
          .slice(turn % (list.length || 1))
          .concat(candidates.slice(0, turn % (list.length || 1)));
        expect(order(there)).toEqual(order(candidates));
        expect(order(candidates).sort()).toEqual(candidates.map(({ ref }) => ref.subjectId).sort());
      }),
    );
  });
});

describe('what may be proposed', () => {
  const season: Candidate = item('heating:2026', {
    ref: { subjectKind: 'season', subjectId: 'heating:2026' },
    sort: 'season',
    season: {
      season: {
        ...{ id: 'heating', name: '供暖季', on: { solar: '11-15' }, leadDays: 15, lastsDays: 30, text: 'a.md' },
        ...{ channels: ['sub'], words: ['供暖'], textFile: 'a.md' },
      },
      ...{ year: 2026, on: '2026-11-15', until: '2026-12-15' },
    },
  });
  const nothing = {
    channel: 'sub',
    carried: new Set<string>(),
    decided: new Set<string>(),
    titles: new Map<string, number>(),
  };
  const open = (more: Partial<typeof nothing>, ...candidates: Candidate[]) =>
    openCandidates(candidates, { ...nothing, ...more }).length;

  test('nothing that is placed, sent, refused or seen there under its title, by hand too', () => {
    const posted = item('a', { post: { id: 'p', state: 'draft' } });
    expect(open({}, posted)).toBe(1);
    expect(open({ carried: new Set(['p']) }, posted)).toBe(0);
    expect(open({ decided: new Set(['item:a']) }, posted)).toBe(0);
    expect(open({ titles: new Map([[plainTitle('“信息 a”'), 1]]) }, posted)).toBe(0);
  });

  test('a season for its own accounts, until something with its words went out in it', () => {
    expect(open({}, season)).toBe(1);
    expect(open({ channel: 'service' }, season)).toBe(0);
    expect(open({ titles: new Map([['冬季供暖报修指南', at('2026-11-10')]]) }, season)).toBe(0);
    expect(open({ titles: new Map([['冬季供暖报修指南', at('2026-10-10')]]) }, season)).toBe(1);
  });

  test('ids are read as they are written', () => {
    for (const id of ['item:01J', 'season:heating:2026', 'bundle:b', 'post:p']) {
      const ref = refOf(id);
      expect(ref && refText(ref)).toBe(id);
    }
    expect([refOf('file:x'), refOf('item:'), refOf('item')]).toEqual([null, null, null]);
  });
});
