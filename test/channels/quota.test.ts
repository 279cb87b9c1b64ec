import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeUnits, nextPeriodAt, periodOf } from '../../src/channels/quota.ts';

const at = (text: string) => Date.parse(text);

describe('the periods of a quota', () => {
  it.each([
    ['day', '2026-11-20T23:59:59+08:00', '2026-11-20', '2026-11-21T00:00:00+08:00'],
    ['day', '2026-11-20T16:00:00Z', '2026-11-21', '2026-11-22T00:00:00+08:00'],
    ['month', '2026-11-30T23:59:59+08:00', '2026-11', '2026-12-01T00:00:00+08:00'],
    ['month', '2026-12-31T16:00:00Z', '2027-01', '2027-02-01T00:00:00+08:00'],
    ['month', '2026-12-15T09:00:00+08:00', '2026-12', '2027-01-01T00:00:00+08:00'],
    ['minute', '2026-11-20T09:05:59.999+08:00', '2026-11-20T09:05', '2026-11-20T09:06:00+08:00'],
  ] as const)('of kind %s at %s are %s and end at %s, Beijing time', (kind, moment, name, end) => {
    expect(periodOf(kind, at(moment))).toBe(name);
    expect(nextPeriodAt(kind, at(moment))).toBe(at(end));
  });

  it('follow each other without a gap', () => {
    const moment = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });
    fc.assert(
      fc.property(moment, fc.constantFrom('day' as const, 'month' as const, 'minute' as const), (now, kind) => {
        const next = nextPeriodAt(kind, now);
        expect(next).toBeGreaterThan(now);
        expect(periodOf(kind, next - 1)).toBe(periodOf(kind, now));
        expect(periodOf(kind, next)).not.toBe(periodOf(kind, now));
      }),
    );
  });

  it('W-1 counts sends by hand and never goes below nothing', () => {
    expect(freeUnits({ period: 'month', limit: 4 }, { held: 2, byHand: 1 })).toBe(1);
    expect(freeUnits({ period: 'day', limit: 1 }, { held: 1, byHand: 1 })).toBe(0);
  });
});
