import { load } from 'cheerio';
import { partAddress } from './fetch-images.ts';

/** Puts the parts of long pictures where the pictures stand, each in a paragraph of its own, the first with its alt text. */
export function placeParts(html: string, parts: ReadonlyMap<string, number>): string {
  if (parts.size === 0) return html;
  const $ = load(html, null, false);
  for (const img of $('img').toArray()) {
    const url = (img.attribs.src || img.attribs['data-src'] || '').trim();
    const count = parts.get(url);
    if (count === undefined) continue;
    const alt = img.attribs.alt ?? '';
    const pieces = Array.from({ length: count }, (_, i) =>
      $('<img>').attr({ src: partAddress(url, i + 1), alt: i === 0 ? alt : alt && `${alt}（续${i}）` }),
    );
    const [first, ...others] = pieces;
    if (!first) continue;
    // After the paragraph of the first part, so that each is a picture by itself and not a sign within a line.
    const block = $(img).closest('p');
    const below = others.map((piece) => $('<p></p>').append(piece));
    $(img).replaceWith(first);
    if (block.length > 0) block.after(...below);
    else first.after(...below);
  }
  return $.html();
}
