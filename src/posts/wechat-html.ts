import { type Arranged, arrangeBlocks } from './arrange-blocks.ts';
import { type Block, imagesWithin } from './body-blocks.ts';
import type { Limits } from './post.ts';
import { sentLength } from './sent-length.ts';
import { tableAsCards } from './table-cards.ts';
import { columnsOf } from './table-grid.ts';
import type { Theme } from './theme.ts';
import { lookOf } from './theme-level.ts';
import { type Pictures, wechatBody } from './wechat-body.ts';
import { writeBlocks } from './write-blocks.ts';

export interface WechatHtml {
  html: string;
  /** SHA-256 of every picture in it, in order, repeated where it repeats. */
  images: string[];
  /**
   * Length as the platform will count it: UTF-16 code units, tags and styles included, and the platform's own addresses in
   * place of `asset:SHA256`, which are longer.
   */
  htmlCharacters: number;
  /** Level of the theme that was taken; 0 is the full one. */
  level: number;
  fits: boolean;
  /** Addresses of pictures that were left out because nobody could fetch them. */
  lostPictures: string[];
  /** Links to files that readers cannot reach from an article. */
  lostLinks: string[];
  /** Videos, sound and frames of which nothing is left. */
  lostMedia: string[];
  picturesWithoutAlt: number;
  /** Wide tables that became records. */
  cards: number;
  /** Wide tables that stayed: no row says what their columns are, or records would be too long. */
  wideTables: number;
  /** Only the words were kept, because the source nests deeper than any page does. */
  tooDeep: boolean;
}

/**
 * HTML as an article of a WeChat official account keeps it: surviving tags, inline styles, pictures as `asset:SHA256`,
 * links as notes at the end, wide tables as records. Doing it twice changes nothing. When it is too long the styles shrink
 * step by step, and last of all records become tables again; `fits` is false when even that is too long.
 */
export function toWechatHtml(source: string, pictures: Pictures, theme: Theme, limits: Limits): WechatHtml {
  const body = wechatBody(source, pictures);
  const { blocks, cards, wideTables } = phoneTables(body.blocks, theme.tables.cardsFrom);
  const { lostPictures, lostLinks, lostMedia, picturesWithoutAlt, tooDeep } = body;
  const said = { lostPictures, lostLinks, lostMedia, picturesWithoutAlt, tooDeep };
  const levels = theme.levels.map((_, level) => level);
  const arranged = arrangeBlocks(blocks);
  for (const level of levels) {
    const made = measured(arranged, theme, level, limits);
    if (made.fits || (cards === 0 && level === levels.length - 1)) return { ...made, ...said, cards, wideTables };
  }
  const made = measured(arrangeBlocks(body.blocks), theme, levels.length - 1, limits);
  return { ...made, ...said, cards: 0, wideTables: wideTables + cards };
}

type Measured = Pick<WechatHtml, 'html' | 'images' | 'htmlCharacters' | 'level' | 'fits'>;

function measured(blocks: readonly Arranged[], theme: Theme, level: number, limits: Limits): Measured {
  const html = writeBlocks(blocks, lookOf(theme.levels[level] ?? {}, theme.tables.smallFrom));
  const images = imagesWithin(blocks).map((image) => image.sha256);
  const { characters: htmlCharacters, bytes } = sentLength(html);
  const fits = htmlCharacters < limits.htmlCharsBelow && bytes < limits.htmlBytesBelow;
  return { html, images, htmlCharacters, level, fits };
}

/** Wide tables at the top of an article as records, where that is possible. */
function phoneTables(
  blocks: readonly Block[],
  cardsFrom: number,
): { blocks: Block[]; cards: number; wideTables: number } {
  let cards = 0;
  let wideTables = 0;
  const phone = blocks.map((block): Block => {
    if (block.kind !== 'table' || columnsOf(block.rows) < cardsFrom) return block;
    const records = tableAsCards(block);
    if (records) cards += 1;
    else wideTables += 1;
    return records ?? block;
  });
  return { blocks: phone, cards, wideTables };
}
