import { describe, expect, test } from 'vitest';
import {
  dayOf,
  dayWords,
  dueWords,
  limitWords,
  momentWords,
  rangeWords,
  spanWords,
  spokenDates,
  timeWords,
  weekdayWords,
} from '../../../src/console/look/time-words.ts';

const beijing = (text: string) => Date.parse(`${text}+08:00`);
const now = beijing('2026-11-23T09:12:00');
/** As the domain stores a limit: the last moment of a day, or the first of the next. */
const end = (day: string) => beijing(`${day}T23:59:59.999`);

describe('days and times as console.md 7 writes them', () => {
  test('a day has no leading zero, and its year only if it is not this one', () => {
    expect(dayWords('2026-11-26', now)).toBe('11月26日');
    expect(dayWords('2027-01-06', now)).toBe('2027年1月6日');
    expect(dayWords(beijing('2026-12-31T23:59:59'), now)).toBe('12月31日');
    expect(rangeWords('2026-11-23', '2026-11-27', now)).toBe('11月23日至27日');
    expect(spokenDates('按时：2026-11-25 09:30 首个可用时段', now)).toBe('按时：11月25日 09:30 首个可用时段');
    expect(spokenDates('原定 12-02 09:30因停发，改至 12-03 09:30', now)).toBe(
      '原定 12月2日 09:30因停发，改至 12月3日 09:30',
    );
    expect(spokenDates('电话 010-12-34', now)).toBe('电话 010-12-34');
    expect(rangeWords('2026-11-23', '2026-12-06', now)).toBe('11月23日至12月6日');
    expect([weekdayWords(now), timeWords(now), dayOf(now)]).toEqual(['星期一', '09:12', '2026-11-23']);
  });

  test('today and tomorrow stand only with the time beside them', () => {
    expect(momentWords(beijing('2026-11-23T16:00:00'), now)).toBe('今天 16:00');
    expect(momentWords(beijing('2026-11-24T09:30:00'), now)).toBe('明天 09:30');
    expect(momentWords(beijing('2026-11-20T17:52:00'), now)).toBe('11月20日 17:52');
  });

  test('a limit is length plus moment, with its unit', () => {
    expect(dueWords({ dueAt: end('2026-11-26'), now, workingDaysLeft: 3 })).toBe(
      '还剩 3 个工作日（11月26日 24:00 前）',
    );
    expect(dueWords({ dueAt: end('2026-11-25'), now })).toBe('还剩 2 天（11月25日 24:00 前）');
    expect(dueWords({ dueAt: beijing('2026-11-26T00:00:00'), now })).toBe('还剩 2 天（11月25日 24:00 前）');
    expect(dueWords({ dueAt: end('2026-11-23'), now })).toBe('今天 24:00 前');
    expect(dueWords({ dueAt: beijing('2026-11-23T10:00:00'), now })).toBe('还剩 48 分钟（10:00 前）');
    expect(dueWords({ dueAt: beijing('2026-11-23T10:00:00'), now: now + 41_000 })).toBe('还剩 48 分钟（10:00 前）');
    expect(dueWords({ dueAt: end('2026-11-23'), now: beijing('2026-11-23T20:30:41') })).toBe(
      '还剩 3 小时 30 分（24:00 前）',
    );
    expect(dueWords({ dueAt: beijing('2026-11-23T12:32:00'), now })).toBe('还剩 3 小时 20 分（12:32 前）');
    expect(dueWords({ dueAt: end('2026-11-25'), now, short: true })).toBe('还剩 2 天');
    expect(limitWords(end('2026-11-25'), now)).toBe('11月25日 24:00 前');
  });

  test('over it says by how much and since when; a year without a notice is provisional', () => {
    expect(dueWords({ dueAt: end('2026-11-21'), now })).toBe('超期 2 天（11月21日 24:00 止）');
    expect(dueWords({ dueAt: beijing('2026-11-23T08:40:00'), now })).toBe('超期 32 分钟（08:40 止）');
    expect(dueWords({ dueAt: end('2027-01-06'), now, provisional: true })).toBe('暂定 2027年1月6日 24:00 前');
    expect(spanWords(15 * 3_600_000)).toBe('15 小时');
  });
});
