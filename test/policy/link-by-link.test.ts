import { describe, expect, it } from 'vitest';
import { readInterpretationTitle } from '../../src/policy/interpretation-title.ts';
import { linkAll } from '../../src/policy/link-all.ts';
import type { LinkLine } from '../../src/policy/link-line.ts';

const url = (id: string) => `http://www.shili.gov.cn/${id}.html`;
const policy = (id: string, ...links: string[]): LinkLine => ({
  id,
  url: url(id),
  title: `示例市促进${id}贸易稳定增长若干措施`,
  publishedAt: '2024-05-01',
  links: links.map(url),
});
const page = (title: string, more: Partial<LinkLine> = {}): LinkLine => ({
  id: 'i',
  url: url('i'),
  title,
  publishedAt: '2024-05-02',
  ...more,
});
const decisions = (...lines: LinkLine[]) =>
  Object.fromEntries(linkAll(lines).pairs.map((p) => [`${p.policy} ${p.interpretation}`, p.decision]));

describe('pages that policies link to', () => {
  const report = '示例市：八项举措护航外贸企业“出海”';

  it('what reads as no interpretation is offered to the policy that links to it, with the reason', () => {
    const { pairs } = linkAll([policy('p', 'i'), page(report, { links: [url('p')] })]);
    expect(pairs).toMatchObject([{ policy: 'p', interpretation: 'i', decision: 'offered', form: '其他' }]);
    expect(pairs[0]?.reasons).toContain('标题和栏目不像解读，请人工确认');
    expect(pairs[0]?.reasons).toContain('解读与政策原文互相链接');
    expect(decisions(policy('p', 'i'), page(report))).toEqual({ 'p i': 'offered' });
  });

  it('a report that links to the policy is none while the policy does not answer', () => {
    expect(decisions(policy('p'), page(report, { links: [url('p')] }))).toEqual({});
  });

  it('a page that every policy links to is none', () => {
    const many = ['a', 'b', 'c', 'd'].map((id) => policy(id, 'i'));
    expect(decisions(...many, page('网站声明'))).toEqual({});
  });

  it.each(['一图读懂', '【一图读懂】', '图解', '政策解读'])('%s alone with a link is an interpretation', (title) => {
    expect(decisions(policy('p'), page(title, { links: [url('p')] }))).toEqual({ 'p i': 'made' });
  });
});

describe('further titles of interpretations', () => {
  it.each([
    ['国新办举行推动大规模设备更新和消费品以旧换新新闻发布会 图文实录', '发布会', []],
    ['《示例市养老服务补贴办法》新闻发布会文字图文实录', '发布会', ['示例市养老服务补贴办法']],
    ['国务院政策例行吹风会图文实录', '吹风会', []],
    ['新公司法解读：注册资本认缴制迎来重大变化', '文字', ['公司法']],
    ['民法典解读：高空抛物谁担责', '文字', ['民法典']],
    ['新能源汽车管理办法解读', '文字', ['新能源汽车管理办法']],
  ])('%s', (title, form, targets) => {
    expect(readInterpretationTitle(title)).toMatchObject({ form, targets });
  });

  it.each([
    '国新办举行推动大规模设备更新新闻发布会',
    '国务院常务会议解读：这些事和你有关',
    '示例市：八项举措护航外贸企业“出海”',
  ])('%s is none', (title) => {
    expect(readInterpretationTitle(title)).toBeNull();
  });
});
