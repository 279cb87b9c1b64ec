import { assert, integer, property, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { longestSilence } from '../../src/reports/longest-silence.ts';

const span = { from: 100, to: 200 };

test('a silence that began before the span counts whole, one that was over by then not at all', () => {
  expect(longestSilence([10, 120, 150], span, [])).toBe(110);
  expect(longestSilence([0, 90, 120, 150], span, [])).toBe(50);
  expect(longestSilence([100], span, [])).toBe(100);
});

test('nothing can be said of an account that nobody knew by the end of the span', () => {
  expect(longestSilence([201], span, [])).toBeNull();
  expect(longestSilence([], span, [])).toBeNull();
});

test('a filed pause ends a silence and another begins behind it; while it lasts nobody is silent', () => {
  expect(longestSilence([50, 180], span, [{ from: 110, before: 160 }])).toBe(60);
  expect(longestSilence([50], span, [{ from: 120, before: Number.POSITIVE_INFINITY }])).toBe(70);
  expect(longestSilence([50], span, [{ from: 60, before: Number.POSITIVE_INFINITY }])).toBeNull();
  const pauses = [
    { from: 105, before: 110 },
    { from: 150, before: 160 },
  ];
  expect(longestSilence([95], span, pauses)).toBe(40);
});

test('without pauses it is the longest distance of two neighbours of which the second lies in the span', () => {
  const moments = uniqueArray(integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 12 });
  assert(
    property(moments, (some) => {
      const marks = some.sort((a, b) => a - b);
      const ends = [...marks.slice(1), span.to];
      const silences = marks.map((mark, i) => ({ ms: (ends[i] ?? 0) - mark, end: ends[i] ?? 0 }));
      const inside = silences.filter(({ end }) => end >= span.from).map(({ ms }) => ms);
      expect(longestSilence(marks, span, [])).toBe(Math.max(...inside));
    }),
  );
});
