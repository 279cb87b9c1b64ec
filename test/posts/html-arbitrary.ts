import fc from 'fast-check';

/** SHA-256 of the one picture that can be had, and the addresses under which generated HTML asks for it. */
export const sha = 'a'.repeat(64);
export const pictures = new Map([
  ['https://www.example.gov.cn/pic.png', { sha256: sha, width: 900, height: 600 }],
  ['https://www.example.gov.cn/sign.png', { sha256: sha, width: 20, height: 20 }],
  [`asset:${sha}`, { sha256: sha, width: 900, height: 600 }],
]);

const tags = (
  'p div span section font center b strong em i u s del a h1 h2 h3 h5 ul ol li li dl dt dd table table tbody thead tfoot tr ' +
  'tr td td th caption pre code blockquote figure figcaption article br hr img img sup sub small ruby rt label button ' +
  'textarea select option script style iframe video audio source object embed form input svg text math title xmp plaintext ' +
  'noscript template details summary nobr o:p marquee x-y body html head frameset base link meta'
).split(' ');
const words = fc.constantFrom(
  ...[
    '示例市',
    '供暖',
    '  两个空格 ',
    '\n',
    '\n\n',
    '\t',
    '\u00a0',
    '&nbsp;&nbsp;',
    '　　',
    '　',
    '\u200b',
    '\ufeff',
    '&shy;',
  ],
  ...[
    '{{ x }}',
    '{{',
    '}}',
    '<%',
    '&amp;',
    '&lt;b&gt;',
    '&#60;script&#62;',
    '&',
    '<',
    '>',
    '"',
    "'",
    '&notanentity;',
    '\0',
  ],
  ...[
    '[1]',
    '𠮷',
    '👨‍👩‍👧',
    'a',
    '12345',
    '，',
    '一、总体要求',
    '2026年11月2日',
    '示例市住房和城乡建设局',
    '各县区人民政府：',
  ],
  ...[
    '图为现场',
    '文中链接',
    '[1] 办法：https://www.example.gov.cn/a.html',
    '1. ',
    '第一条　为做好',
    '\u2028',
    '\u0085',
  ],
);
const attributes = fc.constantFrom(
  ...[
    '',
    '',
    '',
    ' style="text-align:center;position:absolute"',
    ' style="text-align:right"',
    ' align="right"',
    ' align=center',
  ],
  ...[
    ' class="x" id="y" data-x="z"',
    ' onclick="alert(1)" ONLOAD=x()',
    ' style="display:none"',
    ' hidden',
    ' style="DISPLAY : NONE"',
  ],
  ...[
    ' href="https://www.example.gov.cn/a.html"',
    ' href="https://www.example.gov.cn/b?x=1&y=&quot;2"',
    ' href="http://mp.weixin.qq.com/s?a=1&b=2"',
  ],
  ...[
    ' href="https://mp.weixin.qq.com/s/abc"',
    ' href=" javascript:alert(1)"',
    ' href="tel:12345"',
    ' href="mailto:a@b.example?c"',
    ' href="#top"',
    ' href="/x.doc"',
  ],
  ...[
    ' src="https://www.example.gov.cn/pic.png"',
    ' src="https://www.example.gov.cn/sign.png" alt="标志"',
    ' data-src="https://www.example.gov.cn/pic.png" alt=\'"图"<\'',
  ],
  ...[
    ` src="asset:${sha}"`,
    ' src="https://other.example/x.gif"',
    ' src="data:image/png;base64,AA"',
    ' src="x" onerror=alert(1)',
  ],
  ...[
    ' colspan="2" width="900"',
    ' rowspan="3"',
    ' rowspan="0" colspan="0"',
    ' colspan="99999" rowspan="-1"',
    ' start="3"',
    ' value="7"',
    ' type=a reversed',
  ],
  ...[
    ' style="color:red;background:url(x);font-weight:bold"',
    ' style="text-decoration:underline;mso-list:l0"',
    ' style="text-align:justify"',
    ' lang=EN-US dir=rtl',
  ],
);
const loose = [
  ...[
    '</p>',
    '</div>',
    '</td>',
    '</table>',
    '</b>',
    '</a>',
    '</ul>',
    '<!-- c -->',
    '<!--[if gte mso 9]><xml></xml><![endif]-->',
  ],
  ...[
    '<![CDATA[x]]>',
    '<tr>',
    '<td>',
    '<li>',
    '<p>',
    '<!doctype html>',
    '<?php x ?>',
    '<br>',
    '<br/>',
    '<hr>',
    '<b',
    '<a href="',
    '</',
  ],
];

/** A table as people make them: a head, spans, more columns than a phone can show. */
const table = fc
  .record({
    columns: fc.integer({ min: 1, max: 8 }),
    rows: fc.integer({ min: 1, max: 4 }),
    head: fc.boolean(),
    nested: fc.boolean(),
  })
  .chain(({ columns, rows, head, nested }) =>
    fc
      .array(fc.tuple(fc.constantFrom('td', 'td', 'th'), attributes, words, words), {
        minLength: columns * rows,
        maxLength: columns * rows,
      })
      .map((cells) => {
        const lines = Array.from({ length: rows }, (_, y) =>
          cells
            .slice(y * columns, (y + 1) * columns)
            .map(([tag, attribute, one, two]) => {
              const name = head && y === 0 ? 'th' : tag;
              return `<${name}${attribute}><p>${one}</p>${nested ? `<b>${two}</b>` : two}</${name}>`;
            })
            .join(''),
        );
        return `<table>${lines.map((line) => `<tr>${line}</tr>`).join('')}</table>`;
      }),
  );

/** HTML of every sort: what portals, Word and editors write, and what breaks or attacks. */
export const html: fc.Arbitrary<string> = fc.letrec<{ node: string; many: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    words,
    fc.tuple(fc.constantFrom(...tags), attributes, tie('many')).map(([t, a, inner]) => `<${t}${a}>${inner}</${t}>`),
    fc.tuple(fc.constantFrom(...tags), attributes, tie('many')).map(([t, a, inner]) => `<${t}${a}>${inner}`),
    fc.constantFrom(...loose),
    table,
  ),
  many: fc.array(tie('node'), { maxLength: 5 }).map((parts) => parts.join('')),
})).many;
