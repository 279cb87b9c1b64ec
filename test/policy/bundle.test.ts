import { describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import { interpretationClock, interpretationRules, interpretationStates } from '../../src/policy/bundle.ts';

const calendar = buildCalendar();
const rules = interpretationRules(defaultSettings.policy);
const clock = (interpretedOn: string | null, today: string, publishedOn = '2026-11-20') =>
  interpretationClock(calendar, publishedOn, interpretedOn, today, rules);

describe('the interpretation clock of a policy', () => {
  it('I-02 interpretation is late after 3 working days', () => {
    expect(clock(null, '2026-11-20')).toMatchObject({
      dueOn: '2026-11-25',
      lateFrom: '2026-11-26',
      warnOn: ['2026-11-23', '2026-11-24'],
      provisional: false,
    });
    const days = ['2026-11-20', '2026-11-21', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'];
    expect(days.map((today) => clock(null, today).state)).toEqual([...Array(5).fill('missing'), 'late']);
    expect(days.filter((today) => clock(null, today).warn)).toEqual(['2026-11-23', '2026-11-24']);
  });

  it.each([
    ['2026-11-19', 'together'],
    ['2026-11-20', 'together'],
    ['2026-11-21', 'within'],
    ['2026-11-25', 'within'],
    ['2026-11-26', 'late'],
  ])('an interpretation of %s is %s, whenever one looks', (interpretedOn, state) => {
    for (const today of ['2026-11-26', '2026-12-31']) {
      expect(clock(interpretedOn, today)).toMatchObject({ state, warn: false });
    }
  });

  it('an interpretation that is not out yet does not count', () => {
    expect(clock('2026-11-24', '2026-11-23').state).toBe('missing');
  });

  it('counts a make-up Sunday: published 2026-09-18 it is due 2026-09-22', () => {
    expect(clock(null, '2026-09-18', '2026-09-18').dueOn).toBe('2026-09-22');
  });

  it('has a Chinese name for each state', () => {
    expect(Object.values(interpretationStates)).toEqual(['同步', '按期', '逾期', '缺']);
  });
});
