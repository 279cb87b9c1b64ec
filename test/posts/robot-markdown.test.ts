import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { robotMarkdown } from '../../src/posts/robot-markdown.ts';

const article = fc.record({
  title: fc.string({ unit: fc.constantFrom('供', '[', ']', '𠮷', 'a', '\n'), maxLength: 600 }),
  digest: fc.string({ unit: fc.constantFrom('供', '𠮷', '(', ')'), maxLength: 2500 }),
  sourceUrl: fc.option(fc.nat({ max: 900 }).map((n) => `https://www.example.gov.cn/(${'a'.repeat(n)})`)),
});

describe('the form for a group robot', () => {
  test('has title, digest, link, the other articles and the telephone', () => {
    const one = { title: '办法', digest: '现将办法印发。', sourceUrl: 'https://www.example.gov.cn/1' };
    expect(robotMarkdown([one, { ...one, title: '图解' }], '0000-1')).toBe(
      '**办法**\n> 现将办法印发。\n[阅读原文](https://www.example.gov.cn/1)\n- [图解](https://www.example.gov.cn/1)\n政策咨询电话：0000-1',
    );
  });

  test('stays inside 4096 bytes, whole characters, whole links', () => {
    fc.assert(
      fc.property(fc.array(article, { minLength: 1, maxLength: 8 }), (articles) => {
        const text = robotMarkdown(articles, '0000-1234567');
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4096);
        expect(Buffer.from(text).toString()).toBe(text);
        expect(text).toContain('政策咨询电话：0000-1234567');
        expect(text.replace(/\[[^[\]]*\]\(https:\/\/[^\s()]*\)/g, '')).not.toMatch(/[[\]]|https:/);
      }),
      { numRuns: 300 },
    );
  });
});
