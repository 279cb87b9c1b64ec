import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lateCause, ON_TIME_MS, timingOf } from '../../src/delivery/timing.ts';

const DUE = Date.parse('2026-11-20T09:00:00+08:00');
const HOUR = 3_600_000;
const moment = fc.integer({ min: DUE - 48 * HOUR, max: DUE + 48 * HOUR });

describe('early, on time, late and missed', () => {
  it.each([
    ['early', -1],
    ['on-time', 0],
    ['on-time', ON_TIME_MS],
    ['late', ON_TIME_MS + 1],
    ['late', 2 * HOUR],
    ['missed', 2 * HOUR + 1],
  ])('%s at %i ms of the due moment, with two hours of lateness', (timing, off) => {
    expect(timingOf(DUE, DUE + off, 2 * HOUR)).toBe(timing);
  });

  it('an account without lateness knows no late: from the next millisecond on it is missed', () => {
    expect([0, 1].map((off) => timingOf(DUE, DUE + off, 0))).toEqual(['on-time', 'missed']);
  });

  it('goes on only forwards, and is early exactly before the due moment', () => {
    const order = ['early', 'on-time', 'late', 'missed'];
    fc.assert(
      fc.property(moment, moment, fc.nat(4 * HOUR), (a, b, lateness) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)].map((at) => timingOf(DUE, at, lateness));
        expect(order.indexOf(second ?? '')).toBeGreaterThanOrEqual(order.indexOf(first ?? ''));
        expect(timingOf(DUE, a, lateness) === 'early').toBe(a < DUE);
      }),
    );
  });
});

describe('why something is late', () => {
  const nothing = { releasedAt: null, unreached: false, gaps: [], reason: null, resumed: false };
  const down = { kind: 'process-down' as const, fromAt: DUE - HOUR, toAt: DUE + HOUR };
  it.each([
    ['unknown', {}],
    ['paused', { resumed: true }],
    ['quota', { reason: 'quota' }],
    ['platform-down', { unreached: true, reason: 'retry' }],
    ['process-down', { gaps: [down], resumed: true }],
    ['clock-jumped', { gaps: [down, { ...down, kind: 'clock-jumped' as const }] }],
    ['held', { releasedAt: DUE + HOUR, gaps: [down] }],
    ['unknown', { gaps: [{ ...down, fromAt: DUE + HOUR, toAt: DUE + 2 * HOUR }], releasedAt: DUE - HOUR }],
  ])('%s', (cause, signs) => {
    expect(lateCause(DUE, { ...nothing, ...signs }).cause).toBe(cause);
  });
});
