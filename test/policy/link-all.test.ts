import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkAll } from '../../src/policy/link-all.ts';
import type { LinkLine } from '../../src/policy/link-line.ts';
import { measureLinking } from '../bench/link.bench.ts';
import { linkCorpus } from '../bench/link-corpus.ts';

interface TitlePair {
  no: number;
  policy: string;
  number?: string;
  interpretations: string[];
}
const { pairs, negatives }: { pairs: TitlePair[]; negatives: string[] } = JSON.parse(
  readFileSync(new URL('../fixtures/policy/title-pairs.json', import.meta.url), 'utf8'),
);
const policyLine = ({ no, policy, number }: TitlePair): LinkLine => ({ id: `p${no}`, title: policy, number });
const interpretationLines = ({ no, interpretations }: TitlePair): LinkLine[] =>
  interpretations.map((title, i) => ({ id: `i${no}.${i}`, title }));

const everything = pairs.flatMap((pair) => [policyLine(pair), ...interpretationLines(pair)]);
const decisions = (lines: LinkLine[]) =>
  Object.fromEntries(linkAll(lines).pairs.map((p) => [`${p.policy} ${p.interpretation}`, p.decision]));

/** A policy and an interpretation a day later, changed by what a case needs. */
function two(policy: Partial<LinkLine>, interpretation: Partial<LinkLine>): LinkLine[] {
  return [
    { id: 'p', title: '示例市人民政府关于印发《示例市养老服务补贴办法》的通知', publishedAt: '2026-11-16', ...policy },
    { id: 'i', title: '《示例市养老服务补贴办法》政策解读', publishedAt: '2026-11-17', ...interpretation },
  ];
}
const decisionOf = (lines: LinkLine[]) => linkAll(lines).pairs[0]?.decision ?? 'none';

