import { load } from 'cheerio';
import { captionBelow } from './arrange-blocks.ts';
import { type Block, type Image, isEmptyRuns } from './body-blocks.ts';
import { elementsOf, type HtmlElement, type HtmlNode, type PictureOf } from './html-node.ts';
import { footnoteLinks } from './link-footnotes.ts';
import { readBlocks } from './read-blocks.ts';
import { shallowTree } from './shallow-html.ts';
import { isHidden, removeHidden } from './visible-text.ts';

/** A picture that was fetched and stored, by the address the text has for it; `asset:SHA256` names a stored one itself. */
export interface Picture {
  sha256: string;
  width: number;
  height: number;
}
export type Pictures = ReadonlyMap<string, Picture>;

export interface WechatBody {
  blocks: Block[];
  /** Addresses of pictures that could not be had and were left out. */
  lostPictures: string[];
  /** Links to files that readers cannot reach, with their words: `申请表（./申请表.docx）`. */
  lostLinks: string[];
  /** Addresses of videos, sound and frames, or the tag where there is none: nothing of them is left. */
  lostMedia: string[];
  /** Pictures that stand by themselves and say nothing to people who cannot see them. */
  picturesWithoutAlt: number;
  /** Only the words were kept, because the source nests deeper than any page does. */
  tooDeep: boolean;
}

/** Up to this size, in pixels, a picture is a sign within its line. */
const SMALL = { width: 200, height: 60 };
/** Names that cameras, phones and editors give to files say nothing about a picture. */
const FILE_NAME =
  /^\S+\.(?:jpe?g|png|gif|bmp|webp)$|^(?:微信图片|QQ图片|图片|截图|image|img|photo|dsc|pic)[\s_\-\d().（）]*$/i;
const ALT_CHARS = 100;

/** The content of an article as the platform takes it: every visible word, the stored pictures, links as notes. */
export function wechatBody(source: string, pictures: Pictures): WechatBody {
  const lost = new Set<string>();
  const { nodes, tooDeep } = shallowTree(source);
  const read = readBlocks(nodes, 'page', pictureIn(pictures, lost));
  const lostLinks = new Set<string>();
  const blocks = described(
    footnoteLinks(read, lostLinks).filter((block) => !('runs' in block) || !isEmptyRuns(block.runs)),
  );
  const picturesWithoutAlt = blocks.filter((block) => block.kind === 'picture' && block.image.alt === '').length;
  return {
    ...{ blocks, lostPictures: [...lost], lostLinks: [...lostLinks], lostMedia: mediaWithin(nodes) },
    ...{ picturesWithoutAlt, tooDeep },
  };
}

/** Addresses of the pictures of a piece of HTML, each once, in order. */
export function pictureSources(html: string): string[] {
  if (!/<img/i.test(html)) return [];
  const $ = load(html, null, false);
  removeHidden($);
  const sources = $('img')
    .toArray()
    .map((img) => sourceOf(img.attribs));
  return [...new Set(sources.filter((src) => src !== ''))];
}

const MEDIA = new Set(['iframe', 'video', 'audio', 'embed', 'object']);

/** What plays or shows another page, outside of what the page hides. */
function mediaWithin(nodes: readonly HtmlNode[]): string[] {
  const found = new Set<string>();
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!('attribs' in node)) continue;
    const { name, attribs } = node;
    const inside = elementsOf(node);
    if (MEDIA.has(name) && !isHidden('', attribs)) {
      const source = inside.find((child) => child.name === 'source')?.attribs.src;
      found.add(attribs.src || attribs['data-src'] || attribs.data || source || `<${name}>`);
    } else if (!isHidden(name, attribs)) waiting.push(...inside.reverse());
  }
  return [...found];
}

function sourceOf(attribs: Readonly<Record<string, string>>): string {
  return (attribs.src || attribs['data-src'] || '').trim();
}

function pictureIn(pictures: Pictures, lost: Set<string>): PictureOf {
  return ({ attribs }: HtmlElement): Image | null => {
    const src = sourceOf(attribs);
    const alt = altOf(attribs.alt ?? '');
    const picture = pictures.get(src);
    if (!picture) {
      if (src !== '') lost.add(src);
      return null;
    }
    // Of HTML that was made before: where its pictures stand was decided then.
    const made = src.startsWith('asset:');
    const large = !made && (picture.width > SMALL.width || picture.height > SMALL.height);
    return { sha256: picture.sha256, alt, large };
  };
}

function altOf(said: string): string {
  const alt = said.replace(/\s+/g, ' ').replaceAll('<', '＜').replaceAll('>', '＞').trim();
  return FILE_NAME.test(alt) ? '' : alt;
}

/** A picture without a description of its own is described by its caption. */
function described(blocks: readonly Block[]): Block[] {
  return blocks.map((block, i) => {
    if (block.kind !== 'picture' || block.image.alt !== '') return block;
    const caption = captionBelow(blocks[i + 1], block) ?? '';
    const alt = /^\[\d+\]$/.test(caption) ? '' : altOf([...caption].slice(0, ALT_CHARS).join(''));
    return { ...block, image: { ...block.image, alt } };
  });
}
