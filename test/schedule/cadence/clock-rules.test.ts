import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beijingDay, endOfDay, isoBeijing } from '../../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../../src/calendar/build-calendar.ts';
import { cadenceRuleSchema, cadenceSchema, rulesFor } from '../../../src/config/cadence.ts';
import { parseYaml, readYaml } from '../../../src/config/read-yaml.ts';
import type { ChannelHistory, UpdateEvent } from '../../../src/schedule/cadence/channel-history.ts';
import { missedDues } from '../../../src/schedule/cadence/missed-dues.ts';
import { runClock, tightest } from '../../../src/schedule/cadence/run-clock.ts';

const calendar = buildCalendar();
const { value: cadence } = readYaml('config/cadence.yaml', cadenceSchema);
const account = { id: 'sub', kind: 'wechat-subscription', role: 'ordinary' };
const at = (moment: string) => Date.parse(`${moment}+08:00`);
const update = (moment: string, more: Partial<UpdateEvent> = {}): UpdateEvent => ({
  at: at(moment),
  act: 'publish',
  original: true,
  repost: false,
  linkOk: true,
  deletedAt: null,
  ...more,
});
const history = (events: UpdateEvent[], more: Partial<ChannelHistory> = {}): ChannelHistory => ({
  openedOn: null,
  addedOn: null,
  closedOn: null,
  pauses: [],
  triggers: [],
  events,
  ...more,
});
const ruleOf = (id: string) => {
  const rule = rulesFor(cadence, { ...account, role: 'main' }).find((r) => r.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
};
const read = (id: string, h: ChannelHistory, now: string) => runClock(calendar, ruleOf(id), h, at(now));

describe('the rules of config/cadence.yaml', () => {
  it('M-07 account is updated within 14 working days', () => {
    const silent = history([update('2026-09-18T10:00:00')]);
    const due = at('2026-10-14T23:59:59');
    expect(read('M-07', silent, '2026-10-14T23:59:59')).toMatchObject({ dueAt: due, state: 'red', left: 0 });
    expect(read('M-07', silent, '2026-10-15T00:00:00')).toMatchObject({ dueAt: due, state: 'breached', left: -1 });
    expect(cadence.rules.find((r) => r.rule.id === 'M-07')?.source).toContain('第35、36行');
    const text =
      'rules:\n  - {name: a, source: b, rule: {id: M-07, kind: within, days: 10, unit: working-day}, binds: {}}';
    const [shorter] = rulesFor(parseYaml('x', text, cadenceSchema).value, account);
    expect(isoBeijing(runClock(calendar, shorter!, silent, at('2026-09-30T10:00:00')).dueAt ?? 0)).toContain(
      '2026-10-09',
    );
  });

  it('V-2 account silent for 2 weeks is breached', () => {
    const silent = history([update('2026-11-20T10:00:00', { repost: true, original: false })]);
    const states = ['26', '27', '29', '30'].map((d) => read('V-2', silent, `2026-11-${d}T09:00:00`).state);
    expect(states).toEqual(['green', 'yellow', 'yellow', 'orange']);
    expect(read('V-2', silent, '2026-12-02T09:00:00').state).toBe('red');
    expect(read('V-2', silent, '2026-12-04T23:59:00')).toMatchObject({
      dueAt: at('2026-12-04T23:59:59'),
      state: 'red',
    });
    expect(read('V-2', silent, '2026-12-05T00:00:00').state).toBe('breached');
  });

  it('X-03 both clocks run on one account and the earlier due is shown', () => {
    const h = history([update('2026-09-18T10:00:00')]);
    const readings = rulesFor(cadence, account).map((rule) => runClock(calendar, rule, h, at('2026-10-03T12:00:00')));
    expect(readings.map((r) => [r.rule, r.state, beijingDay(r.dueAt ?? 0)])).toEqual([
      ['V-2', 'breached', '2026-10-02'],
      ['M-07', 'yellow', '2026-10-14'],
    ]);
    expect(tightest(readings)?.rule).toBe('V-2');
  });

  it('bind by role and kind, and a robot not at all', () => {
    expect(rulesFor(cadence, { ...account, role: 'main' }).map((r) => r.id)).toEqual(['V-2', 'M-07', 'week-3']);
    expect(rulesFor(cadence, { id: 'r', kind: 'wecom-robot', role: 'ordinary' })).toEqual([]);
  });

  it('refuse what cannot be a rule', () => {
    const refused = (rule: object) => cadenceRuleSchema.safeParse({ id: 'x', ...rule }).success;
    expect(refused({ kind: 'within', days: 0, unit: 'day' })).toBe(false);
    expect(refused({ kind: 'within', days: 14, unit: 'weeks' })).toBe(false);
    expect(refused({ kind: 'by', per: 'month' })).toBe(false);
    expect(refused({ kind: 'by', per: 'month', day: 3, workingDay: 3 })).toBe(false);
    expect(refused({ kind: 'within', days: 14, unit: 'day', dayz: 1 })).toBe(false);
  });
});

describe('columns', () => {
  const formed = (moment: string) => history([], { triggers: [{ at: at(moment), doneAt: null }] });
  const realTime = (h: ChannelHistory, now: string, more: object = {}) =>
    runClock(calendar, cadenceRuleSchema.parse({ id: 'RT', kind: 'sameDay', ...more }), h, at(now));

  it('X-07 real time has a soft and a hard limit, and silence is never late', () => {
    const friday = formed('2026-11-20T16:00:00');
    expect(realTime(friday, '2026-11-20T17:00:00')).toMatchObject({ limit: 'soft', dueAt: at('2026-11-20T23:59:59') });
    expect(realTime(friday, '2026-11-21T09:00:00')).toMatchObject({ limit: 'hard', dueAt: at('2026-12-18T23:59:59') });
    expect(realTime(friday, '2026-11-21T09:00:00', { hardDays: 5 }).dueAt).toBe(at('2026-11-27T23:59:59'));
    expect(realTime(friday, '2026-11-20T17:00:00', { officeTo: '15:00' }).dueAt).toBe(at('2026-11-23T23:59:59'));
    expect(realTime(history([update('2020-01-01T10:00:00')]), '2026-11-21T09:00:00').state).toBe('green');
  });

  it('N-16 active disclosure within 20 working days', () => {
    const friday = formed('2026-11-20T16:00:00');
    expect(realTime(friday, '2026-12-18T23:59:59')).toMatchObject({ hardDueAt: at('2026-12-18T23:59:59'), left: 0 });
    expect(realTime(friday, '2026-12-19T00:00:00').state).toBe('breached');
  });

  it('C-12 quarterly column counts by calendar quarter', () => {
    const quarterly = cadenceRuleSchema.parse({ id: 'C-12', kind: 'atLeast', per: 'quarter', count: 1 });
    const missed = (moment: string) =>
      missedDues(calendar, quarterly, history([update(moment)]), at('2026-10-01T00:00:00'), at('2027-01-01T00:00:00'));
    expect(missed('2026-09-30T23:59:00').map((m) => m.dueAt)).toEqual([at('2026-12-31T23:59:59')]);
    expect(missed('2026-10-01T00:00:00')).toEqual([]);
  });
});

describe('clocks in odd situations', () => {
  it('a channel nobody knows anything of is red and asks for no day', () => {
    expect(read('V-2', history([]), '2026-11-20T10:00:00')).toMatchObject({ state: 'red', dueAt: null, left: null });
    const added = history([], { addedOn: '2026-11-10' });
    expect(read('V-2', added, '2026-11-20T10:00:00')).toMatchObject({ startedBy: 'added', left: 4 });
  });

  it('closed is paused for ever from the closing day', () => {
    const closing = history([update('2026-11-02T10:00:00')], { closedOn: '2026-11-15' });
    expect(read('V-2', closing, '2026-11-14T10:00:00').state).toBe('red');
    expect(read('V-2', closing, '2026-11-15T00:00:00').state).toBe('paused');
    expect(read('week-3', closing, '2027-03-01T10:00:00').state).toBe('paused');
  });

  it('a late update ends the breach of a rule with a day, and the next one is not due before its month', () => {
    const rule = cadenceRuleSchema.parse({
      id: 'by',
      kind: 'by',
      per: 'quarter',
      day: 15,
      following: true,
      whenOff: 'later',
    });
    const clock = (events: UpdateEvent[], now: string) => runClock(calendar, rule, history(events), at(now));
    const before = [update('2026-09-28T10:00:00')];
    expect(clock(before, '2026-11-20T10:00:00')).toMatchObject({ state: 'breached', periodStart: '2026-07-01' });
    const late = clock([...before, update('2026-11-19T10:00:00')], '2026-11-20T10:00:00');
    expect(late).toMatchObject({ state: 'green', periodStart: '2026-10-01', dueAt: at('2027-01-15T23:59:59') });
  });

  it('never says breached before the due moment nor anything else after it', () => {
    const dayAfter = fc.integer({ min: 0, max: 700 }).map((n) => at('2025-01-01T08:00:00') + n * 86_400_000);
    fc.assert(
      fc.property(fc.array(dayAfter, { minLength: 1, maxLength: 8 }), dayAfter, (moments, now) => {
        const h = history(moments.map((m) => update('2025-01-01T00:00:00', { at: m })));
        for (const id of ['V-2', 'M-07']) {
          const reading = runClock(calendar, ruleOf(id), h, now);
          if (reading.dueAt === null) continue;
          expect(reading.state === 'breached').toBe(now > reading.dueAt);
          expect((reading.left ?? 0) < 0).toBe(now > reading.dueAt);
          expect(reading.dueAt).toBe(endOfDay(beijingDay(reading.dueAt)));
        }
      }),
    );
  });
});

describe('missed due moments', () => {
  it('are found although an update came before anybody looked', () => {
    const h = history([update('2026-11-01T10:00:00'), update('2026-11-18T10:00:00')]);
    const missed = missedDues(calendar, ruleOf('V-2'), h, at('2026-10-20T00:00:00'), at('2026-11-20T10:00:00'));
    expect(missed).toEqual([
      { rule: 'V-2', dueAt: at('2026-11-15T23:59:59'), byDeletion: false, lastUpdateAt: at('2026-11-01T10:00:00') },
    ]);
  });

  it('say that a removal was the cause', () => {
    const gone = update('2026-11-12T10:00:00', { deletedAt: at('2026-11-19T09:00:00') });
    const h = history([update('2026-11-02T10:00:00'), gone]);
    const missed = missedDues(calendar, ruleOf('V-2'), h, at('2026-10-20T00:00:00'), at('2026-11-20T10:00:00'));
    expect(missed).toMatchObject([{ dueAt: at('2026-11-16T23:59:59'), byDeletion: true }]);
  });

  it('of a weekly figure are the weeks that ended unmet', () => {
    const h = history([1, 2, 3, 9, 17, 18].map((d) => update(`2026-11-${String(d + 1).padStart(2, '0')}T10:00:00`)));
    const missed = missedDues(calendar, ruleOf('week-3'), h, at('2026-11-02T00:00:00'), at('2026-11-23T00:00:00'));
    expect(missed.map((m) => beijingDay(m.dueAt))).toEqual(['2026-11-15', '2026-11-22']);
  });
});