describe('linking policies and interpretations', () => {
  it.each(pairs.map((pair) => [pair.no, pair.policy, pair] as const))('d.4 pair %i alone: %s', (_no, _title, pair) => {
    for (const line of interpretationLines(pair)) {
      const answer = linkAll([policyLine(pair), line]);
      expect(answer.pairs).toHaveLength(1);
      expect(answer.pairs[0]?.reasons.length).toBeGreaterThan(0);
    }
  });

  it('d.4 among all policies together every interpretation finds its own', () => {
    const answer = linkAll(everything);
    for (const { policy, interpretation } of answer.pairs) {
      expect(interpretation.slice(1).split('.')[0]).toBe(policy.slice(1));
    }
    expect(new Set(answer.pairs.map((p) => p.interpretation)).size).toBe(49);
    expect(answer.pairs.filter((p) => p.decision === 'made').length).toBeGreaterThanOrEqual(47);
    expect(answer).toMatchObject({ policies: 45, interpretations: 49 });
  });

  it('d.4 negatives make no pair, with each other or with any policy', () => {
    const lines = negatives.map((title, i) => ({ id: `n${i}`, title }));
    const named = (title: string, i: number) => ({ id: `q${i}`, title });
    const tempting = ['深化改革提振消费专项行动方案', '提振消费专项行动方案', '关于深入实施“人工智能+”行动的意见'].map(
      named,
    );
    const answer = linkAll([...everything, ...tempting, ...lines]);
    expect(
      answer.pairs.filter((p) => /^[nq]/.test(p.policy + p.interpretation) || p.interpretation.startsWith('n')),
    ).toEqual([]);
  });

  it('the order of the lines does not matter', () => {
    expect(decisions([...everything].reverse())).toEqual(decisions(everything));
    const { lines } = linkCorpus(200, 5, 'tuned');
    const inOrder = JSON.stringify(linkAll(lines));
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(JSON.stringify(linkAll(shuffled))).toBe(inOrder);
      }),
      { numRuns: 8 },
    );
  });

  it.each([
    '〈示例市养老服务补贴办法〉政策解读',
    '<示例市养老服务补贴办法>政策解读',
    '“示例市养老服务补贴办法”政策解读',
    '"示例市养老服务补贴办法"政策解读',
    '「示例市养老服务补贴办法」政策解读',
    '《 示例市养老服务补贴办法 》 政策解读',
    '政策解读│示例市养老服务补贴办法',
    '解读︰示例市养老服务补贴办法（Measures for Elderly Care Subsidies）',
    '《示例市人民政府关于印发<示例市养老服务补贴办法>的通知》解读',
    '一图读懂 ｜ 《示例市养老服务补贴办法》（二）',
  ])('reads quotes and separators in every print: %s', (title) => {
    expect(decisionOf(two({}, { title }))).toBe('made');
  });

  it.each([
    '示政规〔2026〕3号',
    '示政规[2026]3号',
    '示政规（2026）第3号',
    '示政规【２０２６】３号',
    '示政规﹝2026﹞ 03 号',
  ])('a number counts in every print: %s', (printed) => {
    const text = `近日，市政府印发了${printed}文件，现解读如下。`;
    expect(decisionOf(two({ number: '示政规〔2026〕3号' }, { title: '【政策问答】补贴怎么领', text }))).toBe('made');
  });

  it('a number that only grounds the subject makes nothing, and the one behind the title parts two years', () => {
    const text = '为贯彻落实国办发〔2019〕5号文件精神，结合实际，制定本措施。';
    expect(decisionOf(two({ number: '国办发〔2019〕5号' }, { title: '【政策问答】补贴怎么领', text }))).toBe('none');
    const title = '《示例市养老服务补贴办法》（示政规〔2022〕9号）政策解读';
    expect(decisionOf(two({ number: '示政规〔2026〕3号' }, { title }))).not.toBe('made');
  });

  it('takes lines with nothing but an id, and broken dates and addresses', () => {
    const odd = { publishedAt: '昨天', url: 'not an address', links: [null, { url: null }, 'javascript:'] };
    expect(linkAll([{ id: 'x' }, { id: 'y', title: null, ...odd }]).pairs).toEqual([]);
    expect(decisionOf(two(odd, { ...odd, publishedAt: null }))).toBe('made');
  });

  it('says which drafts, replaced texts and policies from above the file holds', () => {
    const answer = linkAll([
      ...two({ text: '《示例市养老服务补贴办法》（示政发〔2019〕3号）同时废止。' }, { issuer: '示例市民政局' }),
      { id: 'd', title: '示例市养老服务补贴办法（征求意见稿）', publishedAt: '2026-08-01' },
      { id: 'o', title: '示例市养老服务补贴办法', number: '示政发〔2019〕3号', publishedAt: '2019-08-01' },
      { id: 's', title: '一图读懂《国务院关于加强养老服务的意见》', issuer: '示例市民政局' },
    ]);
    expect(answer.relations.map((r) => `${r.from} ${r.kind} ${r.to} ${r.decision}`).sort()).toEqual([
      'd draft-of p made',
      'p replaces o made',
    ]);
    expect(answer.absent).toMatchObject([
      { title: '国务院关于加强养老服务的意见', level: 'state', interpretations: ['s'] },
    ]);
    expect(answer.pairs.map((p) => `${p.policy} ${p.interpretation}`)).toEqual(['p i']);
  });

  it('makes a pair from a quoted title and says why in Chinese', () => {
    const [pair] = linkAll(two({}, {})).pairs;
    expect(pair).toMatchObject({ policy: 'p', interpretation: 'i', decision: 'made', form: '文字' });
    expect(pair?.reasons.join('')).toMatch(/标题一致.*政策发布后 1 天发布/);
  });

  it('counts the days between two publications as the calendar does, also back from an afternoon to a morning', () => {
    const lines = two({ publishedAt: '2026-11-20T16:30:00+08:00' }, { publishedAt: '2026-11-08T09:30:00+08:00' });
    expect(linkAll(lines).pairs[0]?.reasons).toContain('早于政策 12 天');
  });

  it('makes a pair from a link in either direction where the title names nothing', () => {
    const urls = [
      'https://www.shili.gov.cn/zc/t20261116_1.html',
      'https://www.shili.gov.cn/jd/t20261117_2.html',
    ] as const;
    const topic = { title: '【政策问答】养老补贴怎么领', url: urls[1] };
    expect(decisionOf(two({ url: urls[0] }, { ...topic, links: [urls[0]] }))).toBe('made');
    expect(decisionOf(two({ url: urls[0], links: [{ url: `${urls[1]}#top` }] }, topic))).toBe('made');
    expect(decisionOf(two({ url: urls[0] }, topic))).toBe('none');
  });

  it('knows a linked page again under the address of another column', () => {
    const own = 'https://www.shili.gov.cn/art/2026/11/16/art_101_778899.html';
    const other = 'http://shili.gov.cn/art/2026/11/16/art_205_778899.html';
    const topic = { title: '【政策问答】养老补贴怎么领', links: [other, 'mailto:a@b.cn', 'javascript:void(0)'] };
    expect(decisionOf(two({ url: own }, topic))).toBe('made');
  });

  it('makes a pair from the document number that the text begins with', () => {
    const number = '示政规〔2026〕3号';
    const text = '近日，市政府印发了示政规[2026]第3号文件，现解读如下。';
    expect(decisionOf(two({ number }, { title: '【政策问答】养老补贴怎么领', text }))).toBe('made');
  });

  it.each<[string, Partial<LinkLine>, Partial<LinkLine>, string]>([
    [
      'another year',
      { title: '关于印发《2025年示例市持续优化营商环境重点任务分工实施方案》的通知' },
      { title: '《2026年示例市持续优化营商环境重点任务分工实施方案》解读' },
      'none',
    ],
    [
      'another plan period',
      { title: '示例市“十三五”卫生规划纲要' },
      { title: '《示例市“十四五”卫生规划纲要》解读' },
      'none',
    ],
    [
      'another batch',
      { title: '示例市第一批权力事项清单目录' },
      { title: '《示例市第二批权力事项清单目录》解读' },
      'none',
    ],
    ['a revision', { title: '关于修改《示例市养老服务补贴办法》的决定' }, {}, 'offered'],
    [
      'a draft page',
      { title: '示例市民政局关于公开征求《示例市养老服务补贴办法（征求意见稿）》意见的公告' },
      {},
      'offered',
    ],
    ['a forwarded document', { title: '关于转发《示例市养老服务补贴办法》的通知' }, {}, 'offered'],
    ['a repeal', { title: '关于废止《示例市养老服务补贴办法》的通知' }, {}, 'offered'],
    ['another city', { title: '关于印发《邻江市养老服务补贴办法》的通知' }, {}, 'none'],
    [
      'a district interpreting the city',
      { title: '示例市人民政府关于印发《养老服务补贴办法》的通知' },
      { title: '《养老服务补贴办法》政策解读', issuer: '示例市东城区民政局' },
      'offered',
    ],
    ['the operating guide of the policy', {}, { title: '《示例市养老服务补贴办法操作指引》政策解读' }, 'offered'],
    [
      'another department with the same words',
      { title: '示例市体育局关于做好冬季安全生产工作的通知' },
      { title: '《示例市教育局关于做好冬季安全生产工作的通知》解读' },
      'offered',
    ],
  ])('trap: %s', (_, policy, interpretation, expected) => {
    expect(decisionOf(two(policy, interpretation))).toBe(expected);
  });

  it('takes the document whose year, level and kind fit, and drops the rivals', () => {
    const rivals = [
      '示例市人民政府关于印发《示例市养老服务补贴办法》的通知',
      '示例市人民政府关于印发《示例市养老服务补贴办法（2021年版）》的通知',
      '示例市东城区人民政府关于印发《示例市东城区养老服务补贴办法》的通知',
      '关于废止《示例市养老服务补贴办法》的通知',
    ].map((title, i) => ({ id: `r${i}`, title, publishedAt: '2026-11-16' }));
    const made = linkAll([
      ...rivals,
      { id: 'i', title: '一图读懂《示例市养老服务补贴办法》', publishedAt: '2026-11-16' },
    ]).pairs.filter((p) => p.decision === 'made');
    expect(made.map((p) => p.policy)).toEqual(['r0']);
  });

  it('offers both when two documents fit alike', () => {
    const twins = ['示政发〔2026〕1号', '示政发〔2026〕2号'].map((number, i) => ({
      id: `t${i}`,
      number,
      title: '关于印发《示例市养老服务补贴办法》的通知',
    }));
    expect(decisions([...twins, { id: 'i', title: '《示例市养老服务补贴办法》政策解读' }])).toEqual({
      't0 i': 'offered',
      't1 i': 'offered',
    });
  });

  it('pairs one interpretation with each policy that it names', () => {
    const lines = ['示例市养老服务补贴办法', '示例市托育服务管理办法'].map((title, i) => ({ id: `p${i}`, title }));
    const both = { id: 'i', title: '《示例市养老服务补贴办法》《示例市托育服务管理办法》政策解读' };
    expect(decisions([...lines, both])).toEqual({ 'p0 i': 'made', 'p1 i': 'made' });
  });

  it('says draft where policy or interpretation speaks of a draft (I-06)', () => {
    const draft = { title: '示例市民政局关于公开征求《示例市养老服务补贴办法（征求意见稿）》意见的公告' };
    const [pair] = linkAll(two(draft, { title: '《示例市养老服务补贴办法（征求意见稿）》起草说明' })).pairs;
    expect(pair).toMatchObject({ stage: 'draft', decision: 'made' });
  });

  it('takes a party and government document in a policy column for a policy, and elsewhere for news of it', () => {
    const title = '中共示例市委办公室 示例市人民政府办公室印发《关于加强基层治理的实施意见》';
    const reading = { id: 'i', title: '《关于加强基层治理的实施意见》解读' };
    expect(decisions([{ id: 'p', title, column: '政策文件' }, reading])).toEqual({ 'p i': 'made' });
    expect(decisions([{ id: 'p', title }, reading])).toEqual({});
  });

  it.each([
    'tuned',
    'seen',
    'heldOut',
  ] as const)('holds precision and recall on a made-up portal, %s wordings', (wording) => {
    const { precision, recall, recallOffered } = measureLinking(1500, 3, wording);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(recallOffered).toBeGreaterThanOrEqual(0.97);
  });

  it('believes the column before the title', () => {
    expect(linkAll([{ id: 'a', title: '养老补贴怎么领', column: '政策解读' }]).interpretations).toBe(1);
    expect(linkAll([{ id: 'a', title: '关于组织观看安全生产宣传片的通知', column: '工作动态' }]).policies).toBe(0);
  });
});
