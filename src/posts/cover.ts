import sharp from 'sharp';
import type { CoverDesign } from './cover-design.ts';
import { fontsFor } from './cover-fonts.ts';
import {
  type CoverContent,
  type CoverShape,
  coverShapes,
  coverTree,
  labelBoxes,
  officeBoxes,
  titleBoxes,
} from './cover-tree.ts';
import { readEmblem } from './emblem.ts';
import { fitTitle } from './fit-title.ts';

export { readFonts } from './cover-fonts.ts';

export interface CoverText {
  title: string;
  label: string;
  office: string;
}

export interface DrawnCover {
  png: Buffer;
  /** Characters that no embedded font has: left out, or 〓 in their place. */
  missing: string[];
  /** Whether the title is too long for a cover and ends in an ellipsis. */
  cut: boolean;
}

/** What stands for a character that cannot be drawn, as printers do. */
const STAND_IN = '〓';
const PICTOGRAM =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{Join_Control}|\p{Variation_Selector}|\u20e3/u;

/**
 * Draws a cover as PNG with the embedded font, without any font of the system: the same bytes for the same text, design
 * and emblem. In the process itself and not in a thread: warm it takes some 40 ms on one core, which holds nothing up.
 */
export async function drawCover(
  text: CoverText,
  shape: CoverShape,
  design: CoverDesign,
  emblemFile: string | null = null,
): Promise<DrawnCover> {
  // Loaded when the first cover is drawn: most processes draw none, and it is a tenth of their memory.
  const [{ default: satori }, { Resvg }] = await Promise.all([import('satori'), import('@resvg/resvg-js')]);
  const { fonts, widthOf, missing } = await fontsFor(`${Object.values(text).join('')}…${STAND_IN}`);
  const drawable = (words: string) =>
    [...words].map((char) => (missing.includes(char) ? (PICTOGRAM.test(char) ? '' : STAND_IN) : char)).join('');
  const content: CoverContent = {
    title: fitTitle(drawable(text.title), titleBoxes[shape], widthOf),
    label: fitTitle(drawable(text.label), labelBoxes[shape], widthOf),
    office: fitTitle(drawable(text.office), officeBoxes[shape], widthOf),
    emblem: emblemFile === null ? null : await readEmblem(emblemFile),
  };
  const tree = coverTree(shape, content, design);
  const svg = await satori({ ...tree, key: null }, { ...coverShapes[shape], fonts });
  const drawn = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  return { png: Buffer.from(drawn.asPng()), missing, cut: content.title.cut };
}

/** Drawn larger than this a picture looks blurred; a smaller one is no cover. */
const MOST_ENLARGED = 2;

/**
 * The part of a picture that draws the eye (sharp's `attention`), in a cover's shape, as JPEG; null when the picture is
 * too small, or so long that the part would say nothing of the whole.
 */
export async function cropCover(picture: Buffer, shape: CoverShape): Promise<Buffer | null> {
  const size = coverShapes[shape];
  const { autoOrient, pages = 1 } = await sharp(picture).metadata();
  const { width, height } = autoOrient;
  const small = width * MOST_ENLARGED < size.width || height * MOST_ENLARGED < size.height;
  if (small || pages > 1 || height > 3 * width || width > 6 * height) return null;
  return await sharp(picture)
    .autoOrient()
    .resize({ ...size, fit: 'cover', position: sharp.strategy.attention })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 85, mozjpeg: true })
    .toBuffer();
}
