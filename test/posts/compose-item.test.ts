import { describe, expect, test } from 'vitest';
import { composeItem, type ItemMaterial } from '../../src/posts/compose-item.ts';
import { composeMarkdown } from '../../src/posts/compose-markdown.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { readFrontMatter } from '../../src/posts/front-matter.ts';
import { postKinds } from '../../src/posts/post.ts';
import { shorterTitle } from '../../src/posts/shorten-title.ts';
import { policy } from '../fixtures/posts/articles.ts';

const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: '0000-1' });
const item: ItemMaterial = { article: policy, markingIfBlank: null, kind: 'news', job: 'publish', publicUntil: '长期' };

describe('a page as a post', () => {
  test.each(postKinds)('of kind %s keeps title, text and the address of the original', (kind) => {
    const { composed, findings } = composeItem({ ...item, kind }, new Map(), composing);
    expect(composed).toMatchObject({
      kind,
      source: policy.source,
      articles: [{ title: policy.title, sourceUrl: policy.url }],
    });
    expect(composed.forms.plain).toContain('自2026年12月1日起施行。');
    // What kinds lack on a page of another kind is told in kinds.test.ts.
    const ofKind = ['guide-field', 'topic-empty', 'consultation-days', 'consultation-ways', 'consultation-result-open'];
    expect(findings.filter((f) => !ofKind.includes(f.check))).toEqual([]);
  });

  test('with a title of more than 32 code points keeps it and is reported', () => {
    const of = (title: string) =>
      composeItem({ ...item, article: { ...policy, title } }, new Map(), composing).findings.map((f) => f.check);
    expect(of('𠮷'.repeat(32))).toEqual([]);
    expect(of('𠮷'.repeat(33))).toEqual(['title-length']);
    expect(of(' ')).toEqual(['title-missing']);
  });

  test('without a title of the page gets none invented', () => {
    const { composed, findings } = composeItem({ ...item, article: { ...policy, title: null } }, new Map(), composing);
    expect(composed.articles[0]?.title).toBe('');
    expect(findings).toMatchObject([{ check: 'title-missing', severity: 'blocking' }]);
  });
});

describe('a Markdown file as a post', () => {
  const compose = (body: string) =>
    composeMarkdown(
      readFrontMatter('x.md', `---\ntitle: 一\nkind: 通知\njob: 信息发布\n---\n${body}`),
      new Map(),
      composing,
    ).composed;

  test('prints HTML in the text as text', () => {
    expect(compose('<b>粗</b> **真粗** <script>x</script>').articles[0]?.html).toContain(
      '&lt;b&gt;粗&lt;/b&gt; <strong',
    );
    expect(compose('[x](javascript:alert(1))').articles[0]?.html).not.toContain('href');
  });

  test('stays without a marking and a period when the file gives none', () => {
    expect(compose('正文')).toMatchObject({
      marking: null,
      publicUntil: '',
      audience: 'public',
      kind: 'notice',
      job: 'publish',
    });
  });
});

describe('the suggestion for a title that is too long', () => {
  test.each([
    [
      '示例市人民政府办公室关于印发《示例市城镇燃气安全专项整治三年行动方案》的通知',
      '《示例市城镇燃气安全专项整治三年行动方案》印发',
    ],
    [
      '示例市住房和城乡建设局等九部门关于做好二〇二六年冬季城镇供暖保障工作有关事项的通知',
      '关于做好二〇二六年冬季城镇供暖保障工作有关事项的通知',
    ],
    ['短标题', null],
    ['长'.repeat(40), null],
  ])('of %s is %s', (title, shorter) => {
    expect(shorterTitle(title, 32)).toBe(shorter);
  });
});
