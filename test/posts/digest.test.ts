import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countChars } from '../../src/posts/count-chars.ts';
import { cutAtSentence, digestOf } from '../../src/posts/digest.ts';

describe('a digest', () => {
  test('begins with the first sentence that says something', () => {
    const html =
      '<p>示例市办法</p><p>示政发〔2026〕3号</p><p>各区人民政府，市各有关部门：</p><table><tr><td>表</td></tr></table><p>现将办法印发。</p><p>（此件公开发布）</p>';
    expect(digestOf(html, '示例市办法', 120)).toBe('现将办法印发。');
  });

  test('ends with a sentence where one fits, else at a clause, else with an ellipsis', () => {
    expect(cutAtSentence(`${'一'.repeat(50)}。${'二'.repeat(100)}`, 120)).toBe(`${'一'.repeat(50)}。`);
    expect(cutAtSentence(`${'一'.repeat(60)}，${'二'.repeat(100)}`, 120)).toBe(`${'一'.repeat(60)}…`);
    expect(cutAtSentence('一'.repeat(200), 120)).toBe(`${'一'.repeat(119)}…`);
  });

  test('of a body of pictures only is what stands for them', () => {
    expect(digestOf('<p><img src="a" alt="一图读懂：检查频次"></p>', '标题', 120)).toBe('一图读懂：检查频次');
  });

  test('is never longer than asked for, counted in code points, and adds no word of its own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('供暖', '。', '，', '𠮷', 'a', ' ', '；', '”'), { maxLength: 300 }),
        fc.integer({ min: 8, max: 130 }),
        (parts, max) => {
          const text = parts.join('');
          const cut = cutAtSentence(text, max);
          expect(countChars(cut)).toBeLessThanOrEqual(max);
          expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
        },
      ),
    );
  });
});
