import { describe, expect, test } from 'vitest';
import { readArticle } from '../../src/portal/read-article.ts';
import { composeDraft } from '../../src/posts/compose-draft.ts';
import { composeItem, draftItem } from '../../src/posts/compose-item.ts';
import { composeMarkdown } from '../../src/posts/compose-markdown.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { readFrontMatter } from '../../src/posts/front-matter.ts';
import { wechatBody } from '../../src/posts/wechat-body.ts';
import { policy } from '../fixtures/posts/articles.ts';

const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: '0000-1' });
const body = (html: string) => wechatBody(html, new Map());
const saidOf = (html: string) => {
  const article = { ...policy, html };
  const item = { article, markingIfBlank: null, kind: 'news', job: 'publish', publicUntil: '长期' } as const;
  return composeItem(item, new Map(), composing).findings.filter((f) => /^(?:link|media)-lost$/.test(f.check));
};

describe('what readers of an article cannot reach', () => {
  test('a link to a file beside the text is named; places in the page, telephones and the web are not', () => {
    expect(body('<p><a href="./申请表.docx">申请表</a></p>').lostLinks).toEqual(['申请表（./申请表.docx）']);
    expect(body('<p><a href="file:///C:/a.doc"><b>甲</b>乙</a></p>').lostLinks).toEqual(['甲乙（file:///C:/a.doc）']);
    const fine = ['#top', 'javascript:void(0)', '', 'tel:12345', 'mailto:a@b.example', 'https://a.example/a.docx'];
    for (const href of fine) expect(body(`<p><a href="${href}">申请表</a></p>`).lostLinks).toEqual([]);
  });

  test('videos, sound and frames are named once, hidden ones are not', () => {
    const html =
      '<p>文</p><iframe src="https://v.example/1"></iframe><div><video><source src="a.mp4"></video></div>' +
      '<iframe src="https://v.example/1"></iframe><audio></audio><div style="display:none"><embed src="x"></div>';
    expect(body(html).lostMedia).toEqual(['https://v.example/1', 'a.mp4', '<audio>']);
    expect(body('<p>文</p>')).toMatchObject({ lostMedia: [], lostLinks: [] });
  });

  test('staff are told of both, once each, with what to do', () => {
    const html =
      '<p>见<a href="a.docx">附表</a>和<a href="b.docx">说明</a></p><video src="https://v.example/a.mp4"></video><iframe src="https://v.example/b"></iframe>';
    const said = saidOf(html);
    expect(said.map((f) => [f.check, f.severity, f.excerpt])).toEqual([
      ['link-lost', 'warning', '附表（a.docx）、说明（b.docx）'],
      ['media-lost', 'warning', 'https://v.example/a.mp4、https://v.example/b'],
    ]);
    for (const { remedy } of said) expect(remedy).toContain('放到“阅读原文”或二维码');
    expect(saidOf('<p>见<a href="https://a.example/a.docx">附表</a></p>')).toEqual([]);
  });

  test('what the reader of pages has left out is told too', () => {
    const page =
      '<html><body><div class="TRS_Editor"><p>通知正文如下，请遵照执行。</p><iframe src="https://v.example/1"></iframe></div></body></html>';
    const article = readArticle(page, 'https://a.example/t.html', { now: 0, findNumbers: () => [] });
    expect(article.html).not.toContain('iframe');
    const item = { article, markingIfBlank: null, kind: 'news', job: 'publish', publicUntil: '长期' } as const;
    const { findings } = composeItem(item, new Map(), composing);
    expect(findings.find((f) => f.check === 'media-lost')?.excerpt).toBe('https://v.example/1');
  });

  test('why a picture was lost is said in Chinese, whatever the error', () => {
    const article = { ...policy, html: '<p>文<img src="https://a.example/1.png"></p>' };
    const item = { article, markingIfBlank: null, kind: 'news', job: 'publish', publicUntil: '长期' } as const;
    const reasonFor = (said: string) => {
      const lost = new Map([['https://a.example/1.png', said]]);
      return composeDraft(draftItem(item, composing), new Map(), composing, lost).findings.find(
        (f) => f.check === 'picture-lost',
      )?.message;
    };
    expect(reasonFor('no-network')).toContain('（组稿命令不联网取图）');
    expect(reasonFor('图片不完整或已损坏')).toContain('（图片不完整或已损坏）');
    expect(reasonFor('never-seen')).toContain('（没有取到，代码 never-seen）');
  });

  test('a Markdown post with a file beside it says so', () => {
    const file = readFrontMatter(
      'a.md',
      '---\ntitle: 办理通知\nkind: notice\njob: publish\n---\n请填写[申请表](./申请表.docx)后提交。\n',
    );
    const { findings } = composeMarkdown(file, new Map(), composing);
    expect(findings.find((f) => f.check === 'link-lost')?.excerpt).toBe('申请表（./申请表.docx）');
  });
});
