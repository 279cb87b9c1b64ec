import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folded, readsAs, soundPattern, soundsOf, withOneSlip } from '../../../src/server/search/match-title.ts';
import { readInitials } from '../../../src/server/search/pinyin-initials.ts';

const pinyinInitials = await readInitials();

describe('finding a title', () => {
  test.each([
    '示住建规〔2026〕3号',
    '示住建规[2026]3号',
    '示住建规（2026） 3 号',
    '示住建规【2026】3',
    '2026 3号',
  ])('takes a document number in any brackets: %s', (typed) =>
    expect(folded('加装电梯补助办法\n示住建规〔2026〕3号')).toContain(folded(typed)));

  test('takes initials of pinyin, every reading of a character, and letters between characters', () => {
    const title = folded('重庆既有住宅加装电梯补助');
    for (const typed of ['jzdt', 'zq', 'cq', '加装dt', 'bz']) expect(readsAs(title, typed, pinyinInitials)).toBe(true);
    expect(readsAs(title, 'xyz', pinyinInitials)).toBe(false);
  });

  test('passes over by sounds no title that reads as the query', () => {
    const text = (units: string) => fc.string({ unit: fc.constantFrom(...units), maxLength: 6 });
    fc.assert(
      fc.property(text('重庆电梯3a〇'), text('重电3acqzd'), (title, query) => {
        const pattern = soundPattern(query, pinyinInitials);
        if (pattern && readsAs(title, query, pinyinInitials))
          expect(pattern.test(soundsOf(title, pinyinInitials))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(soundPattern('电梯', pinyinInitials)).toBeNull();
    expect(soundPattern('dt', pinyinInitials)?.test(soundsOf('公租房', pinyinInitials))).toBe(false);
  });

  test('forgives one character that is wrong, missing or too many, not two', () => {
    const title = '既有住宅加装电梯财政补助实施办法';
    for (const typed of ['加装电悌', '加装梯财政', '加装了电梯']) expect(slips(title, typed)).toBe(true);
    for (const typed of ['加妆电悌', '公租房年审', '加电']) expect(slips(title, typed)).toBe(false);
  });

  test('agrees with counting edits one by one', () => {
    const letters = fc.string({ unit: fc.constantFrom('甲', '乙', '丙'), minLength: 0, maxLength: 8 });
    const query = fc.string({ unit: fc.constantFrom('甲', '乙', '丙'), minLength: 3, maxLength: 5 });
    fc.assert(fc.property(letters, query, (title, q) => slips(title, q) === hasPartAtMostOneAway(title, q)));
  });
});

const slips = (title: string, query: string) => withOneSlip(query)?.(title) ?? false;

function hasPartAtMostOneAway(title: string, query: string): boolean {
  for (let from = 0; from <= title.length; from++)
    for (let to = from; to <= title.length; to++) if (edits(title.slice(from, to), query) <= 1) return true;
  return false;
}

function edits(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const rest = edits(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1);
  return Math.abs(a.length - b.length) > 2 ? 9 : Math.min(rest, edits(a.slice(1), b) + 1, edits(a, b.slice(1)) + 1);
}
