import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countChars } from '../../src/posts/count-chars.ts';
import { keyPointsOf } from '../../src/posts/key-points.ts';
import { sentencesOf } from '../../src/posts/sentences.ts';
import { visibleText } from '../../src/posts/visible-text.ts';
import { longPolicy } from '../fixtures/posts/pages.ts';

const allOf = ({ sections }: ReturnType<typeof keyPointsOf>) => sections.flatMap((s) => [s.heading, ...s.points]);

describe('the key points of a document', () => {
  const { html, title } = longPolicy(60);
  const points = keyPointsOf(html, title ?? '', 400);

  test('are its headings, amounts, shares, conditions, contacts and the day it takes effect', () => {
    const text = allOf(points).join('\n');
    for (const said of [
      '第二章 补助标准',
      '市级财政按照每户不超过8000元给予补助，区级财政按照不低于30%的比例配套。',
      '咨询电话：0000-7654321。',
      '本办法自2027年1月1日起施行，有效期5年。',
    ])
      expect(text).toContain(said);
    expect(points.tables).toBe(1);
    expect(points.kept).toBeLessThan(points.total);
  });

  test('take a short list with the words before it, whole, or not at all', () => {
    const list = [
      '申请补助应当符合下列条件：',
      '（一）建成于2000年底前；',
      '（二）业主同意比例达到三分之二；',
      '（三）已纳入年度计划。',
    ];
    expect(points.sections.find((s) => s.heading === '第二章 补助标准')?.points).toEqual(expect.arrayContaining(list));
    for (let room = 5; room < 200; room += 5) {
      const taken = allOf(keyPointsOf(html, title ?? '', room)).filter((line) => list.includes(line));
      expect([0, list.length]).toContain(taken.length);
    }
  });

  test('stand letter by letter in the document, in its order, and never beyond the room', () => {
    const pieces = fc.constantFrom(
      '供暖',
      '8000元',
      '30%',
      '。',
      '；',
      '，',
      '：',
      '（一）',
      '第一条　',
      '一、',
      '“',
      '”',
      '𠮷',
      '自2027年1月1日起施行',
      ' ',
    );
    const line = fc.array(pieces, { maxLength: 12 }).map((parts) => `<p>${parts.join('')}</p>`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.integer({ min: 1, max: 300 }), (lines, room) => {
        const source = lines.join('');
        const text = visibleText(source);
        const found = keyPointsOf(source, '标题', room);
        let from = 0;
        let chars = 0;
        for (const piece of allOf(found).filter((p) => p !== '')) {
          const at = text.indexOf(piece, from);
          expect(at).toBeGreaterThanOrEqual(0);
          from = at + piece.length;
          chars += countChars(piece);
        }
        expect(chars).toBeLessThanOrEqual(room);
      }),
    );
  });
});

describe('the sentences of a paragraph', () => {
  test('end at full stops, not inside brackets or quotation marks that close', () => {
    expect(sentencesOf('一。二！“三。四。”五（六。）七？')).toEqual(['一。', '二！', '“三。四。”五（六。）七？']);
    expect(sentencesOf('未闭合的“引号。后面。')).toEqual(['未闭合的“引号。', '后面。']);
  });

  test('are the whole paragraph again, nothing lost', () => {
    const text = fc.array(fc.constantFrom('一', '。', '”', '“', '（', '）', '！', 'a', ' '), { maxLength: 40 });
    fc.assert(
      fc.property(text, (parts) => {
        const bare = (s: string) => s.replace(/\s/gu, '');
        expect(bare(sentencesOf(parts.join('')).join(''))).toBe(bare(parts.join('')));
      }),
    );
  });
});
