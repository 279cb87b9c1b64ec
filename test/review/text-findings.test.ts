import { expect, test } from 'vitest';
import { placedFindings } from '../../src/review/text-findings.ts';
import { composedPost } from './composed.ts';

const finding = {
  ...{ check: 'title-length', rule: '', severity: 'warning' as const, start: 0, end: 0, excerpt: '' },
  ...{ remedy: '改短', suggestion: null },
};

test('a finding that names an article by its title belongs to it, nested or as it was stored before titles were', () => {
  const base = composedPost();
  const [article] = base.articles;
  if (!article) throw new Error('no article');
  const composed = { ...base, articles: [article, { ...article, title: '《办法》来了' }] };
  const placed = (message: string) => placedFindings([{ ...finding, message }], composed).map((each) => each.article);
  expect(placed('《〈办法〉来了》的标题太长')).toEqual([1]);
  expect(placed('《《办法》来了》的标题太长')).toEqual([1]);
  expect(placed('《别的》的标题太长')).toEqual([null]);
});
