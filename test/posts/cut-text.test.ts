import { describe, expect, test } from 'vitest';
import { cutText } from '../../src/posts/cut-text.ts';

const to = (max: number) => (text: string) => text.length <= max;

describe('cutting a text', () => {
  test('leaves what fits', () => expect(cutText('供暖', to(2))).toBe('供暖'));

  test.each([
    ['供暖通知。请各单位抓紧办理有关事项', 8, '供暖通知。'],
    ['供暖通知，请各单位抓紧办理有关事项', 6, '供暖通知…'],
    ['请看《示例市供暖管理办法》全文', 8, '请看…'],
    ['《示例市供暖管理办法》全文', 8, ''],
    ['按《办法（《条例》配套）》执行办理', 16, '按《办法（《条例》配套）》执行…'],
    ['补助20000元以内', 5, '补助…'],
    ['于2026年办理完毕', 5, '于…'],
    ['见https://a.example/b详情如下所示', 12, '见…'],
    ['甲𠮷乙丙', 3, '甲…'],
    ['甲👨‍👩‍👧乙丙丁', 5, '甲…'],
    ['甲乙丙', 1, ''],
    ['甲乙丙', 0, ''],
  ])('%s to %i is %j', (text, max, cut) => expect(cutText(text, to(max))).toBe(cut));
});
