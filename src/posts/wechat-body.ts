import { type CheerioAPI, load } from 'cheerio';
import sanitize from 'sanitize-html';
import { footnoteLinks } from './link-footnotes.ts';
import { shallowHtml } from './shallow-html.ts';
import { removeHidden } from './visible-text.ts';
import { alignableTags, alignments, blockTags, emptiableTags, renamedTags, survivingTags } from './wechat-tags.ts';

/** A picture that was fetched and stored, by the address the text has for it. */
export interface Picture {
  sha256: string;
  width: number;
  height: number;
}
export type Pictures = ReadonlyMap<string, Picture>;

export interface WechatBody {
  /** Surviving tags only, without styles; alignment stands as class `align-…` until the theme is inlined. */
  html: string;
  /** Addresses of pictures that could not be had and were left out. */
  lostPictures: string[];
}

/** HTML is parsed differently after elements were taken out; how often the result is read again until it rests. */
const MAX_PASSES = 12;

/**
 * Takes from HTML everything the platform drops and keeps every visible word. The result is a fixed point: the body of
 * a body is the same body.
 */
export function wechatBody(source: string, pictures: Pictures): WechatBody {
  const lost = new Set<string>();
  let html = shallowHtml(source);
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const next = onePass(html, pictures, lost);
    if (next === html) break;
    html = next;
  }
  return { html, lostPictures: [...lost] };
}

/** Addresses of the pictures of a piece of HTML, each once, in order. */
export function pictureSources(html: string): string[] {
  const $ = load(shallowHtml(html), null, false);
  removeHidden($);
  const sources = $('img')
    .toArray()
    .map((img) => sourceOf($, img));
  return [...new Set(sources.filter((src) => src !== '' && !src.startsWith('asset:')))];
}

function onePass(html: string, pictures: Pictures, lost: Set<string>): string {
  const $ = load(html, null, false);
  removeHidden($);
  markAlignment($);
  placePictures($, pictures, lost);
  spaceCode($);
  footnoteLinks($);
  keepSurvivingTags($);
  dropEmpty($);
  wrapLooseText($);
  return sanitized($.html());
}

function markAlignment($: CheerioAPI): void {
  for (const element of $('[style],[align],center').toArray()) {
    const style = /text-align\s*:\s*([a-z]+)/i.exec($(element).attr('style') ?? '')?.[1];
    const said = style ?? $(element).attr('align') ?? (element.name === 'center' ? 'center' : undefined);
    const aligned = said?.toLowerCase() ?? '';
    $(element).removeAttr('style').removeAttr('align');
    if (alignments.has(aligned)) $(element).attr('class', `align-${aligned}`);
  }
}

function sourceOf($: CheerioAPI, img: Parameters<CheerioAPI>[0]): string {
  return ($(img).attr('src') || $(img).attr('data-src') || '').trim();
}

function placePictures($: CheerioAPI, pictures: Pictures, lost: Set<string>): void {
  for (const img of $('img').toArray()) {
    const src = sourceOf($, img);
    const sha256 = /^asset:([0-9a-f]{64})$/.exec(src)?.[1] ?? pictures.get(src)?.sha256;
    if (sha256) {
      $(img).attr('src', `asset:${sha256}`);
    } else {
      if (src !== '') lost.add(src);
      $(img).remove();
    }
  }
}

/** Blanks and line ends of code collapse in the reader: they become fixed blanks and `br`. */
function spaceCode($: CheerioAPI): void {
  for (const pre of $('pre,xmp,plaintext,listing').toArray()) {
    const texts = $(pre)
      .find('*')
      .addBack()
      .contents()
      .filter((_, node) => node.type === 'text');
    for (const text of texts.toArray()) {
      if (text.type !== 'text' || !/[ \n\t]/.test(text.data)) continue;
      const lines = text.data.replace(/\t/g, '  ').replace(/ /g, '\u00a0').split(/\r?\n/);
      const written = $('<pre></pre>');
      lines.forEach((line, i) => {
        if (i > 0) written.append('<br>');
        written.append($('<i></i>').text(line).contents());
      });
      $(text).replaceWith(written.contents());
    }
  }
}

function keepSurvivingTags($: CheerioAPI): void {
  for (const element of $.root().find('*').toArray().reverse()) {
    const name = renamedTags[element.name] ?? element.name;
    if (element.name === 'caption') placeCaption($, $(element));
    if (survivingTags.has(name)) element.name = name;
    else $(element).replaceWith($(element).contents());
  }
}

/** A caption stands before its table; one that comes after rows becomes a row, so that the order of words stays. */
function placeCaption($: CheerioAPI, caption: ReturnType<CheerioAPI>): void {
  if (caption.prevAll().text().trim() === '') caption.closest('table').before(caption);
  else caption.replaceWith($('<tr></tr>').append($('<td></td>').append(caption.contents())));
}

function dropEmpty($: CheerioAPI): void {
  for (const element of $([...emptiableTags].join(','))
    .toArray()
    .reverse()) {
    const inside = $(element);
    if (inside.text().trim() === '' && inside.find('img,hr').length === 0) inside.remove();
  }
}

/** Text that stands in no paragraph gets one, so that it has a colour and a distance. */
function wrapLooseText($: CheerioAPI): void {
  const root = $.root();
  const nodes = root.contents().toArray();
  root.empty();
  let paragraph: ReturnType<CheerioAPI> | null = null;
  for (const node of nodes) {
    const block = node.type === 'tag' && blockTags.has(node.name) && node.name !== 'br';
    const blank = node.type === 'text' && node.data.trim() === '';
    if (block) {
      paragraph = null;
      root.append(node);
    } else if (paragraph) {
      paragraph.append(node);
    } else if (!blank) {
      paragraph = $('<p></p>').append(node);
      root.append(paragraph);
    }
  }
}

/** The last word has a kept library: whatever a parser made of the steps above, only this list passes. */
function sanitized(html: string): string {
  const aligned = [...alignments].map((side) => `align-${side}`);
  return sanitize(html, {
    allowedTags: [...survivingTags],
    allowedAttributes: { a: ['href'], img: ['src', 'alt'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
    allowedClasses: Object.fromEntries([...alignableTags].map((tag) => [tag, aligned])),
    allowedSchemesByTag: { img: ['asset'], a: ['http', 'https'] },
    allowProtocolRelative: false,
  });
}
