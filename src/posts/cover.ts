import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Font } from 'satori';
import sharp from 'sharp';
import { type CoverDesign, type CoverText, coverSize, coverTree } from './cover-design.ts';

type Fonts = Font[];

/** Read once: three megabytes. satori takes woff, neither woff2 nor collections. */
let fonts: Promise<Fonts> | null = null;

/**
 * Draws a cover of 900×383 as PNG with the embedded font, without any font of the system. In the process itself and not
 * in a thread: warm it takes 20 to 40 ms on one core, which holds nothing up.
 */
export async function drawCover(text: CoverText, design: CoverDesign): Promise<Buffer> {
  // Loaded when the first cover is drawn: most processes draw none, and it is a tenth of their memory.
  const [{ default: satori }, { Resvg }] = await Promise.all([import('satori'), import('@resvg/resvg-js')]);
  fonts ??= readFonts();
  const tree = coverTree(text, design);
  const svg = await satori({ ...tree, key: null }, { ...coverSize, fonts: await fonts });
  const drawn = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  return Buffer.from(drawn.asPng());
}

/** The cover-shaped middle of a picture, as JPEG, or null when the picture is too small for one. */
export async function cropCover(picture: Buffer): Promise<Buffer | null> {
  const { width = 0, height = 0 } = await sharp(picture).metadata();
  if (width < coverSize.width || height < coverSize.height) return null;
  return await sharp(picture)
    .rotate()
    .resize({ ...coverSize, fit: 'cover', position: 'centre' })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** The embedded fonts, Chinese first; it throws when a file is missing. */
export async function readFonts(): Promise<Fonts> {
  const require = createRequire(import.meta.url);
  const file = (subset: string, weight: number) =>
    readFile(require.resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-${subset}-${weight}-normal.woff`));
  const font = async (subset: string, weight: 400 | 700) => {
    return { name: 'Noto Sans SC', data: await file(subset, weight), weight, style: 'normal' as const };
  };
  return await Promise.all([
    font('chinese-simplified', 400),
    font('chinese-simplified', 700),
    font('latin', 400),
    font('latin', 700),
  ]);
}
