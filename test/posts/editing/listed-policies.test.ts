import { expect, test } from 'vitest';
import { composeTopic } from '../../../src/posts/compose-topic.ts';
import { type Composition, readComposing } from '../../../src/posts/composing.ts';
import { composeWorking } from '../../../src/posts/editing/compose-working.ts';
import { listedPolicies, listsNothing } from '../../../src/posts/editing/listed-policies.ts';
import { workingFrom } from '../../../src/posts/editing/working-copy.ts';
import { policy } from '../../fixtures/posts/articles.ts';

const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: '0000-12319' });

const entry = (title: string, rest: string) => `<h3>1. ${title}</h3>${rest}`;
const issuer = '<p>发文机关：示例市住房和城乡建设局</p>';
const link = '<p>原文：<a href="https://zjj.example.gov.cn/1">https://zjj.example.gov.cn/1</a></p>';

test('C-09 policies of a topic are read off its numbered headings, each with issuer and link or bare', () => {
  expect(listedPolicies(entry('甲办法', issuer + link))).toEqual([{ title: '甲办法', isBare: false }]);
  expect(listedPolicies(entry('甲办法', issuer))).toEqual([{ title: '甲办法', isBare: true }]);
  expect(listedPolicies(entry('甲办法', link) + entry('乙办法', issuer + link))).toEqual([
    { title: '甲办法', isBare: true },
    { title: '乙办法', isBare: false },
  ]);
  expect([listsNothing('<p>本期专题</p>'), listsNothing(`<ul><li>${link}</li></ul>`)]).toEqual([true, false]);
});

test('C-09 what a topic lacks is said no more once its text has it, and still while it has not', () => {
  const policies = [{ article: { ...policy, title: '甲办法', issuer: null, source: null }, markingIfBlank: null }];
  const topic = { title: '一件事', introduction: '<p>本期专题。</p>', job: null, publicUntil: '长期', policies };
  const checks = (base: Composition, body: string) => {
    const at = { post: 'p', revision: 1, contentHash: 'h', at: 0, by: 'li-na' };
    const { articles, ...copy } = workingFrom(at, base.composed);
    const edited = articles.map((article, i) => (i === 0 ? { ...article, body } : article));
    const { findings } = composeWorking({ ...copy, articles: edited }, base, new Map(), composing);
    return findings.map(({ check }) => check).filter((check) => check.startsWith('topic'));
  };
  const bare = composeTopic(topic, new Map(), composing);
  expect(bare.findings.map(({ check }) => check)).toContain('topic-entry');
  expect(checks(bare, entry('甲办法', link))).toEqual(['topic-entry']);
  expect(checks(bare, entry('甲办法', issuer + link))).toEqual([]);
  const empty = composeTopic({ ...topic, policies: [] }, new Map(), composing);
  expect(checks(empty, '<p>还没有写</p>')).toEqual(['topic-empty']);
  expect(checks(empty, entry('甲办法', issuer + link))).toEqual([]);
});
