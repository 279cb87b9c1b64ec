import { describe, expect, test } from 'vitest';
import { wechatLimits } from '../../src/posts/platform-limits.ts';
import { keepsText, visibleText } from '../../src/posts/visible-text.ts';
import { toWechatHtml } from '../../src/posts/wechat-html.ts';

const sha = 'a'.repeat(64);
const pictures = new Map([['https://www.example.gov.cn/a.png', { sha256: sha, width: 900, height: 600 }]]);
const bare = { levels: [''] };
const of = (html: string) => toWechatHtml(html, pictures, bare, wechatLimits);
const p = (inner: string) => `<p style="color:#333333">${inner}</p>`;

describe('WeChat-safe HTML, by example', () => {
  test('an external link becomes a numbered footnote with its address as text', () => {
    const html = of(
      '<p>见<a href="https://www.example.gov.cn/x">办法</a>和<a href="https://www.example.gov.cn/x">原文</a></p>',
    ).html;
    expect(html).toBe(
      `${p('见办法<sup>[1]</sup>和原文<sup>[1]</sup>')}<hr>${p('<strong>文中链接</strong>')}${p('[1] 办法：https://www.example.gov.cn/x')}`,
    );
  });

  test('a link to an article of an official account stays a link', () => {
    const link = '<a href="https://mp.weixin.qq.com/s/abc">图文</a>';
    expect(of(`<p>${link}</p>`).html).toBe(p(link));
    expect(of('<p><a href="https://mp.weixin.qq.com.evil.example/s">图文</a></p>').html).toContain('<sup>[1]</sup>');
  });

  test('a link that shows its address, or leads nowhere, is only text', () => {
    expect(
      of(
        '<p><a href="https://a.example/">https://a.example/</a> <a href="#top">回顶部</a> <a href="javascript:x()">点我</a></p>',
      ).html,
    ).toBe(p('https://a.example/ 回顶部 点我'));
  });

  test('footnotes of a text that was composed before and then extended are numbered on', () => {
    const once = of('<p><a href="https://a.example/1">一</a></p>').html;
    expect(of(`${once}<p><a href="https://a.example/2">二</a></p>`).html).toContain('[2] 二：https://a.example/2');
  });

  test('alignment stays, every other style of the source goes', () => {
    expect(of('<p align="right" style="font-size:99px;position:fixed">年月日</p>').html).toBe(
      '<p style="color:#333333;text-align:right">年月日</p>',
    );
    expect(of('<center>标题</center>').html).toBe('<section style="text-align:center">标题</section>');
  });

  test('a table loses its widths and keeps its shape; its caption stands before it', () => {
    const { html } = of(
      '<table width="1200"><caption>表一</caption><tr><td colspan="2" width="600" nowrap>甲</td><td></td></tr></table>',
    );
    expect(html).toBe(`${p('表一')}<table><tbody><tr><td colspan="2">甲</td><td></td></tr></tbody></table>`);
  });

  test('pictures are named by their hash; one that nobody has is left out and reported', () => {
    const made = of(
      '<p><img src="https://www.example.gov.cn/a.png" alt="图" onerror="x()" width="9"></p><p><img data-src="https://x.example/b.png">文</p>',
    );
    expect(made.html).toBe(`${p(`<img src="asset:${sha}" alt="图" style="max-width:100%">`)}${p('文')}`);
    expect(made).toMatchObject({
      images: [sha],
      lostPictures: ['https://x.example/b.png'],
      htmlCharacters: made.html.length,
    });
  });

  test('blanks and line ends of code are kept as the reader needs them', () => {
    expect(of('<pre>if a\n  b</pre>').html).toBe('<pre>if\u00a0a<br>\u00a0\u00a0b</pre>');
  });

  test('what a page hides stays hidden', () => {
    expect(
      of('<p>公开<span style="display: none">内部</span><i hidden>内部</i><!-- 内部 --><script>内部</script></p>').html,
    ).toBe(p('公开'));
  });

  test('a caption that comes after rows keeps its place in the order of words', () => {
    const source = '<table><tr><td>甲</td></tr><caption>表一</caption></table>';
    expect(keepsText(source, of(source).html)).toBe(true);
  });

  test('text without a paragraph gets one', () => {
    expect(of('散文<b>粗</b><p>段</p>').html).toBe(p('散文<b>粗</b>') + p('段'));
  });

  test.each([
    '<div>',
    '<b>',
    '<table><tr><td>',
    '<ul><li>',
    '<a href="https://a.example/">',
  ])('a page that nests %s without end keeps its text and nothing else', (tag) => {
    const source = `${tag.repeat(1500)}文字 &lt;b&gt;<p>段`;
    const { html } = of(source);
    expect(keepsText(source, html)).toBe(true);
    expect(html).toBe(of(html).html);
  });

  test('the comparison of text sees a lost character and an exchanged order', () => {
    expect(keepsText('<p>一二三</p>', '<p>一<sup>[1]</sup>二</p><p>三</p>')).toBe(true);
    expect(keepsText('<p>一二三</p>', '<p>一三</p>')).toBe(false);
    expect(keepsText('<p>一二三</p>', '<p>一三二</p>')).toBe(false);
    expect(visibleText('<h1>甲</h1>乙 \n 丙<br>丁<table><tr><td>戊</td><td>己</td></tr></table>')).toBe(
      '甲\n乙 丙\n丁\n戊\n己',
    );
  });
});
