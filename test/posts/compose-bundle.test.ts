import { describe, expect, test } from 'vitest';
import { composeBundle } from '../../src/posts/compose-bundle.ts';
import { readComposing } from '../../src/posts/composing.ts';
import type { BundleMaterial } from '../../src/posts/page-material.ts';
import { graphic, policy, questions } from '../fixtures/posts/articles.ts';

const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: '0000-1234567' });
const sha = 'b'.repeat(64);
const pictures = new Map([
  ['https://www.shili.example.gov.cn/pic/long.webp', { sha256: sha, width: 900, height: 3000 }],
]);
const page = (article: typeof policy) => ({ article, markingIfBlank: null });
const bundle: BundleMaterial = {
  policy: page(policy),
  interpretations: [
    { ...page(questions), form: '问答' },
    { ...page(graphic), form: '图解' },
  ],
  telephone: null,
  publicUntil: '长期',
};

describe('a bundle as a post', () => {
  const { composed, findings } = composeBundle(bundle, pictures, composing);

  test('has the policy first, then the picture, then the questions', () => {
    expect(composed.articles.map((a) => a.title)).toEqual([policy.title, graphic.title, questions.title]);
    expect(composed).toMatchObject({ kind: 'policy', job: 'interpret', marking: 'public', audience: 'public' });
    expect(findings).toEqual([]);
  });

  test('looks as it looked when it was last judged good', async () => {
    const html = composed.articles.map((a) => `<!-- ${a.title} | ${a.digest} -->\n${a.html.replaceAll('><', '>\n<')}`);
    await expect(html.join('\n\n')).toMatchFileSnapshot('../fixtures/posts/bundle.golden.html');
  });

  test('C-10 every article made of a portal item carries its address as 阅读原文', () => {
    expect(composed.articles.map((a) => a.sourceUrl)).toEqual([policy.url, graphic.url, questions.url]);
    const lost = composeBundle({ ...bundle, policy: page({ ...policy, url: null }) }, pictures, composing);
    expect(lost.composed.articles[0]?.sourceUrl).toBeNull();
    expect(lost.findings.map((f) => [f.check, f.rule])).toEqual([['no-source-link', 'C-10']]);
  });

  test('as one article with parts it names the attachments, prints the marking once and blocks without an address', () => {
    const html = `${policy.html}<p>（此件公开发布）</p>`;
    const of = (article: typeof policy) =>
      composeBundle({ ...bundle, layout: 'parts', policy: page(article) }, pictures, composing);
    const whole = of({ ...policy, html });
    const text = whole.composed.articles[0]?.html ?? '';
    expect(text).toContain('检查表.docx');
    expect(text).toContain('阅读原文');
    expect(text.split('此件公开发布')).toHaveLength(2);
    expect(of(policy).composed.articles[0]?.html.split('此件公开发布')).toHaveLength(2);
    const nowhere = of({ ...policy, html, url: null });
    expect(nowhere.findings.filter((f) => f.severity === 'blocking').map((f) => f.check)).toEqual(['parts-no-address']);
    expect(nowhere.composed.articles[0]?.html).not.toContain('阅读原文');
  });

  test('I-10 the consultation telephone stands in every article and form, and its absence blocks', () => {
    for (const { html } of composed.articles) expect(html).toContain('政策咨询电话：0000-1234567');
    for (const form of Object.values(composed.forms)) expect(form).toContain('0000-1234567');
    const without = composeBundle(bundle, pictures, { ...composing, telephone: null });
    expect(without.findings).toMatchObject([{ check: 'no-telephone', severity: 'blocking', rule: 'I-10' }]);
  });

  test('A-11 one article that nobody marked 主动公开 holds back the whole post', () => {
    const unmarked = { ...page({ ...graphic, marking: null }), form: '图解' as const };
    const of = (interpretations: BundleMaterial['interpretations']) =>
      composeBundle({ ...bundle, interpretations }, pictures, composing).composed.marking;
    expect(of([unmarked])).toBeNull();
    expect(of([{ ...unmarked, markingIfBlank: 'public' }])).toBe('public');
    expect(of([{ ...page({ ...graphic, marking: 'on-request' }), form: '图解' }])).toBe('on-request');
  });

  test('keeps a title that is too long and offers a shorter one', () => {
    const title = '示例市住房和城乡建设局关于印发《示例市城镇燃气安全专项整治三年行动实施方案》的通知';
    const long = composeBundle({ ...bundle, policy: page({ ...policy, title }) }, pictures, composing);
    expect(long.composed.articles[0]?.title).toBe(title);
    const finding = long.findings.find((f) => f.check === 'title-length');
    expect(finding).toMatchObject({
      severity: 'blocking',
      suggestion: '《示例市城镇燃气安全专项整治三年行动实施方案》印发',
    });
    expect(finding?.message).toContain('最多 32 字');
  });

  test('is kept without a picture that could not be had, and says so', () => {
    const lost = composeBundle(bundle, new Map(), composing);
    expect(lost.composed.articles).toHaveLength(3);
    expect(lost.findings.filter((f) => f.check === 'picture-lost')).toHaveLength(1);
  });

  test('of more interpretations than there is room for lists the rest with their addresses, and says so', () => {
    const many = Array.from({ length: 9 }, (_, i) => {
      return { ...page({ ...questions, title: `问答${i + 1}` }), form: '问答' as const };
    });
    const post = composeBundle({ ...bundle, interpretations: many }, pictures, composing);
    expect(post.composed.articles).toHaveLength(8);
    for (const title of ['问答8', '问答9']) expect(post.composed.articles[0]?.html).toContain(title);
    expect(post.composed.articles[0]?.html).toContain(questions.url);
    expect(post.findings).toMatchObject([{ check: 'interpretations-listed', excerpt: '问答8' }]);
  });

  test('takes a leaner theme before it says that a text is too long', () => {
    const article = (paragraphs: number) => ({
      ...policy,
      html: '<p>供热企业应当公布服务电话。</p>'.repeat(paragraphs),
    });
    const lean = composeBundle({ ...bundle, policy: page(article(300)) }, pictures, composing);
    expect(lean.findings.map((f) => f.check)).toEqual(['styles-reduced']);
    expect(lean.composed.articles[0]?.html.length).toBeLessThan(20_000);
    const unlinked = { ...article(1500), url: null };
    const long = composeBundle({ ...bundle, policy: page(unlinked) }, pictures, composing);
    expect(long.findings.map((f) => f.check)).toEqual(['html-too-long', 'no-source-link']);
  });
});
