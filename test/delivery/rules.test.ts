import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextQueryAt, retryDelayMs } from '../../src/delivery/rules.ts';

const HOUR = 3_600_000;
const unit = fc.double({ min: 0, max: 0.999, noNaN: true });

describe('the pause before the next try', () => {
  it('is 1, 3, 9 s and then a minute, at least a minute for a busy platform', () => {
    expect([0, 1, 2, 3, 4].map((n) => retryDelayMs(n, 0, false, 0.5))).toEqual([1000, 3000, 9000, 60_000, 60_000]);
    expect(retryDelayMs(0, 0, true, 0.5)).toBe(60_000);
    expect(retryDelayMs(0, 0, false, 0)).toBe(800);
  });

  it('is never shorter than the platform asked for, and longer by five minutes at most', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.integer({ min: 1, max: 24 * HOUR }), fc.boolean(), unit, (refusals, asked, busy, r) => {
        const wait = retryDelayMs(refusals, asked, busy, r);
        expect(wait).toBeGreaterThanOrEqual(asked);
        expect(wait).toBeLessThanOrEqual(Math.max(asked + 300_000, 72_000));
      }),
    );
  });
});

describe('the next query when none is left today', () => {
  it('comes within five minutes after midnight, spread, or never once the third night is over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 * HOUR }), unit, (waited, random) => {
        const midnight = 1_000 * HOUR;
        const at = nextQueryAt(midnight, midnight - waited, random);
        if (waited > 72 * HOUR) expect(at).toBeNull();
        else expect(at).toBeGreaterThanOrEqual(midnight);
        expect(at ?? 0).toBeLessThanOrEqual(midnight + 300_000);
      }),
    );
  });
});
