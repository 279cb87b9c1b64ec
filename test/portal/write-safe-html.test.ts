import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanHtml } from '../../src/portal/clean-body.ts';
import { parsePage, partsOf } from '../../src/portal/page-tree.ts';
import { html } from '../posts/html-arbitrary.ts';

const base = 'https://www.example.gov.cn/zcwj/t1.html';
const clean = (source: string, from: string | null = base) => {
  const { root } = partsOf(parsePage(source));
  return root ? cleanHtml(root, from) : { html: '', warnings: [] };
};
const tags =
  'p div br hr h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td strong b em i u s sub sup span a img figure figcaption';

/** Where a browser goes that finds the address on a page of the house. */
const leadsTo = (address: string) => (URL.canParse(address, base) ? new URL(address, base).protocol : 'nowhere');

describe('the body of a page as harmless HTML', () => {
  test('any parser finds the tags and attributes of the list in it and nothing else, whatever the page', () => {
    const known = new Set(tags.split(' '));
    fc.assert(
      fc.property(html, fc.constantFrom(base, null), (source, from) => {
        const $ = load(clean(source, from).html, null, false);
        for (const element of $.root().find('*').toArray()) {
          expect(known.has(element.name), element.name).toBe(true);
          for (const [name, value] of Object.entries(element.attribs)) {
            expect(['href', 'title', 'src', 'alt', 'width', 'height', 'colspan', 'rowspan']).toContain(name);
            if (name === 'href' || name === 'src') expect(leadsTo(value)).toMatch(/^(?:https?:|nowhere)$/);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['<a href="javascript:alert(1)" onclick="x()">甲</a>', '<a>甲</a>'],
    ['<a href="java\tscript:alert(1)">甲</a>', '<a>甲</a>'],
    ['<a href="\u0001javascript:alert(1)">甲</a>', '<a>甲</a>'],
    ['<a href="java<!-- -->script:alert(1)">甲</a>', '<a>甲</a>'],
    ['<img src="data:image/png;base64,AA"><img src="vbscript:x">', ''],
    ['<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['<td title="x" colspan="2">甲</td>', '<td colspan="2">甲</td>'],
    ['<svg onload=x><style>甲</style><text>乙</text></svg>', '乙'],
    ['<iframe src="https://x.example/v"><p>看不了视频</p></iframe>丙', '丙'],
    ['<img src="a.png" alt=\'"<b>"\' style="x">', '<img src="a.png" alt="&quot;&lt;b&gt;&quot;" />'],
  ])('without a base address, %j is %j', (source, made) => expect(clean(source, null).html).toBe(made));

  test('addresses are absolute, and what nobody can open is told', () => {
    const { html: made, warnings } = clean(
      '<p><a href="../x.html">甲</a><img src="W0.jpg"><img src="file:///c:/a.jpg"></p><video><source src="v.mp4"></video>',
    );
    expect(made).toBe(
      '<p><a href="https://www.example.gov.cn/x.html">甲</a><img src="https://www.example.gov.cn/zcwj/W0.jpg" /></p>',
    );
    expect(warnings.map((w) => w.code)).toEqual(['media-left-out', 'address-dropped']);
  });
});
