import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { comparedTexts, compareTexts } from '../../../src/review/changes/compare-texts.ts';
import { type ReadBlock, readText } from '../../../src/review/changes/read-text.ts';
import { composedPost } from '../composed.ts';

const texts = fc
  .array(fc.constantFrom('补助', '20 万元', '，', '星期五', '申请', '\n', '😀'), { maxLength: 12 })
  .map((w) => w.join(''));
const blocks = fc.array(
  fc.record<ReadBlock>({
    article: fc.constantFrom(0, 1),
    kind: fc.constantFrom('text', 'heading', 'item'),
    level: fc.constantFrom(0, 1),
    cells: texts.map((text) => [text]),
  }),
  { maxLength: 12 },
);

test('what stands after a comparison is the newer text and what stood before it the older one, word for word', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const parts = comparedTexts(before, after);
      const without = (op: string) =>
        parts
          .filter((p) => p.op !== op)
          .map((p) => p.text)
          .join('');
      expect([without('ins'), without('del')]).toEqual([before, after]);
    }),
  );
  fc.assert(
    fc.property(blocks, blocks, (before, after) => {
      const compared = compareTexts(before, after);
      expect(compared.flatMap((b) => b.after ?? [])).toEqual(after);
      expect(compared.flatMap((b) => b.before ?? []).map((b) => b.cells)).toEqual(before.map((b) => b.cells));
    }),
  );
});

test('a weekday is exchanged as a whole, and a paragraph that stays is not told', () => {
  const html = (day: string) => `<h2>一、办理</h2><p>首批受理时间为11月26日（${day}）起。</p><p>电话 12319。</p>`;
  const read = (day: string) => readText(composedPost({ html: html(day) }));
  const changed = compareTexts(read('星期五'), read('星期四')).filter(({ op }) => op !== 'same');
  expect(changed.map(({ cells }) => cells[0])).toEqual([
    [
      { op: 'same', text: '首批受理时间为11月26日（' },
      { op: 'del', text: '星期五' },
      { op: 'ins', text: '星期四' },
      { op: 'same', text: '）起。' },
    ],
  ]);
});

test('everything under the content hash is read: cells of tables, addresses of links, pictures, what belongs to the whole post', () => {
  const sha256 = 'a'.repeat(64);
  const html = `<table><tr><th>项目</th></tr><tr><td>每台</td></tr></table><p><a href="https://a.gov.cn/x">办法</a></p><p><img src="asset:${sha256}" alt="图解"></p>`;
  const read = readText(composedPost({ html, forms: { weibo: '短' } }));
  expect(read.map(({ kind, cells }) => [kind, ...cells])).toEqual([
    ['title', '关于示例市老旧小区改造的通知'],
    ['author', '示例市住建局'],
    ['head-row', '项目'],
    ['row', '每台'],
    ['text', '办法（https://a.gov.cn/x）'],
    ['picture', sha256, '图解'],
    ['digest', '摘要'],
    ['source', 'https://zjj.shili.gov.cn/a.html'],
    ['field', 'kind', 'notice'],
    ['field', 'job', 'publish'],
    ['field', 'marking', 'public'],
    ['field', 'audience', 'public'],
    ['field', 'publicUntil', '长期'],
    ['form', 'weibo', '短'],
  ]);
});

/** Paragraphs of 400 characters; those of seed 0 and of seed 1 share none. */
function rewritten(count: number, seed: 0 | 1): ReadBlock[] {
  return Array.from({ length: count }, (_, i) => {
    const character = (n: number) => String.fromCodePoint(0x4e00 + seed + 2 * ((i * 7919 + n * 104_729) % 10_000));
    return {
      article: 0,
      kind: 'text',
      level: 0,
      cells: [Array.from({ length: 400 }, (__, n) => character(n)).join('')],
    };
  });
}

test('a text that was written anew is taken apart into words once a block, not once a pair', () => {
  const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  try {
    const compared = compareTexts(rewritten(60, 0), rewritten(60, 1));
    expect(compared.map(({ op }) => op)).toEqual([...Array(60).fill('ins'), ...Array(60).fill('del')]);
    expect(segment).toHaveBeenCalledTimes(120);
  } finally {
    segment.mockRestore();
  }
});

test('where very many blocks were replaced they stand as gone and new, but a title is still a title that changed', () => {
  const title = (text: string): ReadBlock => ({ article: 0, kind: 'title', level: 0, cells: [text] });
  const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  try {
    const [before, after] = [rewritten(100, 0), rewritten(100, 1)];
    const compared = compareTexts([title('旧题'), ...before], [title('新题'), ...after]);
    expect(compared.map(({ op }) => op)).toEqual(['mod', ...Array(100).fill('ins'), ...Array(100).fill('del')]);
    expect(segment).toHaveBeenCalledTimes(2);
  } finally {
    segment.mockRestore();
  }
});
