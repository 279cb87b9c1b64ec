import { describe, expect, test } from 'vitest';
import { contentHash } from '../../src/posts/content-hash.ts';
import type { Composed, ComposedArticle } from '../../src/posts/post.ts';

const article: ComposedArticle = {
  title: '一',
  author: '示例市',
  digest: '摘',
  html: '<p>一</p>',
  sourceUrl: 'https://www.example.gov.cn/',
  images: ['a'],
  cover: { sha256: 'c', width: 900, height: 383 },
};
const composed: Composed = {
  kind: 'news',
  job: 'publish',
  marking: 'public',
  audience: 'public',
  publicUntil: '长期',
  source: null,
  articles: [article, { ...article, title: '二' }],
  forms: { plain: '一' },
};

describe('the content hash', () => {
  test('is the same on every machine and in every release', () => {
    expect(contentHash(composed)).toBe('e86ec49fc7cf5849600a85076842396d186b1793d9f24e60dcf589fafbe93d7a');
  });

  test('does not depend on the order of keys', () => {
    const turned = Object.fromEntries(Object.entries(composed).reverse());
    expect(contentHash({ ...composed, ...turned })).toBe(contentHash(composed));
    expect(contentHash(JSON.parse(JSON.stringify(turned)))).toBe(contentHash(composed));
  });

  test.each<[string, Partial<Composed>]>([
    ['the kind', { kind: 'notice' }],
    ['the job', { job: 'serve' }],
    ['the marking', { marking: null }],
    ['the audience', { audience: 'list' }],
    ['how long it is public', { publicUntil: '2027-01-01' }],
    ['the source', { source: '示例发布' }],
    ['the order of articles', { articles: composed.articles.toReversed() }],
    ['a title', { articles: [{ ...article, title: '一 ' }] }],
    ['an author', { articles: [{ ...article, author: '' }, ...composed.articles.slice(1)] }],
    ['a digest', { articles: [{ ...article, digest: '' }, ...composed.articles.slice(1)] }],
    ['the body', { articles: [{ ...article, html: '<p>一。</p>' }, ...composed.articles.slice(1)] }],
    ['an address', { articles: [{ ...article, sourceUrl: null }, ...composed.articles.slice(1)] }],
    ['a cover', { articles: [{ ...article, cover: null }, ...composed.articles.slice(1)] }],
    ['a picture', { articles: [{ ...article, images: ['b'] }, ...composed.articles.slice(1)] }],
    ['a form', { forms: { plain: '二' } }],
  ])('changes with %s', (_, change) => {
    expect(contentHash({ ...composed, ...change })).not.toBe(contentHash(composed));
  });
});
