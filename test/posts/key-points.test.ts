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

describe('lists and provisos', () => {
  const filler = '各部门要加强组织领导，形成工作合力，确保取得实效，不断提升服务水平。';
  const paged = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('');
  const shown = (lines: readonly string[], room: number) =>
    keyPointsOf(paged(lines), '标题', room).sections.flatMap((s) => s.points);
  const number = (shape: number, n: number) =>
    [
      `（${'一二三四五六'[n]}）`,
      `${n + 1}. `,
      `（${n + 1}）`,
      `${'①②③④⑤⑥'[n]}`,
      `${n + 1}．`,
      `${'一二三四五六'[n]}、`,
    ][shape];
  const matter = fc.constantFrom('转让价款超过30万元的', '被列入名单的', '申请人材料不实的', '2026年12月前办理的');
  const item = fc.record({
    says: matter,
    long: fc.integer({ min: 0, max: 12 }),
    below: fc.array(fc.record({ says: matter, long: fc.integer({ min: 0, max: 12 }) }), { maxLength: 3 }),
    proviso: fc.boolean(),
  });
  const list = fc.record({
    items: fc.array(item, { minLength: 1, maxLength: 6 }),
    shapes: fc.constantFrom<[number, number][]>([0, 1], [1, 2], [2, 3], [4, 2], [5, 0]),
    end: fc.constantFrom('；', '。'),
    headed: fc.boolean(),
  });

  test('an item of a list stands only below the words before the list, however long, nested or mixed it is', () => {
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 4 }), fc.integer({ min: 30, max: 900 }), (lists, room) => {
        const needs = new Map<string, string>();
        const lines = lists.flatMap(({ items, shapes: [outer, inner], end, headed }, l) => {
          const lead = `有下列情形之一的，不得申请第${l}类补贴：`;
          const children = items.flatMap(({ says, long, below, proviso }, n) => {
            const opens = below.length > 0 ? '，包括：' : end;
            const line = `${number(outer, n)}甲${l}-${n}${'详'.repeat(long * 9)}${says}${opens}`;
            needs.set(line, lead);
            const nested = below.map((b, m) => {
              const under = `${number(inner, m)}乙${l}-${n}-${m}${'详'.repeat(b.long * 9)}${b.says}${end}`;
              needs.set(under, line);
              return under;
            });
            const but = `但第${l}-${n}类补助5万元除外。`;
            if (proviso) needs.set(but, nested.at(-1) ?? line);
            return [line, ...nested, ...(proviso ? [but] : [])];
          });
          return [...(headed ? [`<b>第${'一二三四'[l]}章 补助</b>`] : []), filler, lead, ...children];
        });
        const points = shown([...lines, ...Array(20).fill(filler)], room);
        for (const [at, point] of points.entries()) {
          const needed = needs.get(point);
          if (needed !== undefined) expect(points.slice(0, at)).toContain(needed);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a proviso stands with its sentence or neither of them does, in its paragraph and after it', () => {
    const said = ['每台补助20万元。', '但违法建筑除外。'];
    for (const lines of [[said.join('')], said, [`一、${said[0]}${said[1]}`], ['<h2>二、标准</h2>', ...said]]) {
      for (let room = 4; room < 60; room += 1) {
        const text = keyPointsOf(paged([...lines, filler]), '标题', room).sections.flatMap((s) => [
          s.heading,
          ...s.points,
        ]);
        expect(text.join('').includes('每台补助20万元。')).toBe(text.includes('但违法建筑除外。'));
      }
    }
  });

  test('items in the line of their opening words, items without a number and items like headings need them too', () => {
    const lead = '有下列情形之一的，不得申请：';
    const long = '详'.repeat(300);
    const lists = [
      [`${lead}1. 有房产，价值30万元以上的。2. 年收入8万元以上的。${long}`, `3. 有车，10万元以上的。${long}`],
      [lead, `有房产，价值30万元以上的${long}；`, `年收入8万元以上的${long}。`],
      [lead, '一、转让房产30万元以上的；', `二、提供虚假材料${long}；`, `三、失信2次以上的${long}。`],
    ];
    for (const lines of lists) {
      for (let room = 10; room < 400; room += 10) {
        const { sections } = keyPointsOf(paged([...lines, filler]), '标题', room);
        const text = sections.flatMap((s) => [s.heading, ...s.points]).join('\n');
        if (/万元|材料|2次/u.test(text)) expect(text.trim()).toMatch(/^有下列情形之一的，不得申请：/u);
      }
    }
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
