import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Blackout, blackoutState, covers, isInside, keptBack } from '../../../src/schedule/blackout/blackout.ts';

const T = Date.parse('2026-11-20T09:00:00+08:00');
const HOUR = 3_600_000;

function blackout(change: Partial<Blackout> = {}): Blackout {
  return {
    ...{ id: 'b', kind: 'exam', reason: '高考', channels: null, includesInternal: false, fromAt: T, toAt: null },
    ...{ startedBy: 'zhang', startedAt: T - HOUR, endedBy: null, endedAt: null, ...change },
  };
}

const delivery = (dueAt: number, change: { channel?: string; act?: string } = {}) => ({
  ...{ channel: 'sub', act: 'publish', dueAt, ...change },
});

describe('the state of a black-out', () => {
  it('its first and its last moment are inside', () => {
    const day = blackout({ toAt: T + HOUR });
    const states = [T - 1, T, T + HOUR, T + HOUR + 1].map((at) => blackoutState(day, at));
    expect(states).toEqual(['planned', 'open', 'open', 'over']);
    expect([T - 1, T, T + HOUR, T + HOUR + 1].map((at) => isInside(day, at))).toEqual([false, true, true, false]);
  });

  it('one that was started at once is open for a reader whose clock is behind', () => {
    expect(blackoutState(blackout({ startedAt: T }), T - 2000)).toBe('open');
  });

  it('ended, it is over from that very moment on', () => {
    expect(blackoutState(blackout({ endedAt: T + HOUR, endedBy: 'zhang' }), T + HOUR)).toBe('over');
  });
});

describe('what a black-out covers', () => {
  it('all accounts but notices inside; named accounts whatever the act', () => {
    expect(covers(blackout(), delivery(T, { act: 'message' }))).toBe(false);
    expect(covers(blackout({ includesInternal: true }), delivery(T, { act: 'message' }))).toBe(true);
    expect(covers(blackout({ channels: ['group'] }), delivery(T, { channel: 'group', act: 'message' }))).toBe(true);
    expect(covers(blackout({ channels: ['group'] }), delivery(T))).toBe(false);
  });
});

describe('what it says of a delivery', () => {
  it('kept back while it is open, asked when it was due before the end, free when it is due after', () => {
    const over = blackout({ toAt: T + HOUR });
    expect(keptBack([over], delivery(T), T)).toMatchObject({ is: 'open' });
    expect(keptBack([over], delivery(T), T + 2 * HOUR)).toMatchObject({ is: 'over' });
    expect(keptBack([over], delivery(T + HOUR + 1), T + 2 * HOUR)).toBeNull();
    expect(keptBack([blackout({ endedAt: T - HOUR })], delivery(T), T + HOUR)).toBeNull();
  });

  it('nothing that was due in one goes free, and what a person gives a time after every end always does', () => {
    const hours = fc.integer({ min: -48, max: 48 });
    const any = fc.record({ from: hours, lasts: fc.integer({ min: 1, max: 24 }), ended: fc.boolean() });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 5 }), hours, (list, due) => {
        const all = list.map(({ from, lasts, ended }, i) => {
          const fromAt = T + from * HOUR;
          const end = fromAt + lasts * HOUR;
          return blackout({ id: `b${i}`, fromAt, toAt: end, ...(ended ? { endedAt: end, endedBy: 'zhang' } : {}) });
        });
        const now = T + 100 * HOUR;
        const dueAt = T + due * HOUR;
        if (all.some((each) => isInside(each, dueAt))) expect(keptBack(all, delivery(dueAt), now)).not.toBeNull();
        expect(keptBack(all, delivery(now), now)).toBeNull();
      }),
    );
  });
});
