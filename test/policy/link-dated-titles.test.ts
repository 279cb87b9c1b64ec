import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkAll } from '../../src/policy/link-all.ts';
import type { LinkLine } from '../../src/policy/link-line.ts';
import { linkCorpus } from '../bench/link-corpus.ts';

const decisions = (lines: LinkLine[]) =>
  Object.fromEntries(linkAll(lines).pairs.map((p) => [`${p.policy} ${p.interpretation}`, p.decision]));

describe('years in titles', () => {
  it('reads years written digit by digit', () => {
    const lines = [
      { id: 'p', title: '示例市2024年重点工作任务分解方案', publishedAt: '2024-02-01' },
      { id: 'q', title: '示例市二〇二三年重点工作任务分解方案', publishedAt: '2024-01-20' },
      { id: 'i', title: '《示例市二○二四年重点工作任务分解方案》解读', publishedAt: '2024-02-03' },
    ];
    expect(decisions(lines)).toEqual({ 'p i': 'made' });
  });

  it('a title that drops the year is offered, never made', () => {
    const dated = '示例市医疗保障局关于做好2025年度城乡居民基本医疗保险参保缴费工作的通知';
    const undated = '示例市医疗保障局关于做好城乡居民基本医疗保险参保缴费工作的通知';
    for (const [policy, named] of [
      [dated, undated],
      [undated, dated],
    ]) {
      const lines = [
        { id: 'p', title: policy, publishedAt: '2024-09-01', url: 'http://x.gov.cn/p' },
        { id: 'i', title: `《${named}》解读`, publishedAt: '2024-09-04', url: 'http://x.gov.cn/i' },
      ];
      expect(decisions(lines)).toEqual({ 'p i': 'offered' });
    }
  });

  it('equal titles of a city and of its district are not one document', () => {
    const title = '关于进一步优化营商环境若干措施的通知';
    const { pairs } = linkAll([
      { id: 'c', title, issuer: '示例市人民政府', publishedAt: '2023-05-01' },
      { id: 'd', title, issuer: '示例市示例区人民政府', publishedAt: '2023-06-01' },
      { id: 'i', title: `《${title}》政策解读`, issuer: '示例区发展和改革局', publishedAt: '2023-06-03' },
    ]);
    expect(pairs.find(({ policy }) => policy === 'd')?.decision).toBe('made');
    expect(pairs.find(({ policy }) => policy === 'c')?.decision).toBe('offered');
    expect(pairs.flatMap(({ reasons }) => reasons)).not.toContain('与另一页面为同一文件');
  });
});

describe('scores', () => {
  it('lie between 0 and 1, whatever was published when', () => {
    const wording = fc.constantFrom('tuned' as const, 'seen' as const, 'heldOut' as const);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), wording, (seed, wordings) => {
        for (const { score } of linkAll(linkCorpus(400, seed, wordings).lines).pairs) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 12 },
    );
  });
});
