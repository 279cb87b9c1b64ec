import { expect, test } from 'vitest';
import { fillSentence, titled } from '../src/fill-sentence.ts';

test('values stand in their places; a place without one stays, or is what the caller says', () => {
  expect(fillSentence('{who}有 {n} 件', { who: '周科长', n: 3 })).toBe('周科长有 3 件');
  expect(fillSentence('{who}在{due}前', { who: '周科长' })).toBe('周科长在{due}前');
  expect(fillSentence('《{title}》在{due}前', {}, () => '…')).toBe('《…》在…前');
});

test('a title in 《》 that quotes one is nested, and so is what that one quotes', () => {
  expect(fillSentence('请审签《{title}》', { title: '《加装电梯办法》来了' })).toBe('请审签《〈加装电梯办法〉来了》');
  expect(titled('关于《〈办法〉解读》的通知')).toBe('《关于〈《办法》解读〉的通知》');
  expect(titled('〈办法〉解读')).toBe('《〈办法〉解读》');
  expect(fillSentence('{title}来了', { title: '《办法》' })).toBe('《办法》来了');
});
