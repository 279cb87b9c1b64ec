import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imagesWithin } from '../../src/posts/body-blocks.ts';
import { partAddress } from '../../src/posts/fetch-images.ts';
import { placeParts } from '../../src/posts/place-parts.ts';
import { visibleText } from '../../src/posts/visible-text.ts';
import { wechatBody } from '../../src/posts/wechat-body.ts';

/** Texts and pictures of a piece of HTML in their order. */
const read = (html: string) =>
  html
    .replace(/<img[^>]*src="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]+>/g, ' ')
    .split(/\s+/)
    .filter((part) => part !== '');

const count = new Map([
  ['a', 3],
  ['b', 2],
]);
const partsOf = (src: string) => Array.from({ length: count.get(src) ?? 0 }, (_, i) => partAddress(src, i + 1));

describe('parts of long pictures', () => {
  test('stand behind each other where the picture stands, in front of the text behind it', () => {
    const html = placeParts('<p style="text-align:center">前<img src="a"><img src="b">后文</p>', count);
    expect(read(html)).toEqual(['前', ...partsOf('a'), ...partsOf('b'), '后文']);
    expect(html).toMatch(/^<p style="text-align:center">前<\/p><p><img.*<p style="text-align:center">后文<\/p>$/);
  });

  test('keep the link that the picture stands in, once', () => {
    const html = placeParts('<p>前<a href="https://a.example/x"><img src="a" alt="图解"></a>后</p>', count);
    const pictures = new Map(
      partsOf('a').map((src, i) => [src, { sha256: `${i}`.repeat(64), width: 900, height: 2000 }]),
    );
    const { blocks } = wechatBody(html, pictures);
    const told = blocks.map((b) => ('runs' in b ? b.runs.map((r) => r.text).join('') : b.kind));
    expect(told).toEqual([
      '前',
      'picture',
      'picture',
      'picture',
      '[1]',
      '后',
      'rule',
      '文中链接',
      '[1] 图解：https://a.example/x',
    ]);
  });

  test('and all that is around them keep their order, whatever they stand in', () => {
    const piece: fc.Arbitrary<string> = fc.letrec<{ piece: string; leaf: string; inside: string }>((tie) => ({
      leaf: fc.constantFrom('<img src="a">', '<img src="b">', '<img src="c">', '字', '文'),
      inside: fc.array(tie('piece'), { maxLength: 4 }).map((parts) => parts.join('')),
      piece: fc.oneof(
        { weight: 5, arbitrary: tie('leaf') },
        {
          weight: 2,
          arbitrary: fc
            .tuple(fc.constantFrom('strong', 'span', 'em'), tie('inside'))
            .map(([tag, inside]) => `<${tag}>${inside}</${tag}>`),
        },
      ),
    })).piece;
    const block = fc
      .tuple(fc.constantFrom('p', 'p', 'div', 'h2', 'li', 'td'), fc.array(piece, { maxLength: 6 }))
      .map(([tag, parts]) => {
        const inside = `<${tag}>${parts.join('')}</${tag}>`;
        if (tag === 'li') return `<ul>${inside}</ul>`;
        return tag === 'td' ? `<table><tr>${inside}<td>值</td></tr></table>` : inside;
      });
    const pictures = new Map(
      [...partsOf('a'), ...partsOf('b'), 'c'].map((src, i) => [
        src,
        { sha256: `${i}`.repeat(64), width: 900, height: 2000 },
      ]),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), (blocks) => {
        const html = blocks.join('');
        const expected = read(html).flatMap((part) => (count.has(part) ? partsOf(part) : [part]));
        const placed = placeParts(html, count);
        // Runs of text may be parted where a picture stood; characters and pictures are what has an order.
        const signs = (parts: string[]) =>
          parts.flatMap((part) => (/^[\u4e00-\u9fa5]+$/u.test(part) ? [...part] : [part]));
        expect(signs(read(placed))).toEqual(signs(expected));
        const body = wechatBody(placed, pictures);
        const wanted = expected.filter((part) => pictures.has(part)).map((part) => pictures.get(part)?.sha256);
        expect(imagesWithin(body.blocks).map((image) => image.sha256)).toEqual(wanted);
        expect(visibleText(placed).replace(/\n/g, '')).toBe(visibleText(html).replace(/\n/g, ''));
      }),
      { numRuns: 300 },
    );
  });
});
