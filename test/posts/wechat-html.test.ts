import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wechatLimits } from '../../src/posts/platform-limits.ts';
import { readTheme } from '../../src/posts/theme.ts';
import { keepsText, visibleText } from '../../src/posts/visible-text.ts';
import { toWechatHtml } from '../../src/posts/wechat-html.ts';
import { survivingCss, survivingTags } from '../../src/posts/wechat-tags.ts';

const theme = readTheme('content/themes');
const sha = 'a'.repeat(64);
const pictures = new Map([['https://www.example.gov.cn/pic.png', { sha256: sha, width: 900, height: 600 }]]);
const wechat = (html: string) => toWechatHtml(html, pictures, theme, wechatLimits);

const tags = (
  'p div span section font center b strong em i u s del a h1 h2 h3 ul ol li dl dt dd table tbody tr td th caption ' +
  'pre code blockquote figure figcaption article br hr img sup small ruby rt label button textarea select option ' +
  'script style iframe video form input svg text math xmp noscript template details summary nobr'
).split(' ');
const words = fc.constantFrom(
  '示例市',
  '供暖',
  '  两个空格 ',
  '\n',
  '\u00a0',
  '　　',
  '{{ x }}',
  '<%',
  '&amp;',
  '&lt;b&gt;',
  '[1]',
  '𠮷',
  'a',
  '12345',
  '，',
  '{{',
  '}}',
);
const attributes = fc.constantFrom(
  '',
  ' style="text-align:center;position:absolute"',
  ' align="right"',
  ' class="x" id="y"',
  ' onclick="alert(1)"',
  ' href="https://www.example.gov.cn/a.html"',
  ' href="https://mp.weixin.qq.com/s/abc"',
  ' href="javascript:alert(1)"',
  ' href="tel:12345"',
  ' src="https://www.example.gov.cn/pic.png"',
  ' src="https://other.example/x.gif"',
  ' src="data:image/png;base64,AA"',
  ' style="display:none"',
  ' hidden',
  ' colspan="2" width="900"',
  ' style="color:red;background:url(x)"',
);
const html: fc.Arbitrary<string> = fc.letrec<{ node: string; many: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    words,
    fc.tuple(fc.constantFrom(...tags), attributes, tie('many')).map(([t, a, inner]) => `<${t}${a}>${inner}</${t}>`),
    fc.tuple(fc.constantFrom(...tags), attributes, tie('many')).map(([t, a, inner]) => `<${t}${a}>${inner}`),
    fc.constantFrom('</p>', '</div>', '</td>', '</table>', '<!-- c -->', '<![CDATA[x]]>', '<tr>', '<td>'),
  ),
  many: fc.array(tie('node'), { maxLength: 5 }).map((parts) => parts.join('')),
})).many;

describe('WeChat-safe HTML', () => {
  test('making it twice changes nothing', () => {
    fc.assert(
      fc.property(html, (source) => {
        const once = wechat(source).html;
        expect(wechat(once).html).toBe(once);
      }),
      { numRuns: 150 },
    );
  });

  test('nothing that the platform drops is left in', () => {
    fc.assert(
      fc.property(html, (source) => {
        const $ = load(wechat(source).html, null, false);
        for (const element of $.root().find('*').toArray()) {
          expect(survivingTags.has(element.name), element.name).toBe(true);
          for (const [name, value] of Object.entries(element.attribs)) {
            expect(['style', 'href', 'src', 'alt', 'colspan', 'rowspan']).toContain(name);
            if (name === 'src') expect(value).toMatch(/^asset:[0-9a-f]{64}$/);
            if (name === 'href') expect(value).toMatch(/^https?:\/\/mp\.weixin\.qq\.com\//);
            if (name === 'style') for (const part of value.split(';')) expect(part.split(':')[0]).toMatch(survivingCss);
          }
          if (element.name === 'p') expect(element.attribs.style).toMatch(/(^|;)color:/);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('no visible text of the source is lost', () => {
    fc.assert(
      fc.property(html, (source) => {
        expect(keepsText(source, wechat(source).html), `${visibleText(source)} → ${wechat(source).html}`).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
