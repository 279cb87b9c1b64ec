import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beijingDay,
  endOfDay,
  isoBeijing,
  parseBeijing,
  plusDays,
  startOfDay,
} from '../../src/calendar/beijing-time.ts';

describe('Beijing time', () => {
  it('a moment late in the evening of UTC is the next day in Beijing', () => {
    expect(beijingDay(Date.parse('2026-09-17T16:30:00Z'))).toBe('2026-09-18');
    expect(beijingDay(Date.parse('2026-09-17T15:59:59Z'))).toBe('2026-09-17');
  });

  it('a day ends at 23:59:59 in Beijing', () => {
    expect(isoBeijing(endOfDay('2026-12-10'))).toBe('2026-12-10T23:59:59+08:00');
  });

  it('text without an offset is Beijing time', () => {
    expect(parseBeijing('2026-11-25 09:00')).toBe(Date.parse('2026-11-25T01:00:00Z'));
    expect(parseBeijing('2026-11-25T01:00:00Z')).toBe(Date.parse('2026-11-25T01:00:00Z'));
    expect(parseBeijing('2026-11-25')).toBe(startOfDay('2026-11-25'));
  });

  it.each(['2026-13-01', '2026-02-30', '2026-11-25 25:00', 'tomorrow', '', '2026/11/25'])('%j is no moment', (text) => {
    expect(parseBeijing(text)).toBeNull();
  });

  it('adding days and taking them away again leads back', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((n) => plusDays('1990-01-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, n) => plusDays(plusDays(from, n), -n) === from),
    );
  });

  it('what was printed is read again', () => {
    const second = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(fc.property(second, (s) => parseBeijing(isoBeijing(s * 1000)) === s * 1000));
  });
});
