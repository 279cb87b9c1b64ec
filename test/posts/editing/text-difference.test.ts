import { expect, test } from 'vitest';
import { pieces } from '../../../src/posts/editing/text-difference.ts';

test('a short change inside a sentence is shown by its characters', () => {
  expect(pieces('星期五上午办理。', '星期四上午办理。')).toEqual([
    { is: 'same', text: '星期' },
    { is: 'removed', text: '五' },
    { is: 'added', text: '四' },
    { is: 'same', text: '上午办理。' },
  ]);
});

test('a sentence with very many single changes stands as gone and new, and is not searched through to the end', () => {
  const sentence = (other: string) => `${Array.from({ length: 300 }, () => `同${other}文`).join('')}。`;
  const [before, after] = [sentence('甲'), sentence('乙')];
  expect(pieces(before, after)).toEqual([
    { is: 'removed', text: before },
    { is: 'added', text: after },
  ]);
});

test('a figure that changed stands whole, so that no third one is read out of the two', () => {
  expect(pieces('24 小时内上门，电话 13800000000。', '12 小时内上门，电话 138****0000。')).toEqual([
    { is: 'removed', text: '24' },
    { is: 'added', text: '12' },
    { is: 'same', text: ' 小时内上门，电话 ' },
    { is: 'removed', text: '13800000000' },
    { is: 'added', text: '138****0000' },
    { is: 'same', text: '。' },
  ]);
});
