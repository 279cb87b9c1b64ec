import { describe, expect, test } from 'vitest';
import { wechatLimits } from '../../src/posts/platform-limits.ts';
import type { Theme } from '../../src/posts/theme.ts';
import { keepsText, visibleText } from '../../src/posts/visible-text.ts';
import { toWechatHtml } from '../../src/posts/wechat-html.ts';

const sha = 'a'.repeat(64);
const pictures = new Map([['https://www.example.gov.cn/a.png', { sha256: sha, width: 900, height: 600 }]]);
const bare: Theme = {
  name: '素',
  tables: { smallFrom: 4, cardsFrom: 6 },
  levels: [
    {
      p: { color: '#333333' },
      aside: { color: '#333333' },
      figure: { color: '#333333' },
      figcaption: { color: '#333333' },
      img: { 'max-width': '100%' },
    },
  ],
};
const of = (html: string) => toWechatHtml(html, pictures, bare, wechatLimits);
const p = (inner: string) => `<p style="color:#333333">${inner}</p>`;
const centre = (inner: string) => `<p style="color:#333333;text-align:center">${inner}</p>`;
const picture = (alt: string) => `<img src="asset:${sha}" alt="${alt}" style="max-width:100%">`;

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
    expect(of('<center>标题</center>').html).toBe(centre('标题'));
  });

  test('a table loses its widths and keeps its shape; its caption stands before it', () => {
    const { html } = of(
      '<table width="1200"><caption>表一</caption><tr><td colspan="2" width="600" nowrap>甲</td><td></td></tr></table>',
    );
    expect(html).toBe(`${centre('表一')}<table><tbody><tr><td colspan="2">甲</td><td></td></tr></tbody></table>`);
  });

  test('pictures are named by their hash; one that nobody has is left out and reported', () => {
    const made = of(
      '<p><img src="https://www.example.gov.cn/a.png" alt="图" onerror="x()" width="9"></p><p><img data-src="https://x.example/b.png">文</p>',
    );
    expect(made.html).toBe(centre(picture('图')) + p('文'));
    expect(made).toMatchObject({
      images: [sha],
      lostPictures: ['https://x.example/b.png'],
      // The platform's own address of a picture is longer than the name it has here.
      htmlCharacters: made.html.length + 106,
      picturesWithoutAlt: 0,
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
    expect(of('散文<b>粗</b><p>段</p>').html).toBe(p('散文<strong>粗</strong>') + p('段'));
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

  test('a telephone number and a mail address are printed where they stand', () => {
    const { html } = of(
      '<p>请<a href="tel:0000-12319">来电</a>或<a href="mailto:zx@shili.example?subject=x">写信</a>，电话<a href="tel:000012319">0000-12319</a></p>',
    );
    expect(html).toBe(p('请来电（0000-12319）或写信（zx@shili.example），电话0000-12319'));
  });

  test('a picture that leads to another page keeps where it leads; one that leads to itself larger does not', () => {
    const linked = (address: string) =>
      of(`<a href="${address}"><img src="https://www.example.gov.cn/a.png" alt="专题"></a>`);
    expect(linked('https://www.example.gov.cn/zt/').html).toBe(
      `${centre(picture('专题'))}${p('<sup>[1]</sup>')}<hr>${p('<strong>文中链接</strong>')}${p('[1] 专题：https://www.example.gov.cn/zt/')}`,
    );
    expect(linked('https://www.example.gov.cn/a-big.JPG').html).toBe(centre(picture('专题')));
  });

  test('a caption is set below its picture and describes it when nothing else does', () => {
    const img = '<img src="https://www.example.gov.cn/a.png" alt="微信图片_20261101.jpg">';
    const set = centre(picture('图为供暖检修现场')) + centre('图为供暖检修现场');
    expect(of(`<p>${img}</p><p>图为供暖检修现场</p>`).html).toBe(set);
    expect(of(`<figure>${img}<figcaption>图为供暖检修现场</figcaption></figure>`).html).toBe(set);
    expect(of(`<p>${img}</p><p>各县区要抓紧检修。</p>`)).toMatchObject({ picturesWithoutAlt: 1 });
  });

  test('a small picture stays in its line, a large one stands by itself', () => {
    const small = new Map([['https://x.example/i.png', { sha256: sha, width: 24, height: 24 }], ...pictures]);
    const html = (src: string) => toWechatHtml(`<p>前<img src="${src}">后</p>`, small, bare, wechatLimits).html;
    expect(html('https://x.example/i.png')).toBe(p(`前${picture('')}后`));
    expect(html('https://www.example.gov.cn/a.png')).toBe(p('前') + centre(picture('')) + p('后'));
  });

  test.each([
    ['<p>示例市住房和城乡建设局</p><p>2026年11月2日</p>'],
    ['<p>　　　　　　示例市住房和城乡建设局<br>　　　　　　　　2026年11月2日　　</p>'],
    ['<p style="text-align:left">示例市住房和城乡建设局</p><p>&nbsp;&nbsp;2026 年 11 月 2 日</p>'],
    ['<p>示例市财政局</p><p>示例市住房和城乡建设局</p><p>二〇二六年十一月二日</p>'],
  ])('the issuer and the date under a document stand on the right: %s', (source) => {
    const { html } = of(`<p>请遵照执行。</p>${source}<p>（此件公开发布）</p>`);
    const rows = [...html.matchAll(/<p([^>]*)>/g)].map((m) => m[1]?.includes('text-align:right') ?? false);
    expect(rows).toEqual([false, ...rows.slice(1, -1).map(() => true), false]);
    expect(rows.length).toBeGreaterThan(2);
  });

  test('a date in the middle, or below a sentence, is no signature', () => {
    expect(of('<p align="center">2026年11月2日</p>').html).toBe(centre('2026年11月2日'));
    expect(of('<p>会议于以下日期召开：</p><p>2026年11月2日</p>').html).not.toContain('right');
  });

  test('levels of headings begin at 2 and skip none', () => {
    const { html } = of('<h1>甲</h1><h4>乙</h4><h3>丙</h3><h6>丁</h6><h1>戊</h1>');
    expect(html).toBe('<h2>甲</h2><h3>乙</h3><h3>丙</h3><h4>丁</h4><h2>戊</h2>');
  });

  test('indents made of blanks go, blanks within a line stay', () => {
    expect(of('<p>&nbsp;&nbsp; 　　第一条　为做好工作</p><p>张　三&nbsp;&nbsp;主任</p>').html).toBe(
      p('第一条　为做好工作') + p('张　三\u00a0\u00a0主任'),
    );
  });

  test('lines that a page only broke become paragraphs when they are indented or parted by an empty line', () => {
    expect(of('<div>　　甲。<br>　　乙。<br><br>丙：<br>丁</div>').html).toBe(p('甲。') + p('乙。') + p('丙：<br>丁'));
  });

  test('what Word leaves in a page goes, the emphasis stays', () => {
    const word =
      '<p class="MsoNormal" style="mso-margin-top-alt:auto"><!--[if !supportLists]--><span style="mso-list:Ignore">一、</span><!--[endif]--><span style="font-weight:700;font-family:宋体">要</span><b><span>点</span></b><o:p>&nbsp;</o:p></p>';
    expect(of(word).html).toBe(p('一、<strong>要点</strong>'));
  });

  test('lists keep their nesting, and their numbers when they do not begin at 1', () => {
    expect(of('<ul><li>甲<ol><li><p>乙</p></li></ol></li><li></li></ul>').html).toBe(
      '<ul><li>甲<ol><li>乙</li></ol></li></ul>',
    );
    expect(of('<ol start="3"><li>丙</li><li><p>丁</p><p>戊</p></li></ol>').html).toBe(
      p('3. 丙') + p('4. 丁') + p('戊'),
    );
  });

  test('a table that only places pieces of a page is taken apart, in the order of reading', () => {
    expect(of('<table><tr><td><p>甲</p><table><tr><td>乙</td><td>丙</td></tr></table></td></tr></table>').html).toBe(
      `${p('甲')}<table><tbody><tr><td>乙</td><td>丙</td></tr></tbody></table>`,
    );
  });

  test('a small table in a cell of data becomes lines of that cell', () => {
    const inner = '<table><tr><td>甲类</td><td>5000元</td></tr><tr><td>乙类</td><td>3000元</td></tr></table>';
    const rows = (cell: string) =>
      `<tr><th>对象</th><th>标准</th></tr><tr><td>购房</td><td>${cell}</td></tr><tr><td>租房</td><td>800元</td></tr>`;
    const { html } = of(`<table>${rows(inner)}</table>`);
    expect(html).toBe(`<table><tbody>${rows('甲类 5000元<br>乙类 3000元')}</tbody></table>`);
    expect(of(html).html).toBe(html);
  });

  test('tables side by side, and a large one beside a word, are placed and not data', () => {
    const inner = (words: string) => `<table><tr><td>${words}</td><td>丙</td></tr></table>`;
    const [left, right] = [of(inner('甲')).html, of(inner('乙')).html];
    expect(of(`<table><tr><td>${inner('甲')}</td><td>${inner('乙')}</td></tr></table>`).html).toBe(`${left}${right}`);
    const large = inner('文'.repeat(300));
    expect(of(`<table><tr><td>栏目</td><td>${large}</td></tr></table>`).html).toBe(`${p('栏目')}${of(large).html}`);
  });

  test('paragraphs of a cell are lines; spans end with the table; the head is marked', () => {
    const source =
      '<table><thead><tr><td>项目</td><td>标准</td></tr></thead><tr><td rowspan="9"><p>甲</p><p>乙</p></td><td align="center">1</td></tr><tr><td>2</td></tr></table>';
    expect(of(source).html).toBe(
      '<table><tbody><tr><th>项目</th><th>标准</th></tr><tr><td rowspan="2">甲<br>乙</td><td style="text-align:center">1</td></tr><tr><td>2</td></tr></tbody></table>',
    );
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
