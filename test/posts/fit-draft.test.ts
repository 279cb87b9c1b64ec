import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { picturesInMemory } from '../../src/posts/asset-store.ts';
import { composeBundle } from '../../src/posts/compose-bundle.ts';
import { composeItem, draftItem } from '../../src/posts/compose-item.ts';
import { composePost } from '../../src/posts/compose-post.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { fitDraft } from '../../src/posts/fit-draft.ts';
import { keepsText, visibleText } from '../../src/posts/visible-text.ts';
import { longPolicy, news } from '../fixtures/posts/pages.ts';

const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: '0000-12319' });
const { limits } = composing;
const item = (html: string, url: string | null = news.url) => ({
  article: { ...news, html, url },
  markingIfBlank: null,
  kind: 'policy' as const,
  job: 'publish' as const,
  publicUntil: '长期',
});
const long = { ...item(longPolicy(400).html), article: longPolicy(400) };
const refuse = async (url: string): Promise<Buffer> => {
  throw new Error(`no network for ${url}`);
};

describe('a text that is too long for the platform', () => {
  test('becomes key points with the way to the full text, and the reviewer is told how much was taken', async () => {
    const { composed, findings } = await composePost(draftItem(long, composing), composing, picturesInMemory(), refuse);
    const article = composed.articles[0];
    expect(article?.html.length).toBeLessThan(limits.htmlCharsBelow);
    expect(article?.sourceUrl).toBe(long.article.url);
    const text = visibleText(article?.html ?? '');
    for (const said of ['每户不超过8000元', '自2027年1月1日起施行', '有删节', '长按识别二维码', '原文另有表格1个']) {
      expect(text).toContain(said);
    }
    expect(article?.images).toHaveLength(1);
    const note = findings.find((f) => f.check === 'long-document');
    expect(note).toMatchObject({
      severity: 'note',
      message: expect.stringMatching(/共 \d+ 句，摘录 \d+ 句，另有表格 1 个/),
    });
    expect(findings.filter((f) => f.severity === 'blocking')).toEqual([]);
  });

  test('shows a QR code that holds the address itself, the same bytes every time', async () => {
    const shelf = picturesInMemory();
    const once = await composePost(draftItem(long, composing), composing, shelf, refuse);
    const again = await composePost(draftItem(long, composing), composing, picturesInMemory(), refuse);
    expect(again.composed).toEqual(once.composed);
    const picture = await shelf.get(once.composed.articles[0]?.images[0] ?? '');
    expect(picture?.mediaType).toBe('image/png');
  });

  test('stays whole and blocks where no address leads to the full text', () => {
    const { composed, findings } = composeItem(
      { ...long, article: { ...long.article, url: null } },
      new Map(),
      composing,
    );
    expect(findings.map((f) => f.check)).toContain('html-too-long');
    expect(keepsText(long.article.html, composed.articles[0]?.html ?? '')).toBe(true);
  });

  test('is left alone when it fits, and fitting it twice changes nothing', () => {
    const short = draftItem(item('<p>一。</p>'), composing);
    expect(fitDraft(short, composing).articles[0]?.html).toBe(short.articles[0]?.html);
    const fitted = fitDraft(draftItem(long, composing), composing);
    expect(fitDraft(fitted, composing)).toEqual(fitted);
  });

  test('is taken in parts where the office prints one article, with pictures of interpretations kept', () => {
    const graphic = {
      article: { ...longPolicy(300), html: `<p><img src="https://a.example/1.png"></p>${longPolicy(300).html}` },
      markingIfBlank: null,
      form: '图解' as const,
    };
    const material = {
      policy: { article: longPolicy(300), markingIfBlank: null },
      interpretations: [graphic],
      telephone: null,
      publicUntil: '长期',
      layout: 'parts' as const,
    };
    const sha = 'a'.repeat(64);
    const qr = `qr:${longPolicy(1).url}`;
    const picture = { sha256: sha, width: 900, height: 900 };
    const { composed, findings } = composeBundle(
      material,
      new Map([
        ['https://a.example/1.png', picture],
        [qr, picture],
      ]),
      composing,
    );
    expect(composed.articles).toHaveLength(1);
    expect(composed.articles[0]?.html.length).toBeLessThan(limits.htmlCharsBelow);
    expect(composed.articles[0]?.images).toEqual([sha, sha]);
    for (const part of ['原文要点', '一图读懂', '本部分为摘录']) expect(composed.articles[0]?.html).toContain(part);
    expect(findings.map((f) => f.check)).toEqual(expect.arrayContaining(['policy-as-points', 'long-document']));
  });
});

test('no document is over the limits, and no text is lost unless it is said', () => {
  const words = fc.constantFrom(
    '供暖',
    '各区应当',
    '8000元',
    '。',
    '；',
    '“',
    '”',
    '第一条　',
    '一、',
    '&amp;',
    '𠮷',
    '<b>粗</b>',
    '<br>',
  );
  const block = fc.oneof(
    fc.array(words, { maxLength: 60 }).map((parts) => `<p>${parts.join('')}</p>`),
    fc.array(words, { maxLength: 6 }).map((parts) => `<h2>${parts.join('')}</h2>`),
    fc.array(words, { maxLength: 8 }).map((parts) => `<table><tr><td>${parts.join('')}</td><td>值</td></tr></table>`),
    fc.array(words, { maxLength: 8 }).map((parts) => `<ul><li>${parts.join('')}</li></ul>`),
  );
  const document = fc.tuple(fc.array(block, { maxLength: 12 }), fc.integer({ min: 1, max: 40 }));
  fc.assert(
    fc.property(document, fc.boolean(), ([blocks, times], linked) => {
      const html = blocks.join('').repeat(times);
      const { composed, findings } = composeItem(item(html, linked ? news.url : null), new Map(), composing);
      const article = composed.articles[0];
      const said = new Set(findings.map((f) => f.check));
      const over = (article?.html.length ?? 0) >= limits.htmlCharsBelow;
      expect(over).toBe(said.has('html-too-long'));
      if (linked) expect(over).toBe(false);
      if (!said.has('long-document') && !said.has('text-lost')) expect(keepsText(html, article?.html ?? '')).toBe(true);
      expect(said.has('text-lost')).toBe(false);
    }),
    { numRuns: 40 },
  );
});
