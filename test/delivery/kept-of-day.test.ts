import { expect, test } from 'vitest';
import { type Keeping, keptReason } from '../../src/delivery/kept-of-day.ts';
import type { Blackout } from '../../src/schedule/blackout/blackout.ts';

const now = Date.parse('2026-11-23T10:00:00+08:00');
const HOUR = 3_600_000;
const free: Keeping = { blackouts: [], paused: new Set(), releases: new Map() };
const blackout = (toAt: number | null, channels: string[] | null = null): Blackout => ({
  ...{ id: 'b', kind: 'other', reason: '', channels, includesInternal: false, fromAt: now - HOUR, toAt },
  ...{ startedBy: 'li-na', startedAt: now - HOUR, endedBy: null, endedAt: null },
});
const why = (at: number, keeping: Partial<Keeping>) =>
  keptReason({ post: 'p', channel: 'main', act: 'publish', at }, { ...free, ...keeping }, now);

test('what its time has passed for is kept by a black-out, and what is to come only by one that says it lasts so long', () => {
  const open = { blackouts: [blackout(null)] };
  expect([why(now - 1, open), why(now, open), why(now + 1, open)]).toEqual(['blackout', 'blackout', null]);
  const until = { blackouts: [blackout(now + HOUR)] };
  expect([why(now + HOUR, until), why(now + HOUR + 1, until)]).toEqual(['blackout', null]);
  expect(why(now, { blackouts: [blackout(null, ['sub'])] })).toBeNull();
});

test('a hold, an embargo and a pause keep what is to come, too', () => {
  const release = (heldAt: number | null, embargoUntil: number | null) => ({
    releases: new Map([['p', { heldAt, embargoUntil }]]),
  });
  expect(why(now + HOUR, release(now, null))).toBe('held');
  expect([why(now, release(null, now + HOUR)), why(now + HOUR, release(null, now + HOUR))]).toEqual(['embargo', null]);
  expect(why(now + HOUR, { paused: new Set(['main']) })).toBe('paused');
  expect(why(now - HOUR, { paused: new Set(['sub']) })).toBeNull();
});
