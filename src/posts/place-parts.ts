import { type CheerioAPI, load } from 'cheerio';
import { partAddress } from './fetch-images.ts';
import type { HtmlElement, HtmlNode } from './html-node.ts';
import { blockTags } from './wechat-tags.ts';

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
    openParagraph($, img);
    const piece = $(img);
    for (const each of pieces) piece.before($('<p></p>').append(each));
    piece.remove();
  }
  return $.html();
}

/**
 * Closes the paragraph in front of a picture and opens it again behind, so that paragraphs can stand in between. What the
 * picture stands in on the way there, a link for one, goes along with it.
 */
function openParagraph($: CheerioAPI, img: HtmlElement): void {
  let middle: HtmlNode = img;
  for (const outer of outToParagraph(img)) {
    const again = () => $(`<${outer.name}></${outer.name}>`).attr({ ...outer.attribs });
    const nodes = $(outer).contents().toArray();
    const rest = nodes.slice(nodes.indexOf(middle) + 1);
    if (rest.length > 0) $(outer).after(again().append(rest));
    if (outer.name !== 'p') {
      const around: HtmlNode | undefined = again().append(middle).get(0);
      if (around) middle = around;
    }
    $(outer).after(middle);
    if (outer.children.length === 0) $(outer).remove();
  }
}

/** The elements around a picture up to its paragraph; none where it has none, or another block stands between. */
function outToParagraph(img: HtmlElement): HtmlElement[] {
  const found: HtmlElement[] = [];
  for (let at = img.parent; at && 'attribs' in at; at = at.parent) {
    found.push(at);
    if (at.name === 'p') return found;
    if (blockTags.has(at.name)) return [];
  }
  return [];
}
