import { expect, test } from 'vitest';
import { canTake, stepFrom, suggestedTitle, withoutTaken } from '../../../src/console/posts/walk-findings.ts';

test('F8 goes round, and begins at the end that is nearest', () => {
  const keys = ['a', 'b', 'c'];
  expect([stepFrom(keys, 'a', null, 1), stepFrom(keys, 'c', null, 1), stepFrom(keys, 'a', null, -1)]).toEqual([
    1, 0, 2,
  ]);
  expect([stepFrom(keys, null, null, 1), stepFrom(keys, 'gone', null, -1), stepFrom([], 'a', null, 1)]).toEqual([
    ...[0, 2, null],
  ]);
});

test('from a finding that was taken the walk goes on to what followed it, and leaves none out', () => {
  // `b` was taken at place 1.
  expect(stepFrom(['a', 'c'], null, 1, 1)).toBe(1);
  expect(stepFrom(['a', 'c'], null, 1, -1)).toBe(0);
  expect(stepFrom(['a'], null, 1, 1)).toBe(0);
});

test('of words that stand several times those that are left have the names at once that the next check gives them', () => {
  const of = (check: string, nth: number, again: number, excerpt = '139') => ({
    ...{ key: `${check}:0:${excerpt}:${again}`, article: 0, field: 'body' as const, excerpt, nth },
  });
  const [first, second, third] = [of('phone', 0, 0), of('phone', 1, 1), of('phone', 2, 2)];
  const other = of('phone', 0, 0, '138');
  const place = ({ key, nth }: { key: string; nth: number }) => `${key} ${nth}`;
  const left = withoutTaken([first, second, other, third], second);
  expect(left.map(place)).toEqual(['phone:0:139:0 0', 'phone:0:138:0 0', 'phone:0:139:1 1']);
  // What another check found in the same words goes with them, and moves up with the others elsewhere.
  const both = withoutTaken([first, of('link', 0, 0), second, of('link', 1, 1)], first);
  expect(both.map(place)).toEqual(['phone:0:139:0 0', 'link:0:139:0 0']);
  const inTitle = { ...of('phone', 0, 2), field: 'title' as const };
  expect(withoutTaken([inTitle, first], first).map(place)).toEqual(['phone:0:139:1 0']);
  const whole = { ...of('length', 0, 0, ''), key: 'length:0:太长:0' };
  expect(withoutTaken([whole, { ...whole, key: 'digest:0:太长:0' }], whole).map(({ key }) => key)).toEqual([
    'digest:0:太长:0',
  ]);
});

test('a suggestion takes the place of the words that were found, and leaves the rest of a title', () => {
  const found = { excerpt: '13800000000', nth: 0, suggestion: '138****0000' };
  expect(suggestedTitle('报修请拨 13800000000（全天）', found)).toBe('报修请拨 138****0000（全天）');
  const whole = { excerpt: '很长的标题', nth: 0, suggestion: '短标题' };
  expect(suggestedTitle('很长的标题', whole)).toBe('短标题');
  expect(suggestedTitle('甲 1 乙 1', { excerpt: '1', nth: 1, suggestion: '一' })).toBe('甲 1 乙 一');
  expect(suggestedTitle('已经改过', found)).toBeNull();
});

test('one click does something about what has a suggestion or a field, and about nothing else', () => {
  const finding = { check: 'images-links', suggestion: null, excepted: false };
  expect(canTake(finding)).toBe(false);
  expect(canTake({ ...finding, suggestion: '…' })).toBe(true);
  expect(canTake({ ...finding, check: 'marking' })).toBe(true);
  expect(canTake({ ...finding, suggestion: '…', excepted: true })).toBe(false);
});
