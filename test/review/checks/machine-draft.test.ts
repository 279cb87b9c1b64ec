import { describe, expect, test } from 'vitest';
import { exceptable } from '../../../src/review/except-finding.ts';
import { blockingOf, composedPost } from '../composed.ts';

const model = {
  by: 'model' as const,
  model: '示例模型',
  wrote: ['每台补助16万元。', '欢迎申请。'],
  unsourced: ['16万元'],
};

describe('a draft of a machine', () => {
  test('blocks until the mark is gone', () => {
    expect(blockingOf(composedPost())).toEqual([]);
    const [finding, ...others] = blockingOf(composedPost({ drafted: { by: 'machine' } }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ check: 'machine-draft', excerpt: '机器起草' });
    expect(finding?.message).toContain('机器起草，未经人工核对');
  });

  test('of a model names it and every sentence it wrote', () => {
    const [finding] = blockingOf(composedPost({ drafted: model }));
    expect(finding).toMatchObject({ check: 'machine-draft', excerpt: '示例模型' });
    for (const words of ['示例模型', ...model.wrote]) expect(finding?.message).toContain(words);
  });

  test('what a model wrote without a source blocks by itself, at its place, and cannot be let pass', () => {
    const post = composedPost({ drafted: model, html: '<p>每台补助16万元。</p>' });
    const found = blockingOf(post).filter((f) => f.check === 'model-unsourced');
    expect(found).toHaveLength(1);
    expect(found[0]?.excerpt).toBe('16万元');
    expect((found[0]?.end ?? 0) - (found[0]?.start ?? 0)).toBe('16万元'.length);
    expect(exceptable.has('model-unsourced')).toBe(false);
    const mended = composedPost({ drafted: model, html: '<p>每台补助15万元。</p>' });
    expect(blockingOf(mended).map((f) => f.check)).toEqual(['machine-draft']);
  });

  test('A-08 an identity number in the text of a picture is found', () => {
    const html = '<p><img src="asset:1" alt="张某11010519491231002X"></p>';
    expect(blockingOf(composedPost({ html })).map((f) => f.check)).toContain('personal-data');
  });
});
