import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { isWorkingDay, nextWorkingDay, previousWorkingDay, workingDaysBetween } from '../../src/calendar/calendar.ts';
import { dueDate, dueDay, unitsBetween } from '../../src/calendar/due-date.ts';
import { calendarDaysSchema, calendarYear } from '../../src/config/calendar.ts';
import { limitSchema } from '../../src/config/limit.ts';

const calendar = buildCalendar();
const due = (from: string, n: number) => dueDay(calendar, { from, n, unit: 'working-day' }).date;

describe('counting working days', () => {
  it('c.1-1 the day of the event is day 0 and the next working day is day 1', () => {
    expect(due('2026-11-20', 1)).toBe('2026-11-23');
    expect(due('2026-09-26', 1)).toBe('2026-09-28');
  });

  it('c.1-2 make-up Saturday is a working day and a weekday off by notice is none', () => {
    expect(isWorkingDay(calendar, '2026-10-10')).toBe(true);
    expect(isWorkingDay(calendar, '2026-09-20')).toBe(true);
    expect(isWorkingDay(calendar, '2026-09-19')).toBe(false);
    expect(isWorkingDay(calendar, '2026-10-06')).toBe(false);
    expect(nextWorkingDay(calendar, '2026-10-09')).toBe('2026-10-10');
    expect(previousWorkingDay(calendar, '2026-10-08')).toBe('2026-09-30');
  });

  it('c.1-5 a limit in 天 runs through days off', () => {
    expect(dueDate(calendar, { from: '2026-09-30', n: 7, unit: 'day' })).toEqual({
      date: '2026-10-07',
      provisional: false,
      startOn: '2026-09-30',
      skipped: [],
      madeUp: [],
    });
  });

  it('X-08 unit of a limit is a setting and calendar days are the default', () => {
    const limitOf = (setting: unknown) => limitSchema.parse(setting);
    const ends = (setting: unknown) => {
      const { days, unit } = limitOf(setting);
      return dueDay(calendar, { from: '2026-11-20', n: days, unit }).date;
    };
    expect(limitOf({ days: 3, source: 'Q-13' })).toEqual({ days: 3, unit: 'day', source: 'Q-13' });
    expect(ends({ days: 3, source: 'Q-13' })).toBe('2026-11-23');
    expect(ends({ days: 3, unit: 'working-day', source: 'Q-13' })).toBe('2026-11-25');
  });

  it.each([
    [
      '2026-09-18',
      [
        [3, '2026-09-22'],
        [7, '2026-09-29'],
        [14, '2026-10-14'],
        [20, '2026-10-22'],
      ],
    ],
    [
      '2026-02-06',
      [
        [14, '2026-03-04'],
        [20, '2026-03-12'],
      ],
    ],
    [
      '2026-11-20',
      [
        [3, '2026-11-25'],
        [7, '2026-12-01'],
        [14, '2026-12-10'],
        [20, '2026-12-18'],
      ],
    ],
    ['2026-06-01', [[14, '2026-06-22']]],
    ['2026-12-14', [[20, '2027-01-12']]],
    ['2026-09-26', [[3, '2026-09-30']]],
  ] as const)('c.2 worked examples from %s', (from, examples) => {
    expect(examples.map(([n]) => [n, due(from, n)])).toEqual(examples);
  });

  it('c.2 fourteen working days span 17 to 27 calendar days through 2026', () => {
    const spans = [];
    for (let day = '2026-01-01'; day <= '2026-12-10'; day = plusDays(day, 1)) {
      spans.push({ day, span: unitsBetween(calendar, 'day', day, due(day, 14)) });
    }
    spans.sort((a, b) => a.span - b.span);
    expect(spans[0]?.span).toBe(17);
    expect(spans.at(-1)).toEqual({ day: '2026-09-24', span: 27 });
    expect(spans.filter((s) => s.span === 17).map((s) => s.day)).toContain('2026-02-23');
  });

  it('answers `due 2026-09-18 14` with every day off it passed over and every make-up day it counted', () => {
    const answer = dueDate(calendar, { from: '2026-09-18', n: 14, unit: 'working-day' });
    expect(answer).toMatchObject({ date: '2026-10-14', provisional: false, startOn: '2026-09-18' });
    expect(answer.skipped.map((s) => `${s.date} ${s.reason}`)).toEqual([
      '2026-09-19 星期六',
      '2026-09-25 中秋',
      '2026-09-26 中秋',
      '2026-09-27 中秋',
      ...[1, 2, 3, 4, 5, 6, 7].map((d) => `2026-10-0${d} 国庆节`),
      '2026-10-11 星期日',
    ]);
    expect(answer.madeUp).toEqual([
      { date: '2026-09-20', reason: '调休上班（国庆节）' },
      { date: '2026-10-10', reason: '调休上班（国庆节）' },
    ]);
  });

  it('moves day 0 when the event fell after office hours or on a day off', () => {
    const late = (from: string, unit: 'working-day' | 'day') =>
      dueDate(calendar, { from, n: 3, unit, afterHours: true });
    expect(late('2026-11-20', 'working-day')).toMatchObject({ startOn: '2026-11-23', date: '2026-11-26' });
    expect(late('2026-09-26', 'working-day')).toMatchObject({ startOn: '2026-09-28', date: '2026-10-08' });
    expect(late('2026-11-20', 'day')).toMatchObject({ startOn: '2026-11-21', date: '2026-11-24' });
  });

  it('counts back with a negative number and says what it passed over', () => {
    expect(dueDate(calendar, { from: '2026-10-09', n: -2, unit: 'working-day' })).toMatchObject({ date: '2026-09-30' });
    expect(dueDate(calendar, { from: '2026-10-09', n: -2, unit: 'working-day' }).skipped).toHaveLength(7);
    expect(dueDay(calendar, { from: '2026-09-22', n: -3, unit: 'working-day' }).date).toBe('2026-09-18');
  });

  it('refuses what is no day and what it does not reach, with a remedy', () => {
    for (const from of ['2026-02-30', '2003-12-31', '2101-01-01', 'today', '2026-2-3']) {
      expect(() => due(from, 1), from).toThrow(/is not a day between 2004-01-01 and 2100-12-31/);
    }
    expect(() => due('2100-12-30', 5)).toThrow(/is not a day between/);
  });
});

