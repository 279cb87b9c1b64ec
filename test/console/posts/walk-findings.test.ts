import { expect, test } from 'vitest';
import { canTake, stepFrom, suggestedTitle } from '../../../src/console/posts/walk-findings.ts';

test('F8 goes round, and begins at the end that is nearest', () => {
  const keys = ['a', 'b', 'c'];
  expect([stepFrom(keys, 'a', null, 1), stepFrom(keys, 'c', null, 1), stepFrom(keys, 'a', null, -1)]).toEqual([
    1, 0, 2,
  ]);
  expect([stepFrom(keys, null, null, 1), stepFrom(keys, 'gone', null, -1), stepFrom([], 'a', null, 1)]).toEqual([
    ...[0, 2, null],
  ]);
});

test('from a finding that was taken the walk goes on, whether it is checked anew already or not, and leaves none out', () => {
  // `b` was taken at place 1: it is listed until the next check, and then what followed it stands in its place.
  expect(stepFrom(['a', 'b', 'c'], null, { at: 1, isListed: true }, 1)).toBe(2);
  expect(stepFrom(['a', 'c'], null, { at: 1, isListed: false }, 1)).toBe(1);
  expect(stepFrom(['a', 'c'], null, { at: 1, isListed: false }, -1)).toBe(0);
  expect(stepFrom(['a'], null, { at: 1, isListed: false }, 1)).toBe(0);
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
