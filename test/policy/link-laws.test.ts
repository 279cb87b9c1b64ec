import { describe, expect, it } from 'vitest';
import { linkAll } from '../../src/policy/link-all.ts';
import { readLinkFacts } from '../../src/policy/link-facts.ts';
import { type LinkLine, linkItemOf } from '../../src/policy/link-line.ts';
import { genreOf } from '../../src/policy/title-grammar.ts';

const decisions = (lines: LinkLine[]) =>
  Object.fromEntries(linkAll(lines).pairs.map((p) => [`${p.policy} ${p.interpretation}`, p.decision]));
const factsOf = (line: Partial<LinkLine>) => readLinkFacts(linkItemOf({ id: 'x', ...line }));

describe('laws and what the party centre issues', () => {
  it.each([
    ['中华人民共和国公司法', '《中华人民共和国公司法》解读'],
    ['中华人民共和国公司法（2023年修订）', '《公司法》解读'],
    ['中华人民共和国民法典', '一图读懂《中华人民共和国民法典》'],
    ['中华人民共和国宪法', '《宪法》解读'],
    ['中华人民共和国刑法修正案（十二）', '《中华人民共和国刑法修正案（十二）》解读'],
    [
      '最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（二）',
      '《最高人民法院关于适用〈中华人民共和国民法典〉婚姻家庭编的解释（二）》答记者问',
    ],
  ])('%s is a policy', (policy, reading) => {
    const lines = [
      { id: 'p', title: policy, publishedAt: '2023-12-29' },
      { id: 'i', title: reading, publishedAt: '2023-12-30' },
    ];
    expect(decisions(lines)).toEqual({ 'p i': 'made' });
  });

  it.each(['深入学习宪法', '公正司法', '最高人民法院发布新的司法解释', '名词解释'])('%s is none', (title) => {
    expect(genreOf(title)).toBeNull();
  });

  it('a text in a column of texts is a policy whatever it is called, but owes no interpretation', () => {
    const column = '法律法规';
    expect(factsOf({ title: '示例市国民经济和社会发展概况', column })).toMatchObject({
      role: 'policy',
      normative: false,
    });
    expect(factsOf({ title: '示例市养老服务补贴办法', column })).toMatchObject({ role: 'policy', normative: true });
  });

  it.each([
    ['《示例市养犬管理办法》公开征求意见的情况反馈', '意见征集'],
    ['《示例市养犬管理办法》公开征求意见的情况反馈', '政策法规'],
    ['示例市养犬管理新规：这些变化要知道', '政策法规'],
    ['示例市国民经济和社会发展概况', '政务要闻'],
  ])('%s in %s is no policy', (title, column) => {
    expect(factsOf({ title, column }).role).toBe('other');
  });

  const issued = {
    id: 'n',
    title: '中共中央办公厅 国务院办公厅印发《关于完善市场准入制度的意见》',
    publishedAt: '2024-08-21',
  };
  const answers = {
    id: 'i',
    title: '国家发展改革委有关负责同志就《中共中央办公厅 国务院办公厅关于完善市场准入制度的意见》答记者问',
    publishedAt: '2024-08-21',
  };

  it('what the centre issues is found under the title that it is published by', () => {
    expect(decisions([issued, answers])).toEqual({ 'n i': 'made' });
  });

  it('beside a page that carries the text it is news, and in a column of news always', () => {
    const text = { id: 't', title: '中共中央办公厅 国务院办公厅关于完善市场准入制度的意见', publishedAt: '2024-08-20' };
    expect(decisions([issued, text, answers])).toEqual({ 't i': 'made', 'n i': 'offered' });
    expect(decisions([{ ...issued, column: '政务要闻' }, answers])).toEqual({});
    expect(factsOf({ title: '卫生部印发《乡村医生考核办法》' }).role).toBe('other');
  });
});