describe('years that are not announced', () => {
  it('c.3 a due date that touches one is provisional and counts its statutory holidays', () => {
    const answer = dueDate(calendar, { from: '2026-12-14', n: 20, unit: 'working-day' });
    expect(answer).toMatchObject({ date: '2027-01-12', provisional: true });
    expect(answer.skipped).toContainEqual({ date: '2027-01-01', reason: '元旦' });
    expect(dueDay(calendar, { from: '2026-12-11', n: 14, unit: 'working-day' })).toEqual({
      date: '2026-12-31',
      provisional: false,
    });
    expect(dueDay(calendar, { from: '2027-01-04', n: -1, unit: 'working-day' }).provisional).toBe(true);
  });

  it('c.3 2027 has the 13 statutory holidays of the 2024 revision, the lunar ones included', () => {
    const off = calendar.offDays.filter((d) => d.date.startsWith('2027') && !d.reason.startsWith('星期'));
    expect(off.map((d) => `${d.date.slice(5)} ${d.reason}`)).toEqual([
      '01-01 元旦',
      '02-05 春节',
      '02-06 春节',
      '02-07 春节',
      '02-08 春节',
      '04-05 清明节',
      '05-01 劳动节',
      '05-02 劳动节',
      '06-09 端午节',
      '09-15 中秋节',
      '10-01 国庆节',
      '10-02 国庆节',
      '10-03 国庆节',
    ]);
  });

  it('c.3 an announced year replaces the computed one, changes the version and ends the provision', () => {
    const days = calendarDaysSchema.parse({ off: ['01-01..01-03'], work: [{ name: '元旦', days: '01-09' }] });
    const announced = buildCalendar([calendarYear(2027, days, 'a notice')]);
    expect(announced.version).not.toBe(calendar.version);
    expect(buildCalendar().version).toBe(calendar.version);
    expect(dueDay(announced, { from: '2026-12-14', n: 20, unit: 'working-day' })).toEqual({
      date: '2027-01-11',
      provisional: false,
    });
  });

  it('c.3 knows the years that were amended after their release', () => {
    expect(isWorkingDay(calendar, '2020-01-31')).toBe(false);
    expect(isWorkingDay(calendar, '2019-05-02')).toBe(false);
    expect(isWorkingDay(calendar, '2015-09-03')).toBe(false);
  });
});

describe('every due date', () => {
  const day = fc.integer({ min: 0, max: 35_000 }).map((n) => plusDays('2004-02-01', n));
  const count = fc.integer({ min: 1, max: 200 });

  it('is a working day, has exactly that many working days before it, and is found again by counting back', () => {
    fc.assert(
      fc.property(day, count, (from, n) => {
        const { date } = dueDay(calendar, { from, n, unit: 'working-day' });
        expect(isWorkingDay(calendar, date)).toBe(true);
        expect(workingDaysBetween(calendar, from, date)).toBe(n);
        const back = dueDay(calendar, { from: date, n: -n, unit: 'working-day' }).date;
        // A day off is not counted itself: from it, counting back ends on the working day before it.
        expect(back).toBe(isWorkingDay(calendar, from) ? from : previousWorkingDay(calendar, from));
      }),
    );
  });

  it('never comes earlier when the event comes later or the limit is longer', () => {
    fc.assert(
      fc.property(day, count, fc.integer({ min: 0, max: 30 }), (from, n, more) => {
        const date = due(from, n);
        expect(due(plusDays(from, more), n) >= date).toBe(true);
        expect(due(from, n + more) >= date).toBe(true);
      }),
    );
  });

  it('equals counting day by day', () => {
    fc.assert(
      fc.property(day, count, (from, n) => {
        let date = from;
        const skipped = [];
        for (let left = n; left > 0; ) {
          date = plusDays(date, 1);
          if (isWorkingDay(calendar, date)) left -= 1;
          else skipped.push(date);
        }
        const answer = dueDate(calendar, { from, n, unit: 'working-day' });
        expect(answer.date).toBe(date);
        expect(answer.skipped.map((s) => s.date)).toEqual(skipped);
      }),
      { numRuns: 60 },
    );
  });
});
