import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { altText } from '../../../src/posts/infographic/alt-text.ts';
import { draftInfographic } from '../../../src/posts/infographic/draft-infographic.ts';
import { infographicSchema } from '../../../src/posts/infographic/infographic.ts';
import { readDesign, readLabels } from '../../../src/posts/infographic/infographic-design.ts';
import { structureOf } from '../../../src/posts/structure/policy-structure.ts';
import { shippedContent } from '../../review/composed.ts';
import { allPolicies, anyText, articleWith, policyOf } from '../structure/policies.ts';

const labels = readLabels(shippedContent);
const drafted = (article: Parameters<typeof structureOf>[0]) =>
  infographicSchema.parse(draftInfographic(structureOf(article), labels));

/** Every text of a draft's blocks except citations and the words that its form is made of. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    ['kind', 'sign', 'from'].includes(key) ? [] : textsIn(inside),
  );
}

function expectQuoted(article: Parameters<typeof structureOf>[0]) {
  const fixed = new Set(Object.values(labels));
  const { blocks, title } = drafted(article);
  for (const text of textsIn(blocks)) {
    expect(fixed.has(text) || article.text.includes(text) || article.title === text, text).toBe(true);
  }
  expect(article.title ?? labels.kicker).toContain(title);
}

describe('the draft of an infographic', () => {
  test('says nothing but quotes and fixed labels, for every policy of the portal', () => {
    for (const article of allPolicies) expectQuoted(article);
  });

  test('says nothing but quotes and fixed labels, and keeps to its form, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => expectQuoted(articleWith(text))),
      { numRuns: 200 },
    );
  });

  test('has who, what one gets, conditions, steps, days and contacts where the document has them', () => {
    const { blocks, number, issuer } = drafted(policyOf('示例市既有住宅加装电梯'));
    expect(blocks.map((b) => b.heading)).toEqual([
      '为什么出台',
      '支持标准',
      '申请条件',
      '怎么办理',
      '时间节点',
      '这些行为不允许',
      '违反规定怎么办',
      '咨询方式',
    ]);
    expect(issuer).toBe('示例市住房和城乡建设局');
    expect(number).toBe('');
  });

  test('a document without figures and conditions gets its headings', () => {
    const points = drafted(policyOf('进一步做好政策解读工作')).blocks.find((b) => b.heading === '主要内容');
    expect(points?.kind === 'list' && points.items[0]).toMatchObject({ title: '明确解读责任' });
  });

  test('bans and penalties are shown with the lead of their list, and say when the document has more', () => {
    const text = [
      '第一条　承租人不得有下列行为：（一）转租；（二）改变用途。',
      '第二条　禁止下列行为：',
      '（一）破坏房屋结构；',
      '（二）堆放危险物品。',
      '第三条　承租人有下列行为之一的，由住房保障部门责令改正，处以一千元以下罚款：',
      '（一）无正当理由拖欠租金的；',
      '（二）拒绝检查的。',
      ...Array.from({ length: 8 }, (_, i) => `第${'四五六七八九十百'.charAt(i)}条　任何单位不得实施第${i}类行为。`),
    ].join('\n');
    const blocks = drafted(articleWith(text)).blocks.flatMap((b) => (b.kind === 'list' ? [b] : []));
    const told = (heading: string) =>
      blocks.filter((b) => b.heading === heading).map((b) => [b.lead ?? '', b.items.map((i) => i.text), b.more ?? '']);
    expect(told('这些行为不允许').slice(0, 2)).toEqual([
      ['承租人不得有下列行为', ['转租', '改变用途'], ''],
      ['禁止下列行为', ['破坏房屋结构', '堆放危险物品'], ''],
    ]);
    expect(told('这些行为不允许')[2]?.[1]).toHaveLength(6);
    expect(told('这些行为不允许')[2]?.[2]).toBe('……其余见原文');
    expect(told('违反规定怎么办')).toEqual([
      [
        '承租人有下列行为之一的，由住房保障部门责令改正，处以一千元以下罚款',
        ['无正当理由拖欠租金的', '拒绝检查的'],
        '',
      ],
    ]);
    const seen = altText(drafted(articleWith(text)), labels);
    expect(seen.filter((line) => line === '……其余见原文')).toHaveLength(1);
  });

  test('an empty page and one of a single line still give something to edit', () => {
    expect(drafted(articleWith('')).blocks).toHaveLength(1);
    expect(drafted(articleWith('本市供热自即日起恢复。')).blocks[0]).toMatchObject({ kind: 'list' });
  });

  test('every shipped design can be read, and a missing one is named', () => {
    for (const name of ['blue', 'red', 'green']) expect(readDesign(shippedContent, name).page).toMatch(/^#/);
    expect(() => readDesign(shippedContent, 'pink')).toThrow(/pink\.yaml/);
  });
});
