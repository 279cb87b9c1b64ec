import QRCode from 'qrcode';
import type { Font } from 'satori';
import sharp from 'sharp';
import { readFonts } from '../cover.ts';
import { articleImageBytesBelow } from '../platform-limits.ts';
import { fontsFor } from './glyph-fonts.ts';
import type { Infographic } from './infographic.ts';
import type { Look } from './look.ts';
import { type Node, pageWidth } from './node.ts';
import { pageParts } from './page-parts.ts';

export interface RenderedInfographic {
  /** From top to bottom; each a PNG of 1500 pixels' width that stands below the platform's limit. */
  slices: { png: Buffer; width: number; height: number }[];
  /** Characters that no font has: a box is drawn in their place. */
  missing: string[];
}

/** Two pixels of the picture for one of the drawing: sharp on every phone. */
const ZOOM = 2;
/** A slice is closed before it gets higher, the foot aside; pixels of the drawing. Phones load short pictures better. */
const MAX_SLICE = 2300;

let fonts: Promise<Font[]> | null = null;

/**
 * Draws an infographic as one or more pictures with the embedded fonts, without any of the system's. Each card is drawn
 * by itself and the pixels are joined, so that the length has no limit but that of the draft, and memory holds one slice.
 */
export async function renderInfographic(infographic: Infographic, look: Look): Promise<RenderedInfographic> {
  fonts ??= readFonts();
  const embedded = await fonts;
  const qr = infographic.source.url === '' ? null : await qrCode(infographic.source.url);
  const missing = new Set<string>();
  const slices: RenderedInfographic['slices'] = [];
  let open: Drawn[] = [];
  const close = async () => {
    if (open.length > 0) slices.push(await joined(open));
    open = [];
  };
  const parts = pageParts(infographic, look, qr);
  for (const [i, { node }] of parts.entries()) {
    const part = await draw(node, embedded, missing);
    const height = open.reduce((sum, each) => sum + each.height, 0);
    const isFoot = i === parts.length - 1;
    if (height > 0 && height + part.height > MAX_SLICE * ZOOM && !isFoot) await close();
    open.push(part);
  }
  await close();
  return { slices, missing: [...missing] };
}

interface Drawn {
  pixels: Buffer;
  height: number;
}

async function draw(node: Node, embedded: Font[], missing: Set<string>): Promise<Drawn> {
  // Loaded with the first picture: most processes draw none.
  const [{ default: satori }, { Resvg }] = await Promise.all([import('satori'), import('@resvg/resvg-js')]);
  const svg = await satori(node, {
    width: pageWidth,
    fonts: embedded,
    loadAdditionalAsset: async (_language, segment) => {
      const found = await fontsFor(segment);
      for (const char of found.missing) missing.add(char);
      return found.fonts;
    },
  });
  const image = new Resvg(svg, { font: { loadSystemFonts: false }, fitTo: { mode: 'zoom', value: ZOOM } }).render();
  return { pixels: image.pixels, height: image.height };
}

async function joined(parts: readonly Drawn[]): Promise<RenderedInfographic['slices'][number]> {
  const width = pageWidth * ZOOM;
  const height = parts.reduce((sum, part) => sum + part.height, 0);
  const pixels = Buffer.concat(parts.map((part) => part.pixels));
  const image = sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha();
  const png = await image.clone().png({ compressionLevel: 6 }).toBuffer();
  // Fewer colours take ten times as long; only a slice full of small text needs it.
  const small = png.length < articleImageBytesBelow ? png : await image.png({ palette: true, effort: 1 }).toBuffer();
  return { png: small, width, height };
}

function qrCode(url: string): Promise<string> {
  return QRCode.toDataURL(url, { margin: 1, width: 336, errorCorrectionLevel: 'M' });
}
