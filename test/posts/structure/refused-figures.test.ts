import { describe, expect, test } from 'vitest';
import { draftInfographic } from '../../../src/posts/infographic/draft-infographic.ts';
import { readLabels } from '../../../src/posts/infographic/infographic-design.ts';
import { draftQuestions } from '../../../src/posts/questions/draft-questions.ts';
import { readQuestionPatterns } from '../../../src/posts/questions/question-patterns.ts';
import { structureOf } from '../../../src/posts/structure/policy-structure.ts';
import { shippedContent } from '../../review/composed.ts';
import { articleWith } from './policies.ts';

const labels = readLabels(shippedContent);
const patterns = readQuestionPatterns(shippedContent);
const cardsOf = (text: string) =>
  draftInfographic(structureOf(articleWith(text)), labels).blocks.flatMap((b) =>
    b.kind === 'figures' ? b.cards.map((c) => c.value) : [],
  );

describe('figures that nobody gets', () => {
  test('what a law forbids is no key figure', () => {
    const text = [
      '第十条　经营者进行有奖销售不得存在下列情形：',
      '（一）采用谎称有奖的欺骗方式进行有奖销售；',
      '（二）抽奖式的有奖销售，最高奖的金额超过五万元。',
    ].join('\n');
    expect(cardsOf(text)).toEqual([]);
  });

  test.each([
    '第六条　有下列情形之一的，不予补贴：\n（一）在本市有两套以上住房的；\n（二）已享受购房补贴5万元的。',
    '第六条　有下列情形之一的，不予补贴：（一）在本市有两套以上住房的；（二）已享受购房补贴5万元的。',
    '有下列情形之一的，不予补贴：\n（一）在本市有两套以上住房的；\n（二）已享受购房补贴5万元的。',
    '有下列情形之一的，不予补贴：\n在本市有两套以上住房的；\n已享受购房补贴5万元的。',
    '第六条　下列情形除外：\n1.其他；\n2.已享受购房补贴5万元的。',
  ])('what keeps somebody from a subsidy is no subsidy: %s', (text) => {
    expect(cardsOf(text)).toEqual([]);
    expect(draftQuestions(structureOf(articleWith(text)), patterns).map((q) => q.kind)).not.toContain('subsidy');
  });

  test('what stands under a heading that refuses is no subsidy', () => {
    expect(cardsOf('三、不予补贴的情形\n（一）财产超过50万元的，不予补贴。')).toEqual([]);
    expect(cardsOf('三、不予补贴的情形\n（一）家庭财产超过50万元的。\n（二）已领取补贴3万元的。')).toEqual([]);
  });

  test('a standard that no longer holds gives way to the one in its place', () => {
    const text = '一、原补贴标准每户每年3000元自2026年1月1日起停止执行，改为每户每年5000元。';
    expect(cardsOf(text)).toEqual(['每户每年5000元']);
    expect(cardsOf('第二条　符合条件的家庭，补贴标准由每户3000元改为每户5000元。')).toEqual(['每户5000元']);
    expect(cardsOf('第二条　符合条件的家庭，每户补贴3000元的规定同时废止。')).toEqual([]);
  });

  test('cases for which somebody gets something keep their figures', () => {
    const text =
      '第五条　有下列情形之一的，可以给予补贴：\n（一）首次购房的，每户补贴5万元；\n（二）多子女家庭，每户补贴8万元。';
    expect(cardsOf(text)).toEqual(['每户补贴5万元', '每户补贴8万元']);
    const ban = '第五条　不得骗取补贴：\n（一）超过3万元的；\n（二）其他。\n第六条　符合条件的家庭，每户补贴5万元。';
    expect(cardsOf(ban)).toEqual(['每户补贴5万元']);
  });

  test('figures side by side that nobody gets are no table', () => {
    const rows = '一类区域不予补贴9.6元，二类区域8.2元，三类区域6.8元。';
    expect(structureOf(articleWith(rows)).tables).toEqual([]);
  });
});
