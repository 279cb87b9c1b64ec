import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { type Chain, nextSigners, openGates, whyNotRelease, whyNotSign } from '../../src/review/review.ts';
import { shippedConfig } from '../config/config-folder.ts';

const { workflow, people } = loadConfig(shippedConfig);
const [flow] = workflow.flows;
const signature = (position: number, person: string) => ({
  review: 'r',
  position,
  step: 'x',
  person,
  decision: 'approve' as const,
  opinion: '',
  contentHash: 'h',
  at: 0,
});
const tick = (gate: string) => ({ review: 'r', gate, person: 'zhang-wei', comment: '', at: 0 });
const chain = (change: Partial<Chain> = {}): Chain => ({
  flow: flow!,
  signatures: [],
  ticks: [],
  writers: ['li-na'],
  ...change,
});
const codes = (reasons: { code: string }[]) => reasons.map((r) => r.code);

describe('who may sign', () => {
  test('first a section head, then a leader', () => {
    expect(nextSigners(chain(), people.people).map((p) => p.roles[0])).toEqual(Array(4).fill('section-head'));
    const signed = chain({ signatures: [signature(0, 'zhang-wei')] });
    expect(nextSigners(signed, people.people).map((p) => p.id)).toEqual(['chen-zhiyuan', 'wang-jianguo']);
    expect(nextSigners(chain({ signatures: [signature(0, 'a'), signature(1, 'b')] }), people.people)).toEqual([]);
  });

  test('A-05 every reason against a signer is told at once', () => {
    const all = { person: 'li-na', roles: ['editor', 'section-head', 'leader'] };
    expect(codes(whyNotSign(chain(), all))).toEqual(['signer-is-drafter']);
    expect(codes(whyNotSign(chain(), { person: 'wang-jianguo', roles: ['leader'] }))).toEqual(['out-of-order']);
    expect(codes(whyNotSign(chain(), { person: 'feng-jie', roles: ['desk'] }))).toEqual(['role-missing']);
    const once = chain({ signatures: [signature(0, 'zhang-wei')] });
    expect(codes(whyNotSign(once, { person: 'zhang-wei', roles: ['section-head', 'leader'] }))).toEqual([
      'signed-twice',
    ]);
  });
});

test('A-03 the last signature waits for every one of the five gates, the first does not', () => {
  const four = ['political', 'legal', 'policy', 'wording'].map(tick);
  const last = chain({ ticks: four, signatures: [signature(0, 'zhang-wei')] });
  expect(openGates(last)).toEqual(['secrecy']);
  expect(whyNotRelease(last)[0]?.message).toBe('the gates secrecy are not ticked; release needs all 5');
  expect(whyNotRelease(chain({ ticks: four }))).toEqual([]);
  expect(whyNotRelease({ ...last, ticks: [...four, tick('secrecy')] })).toEqual([]);
});
