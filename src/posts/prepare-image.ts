import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { articleImageBytesBelow } from './platform-limits.ts';

/** A picture as it is stored and uploaded. */
export interface PreparedImage {
  sha256: string;
  mediaType: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
  bytes: Buffer;
}

/** No phone shows more; wider pictures are scaled down. */
const MAX_WIDTH = 1440;
/** The first step that comes below the limit is taken. */
const STEPS = [
  { width: MAX_WIDTH, quality: 85 },
  { width: 1080, quality: 80 },
  { width: 1080, quality: 65 },
  { width: 800, quality: 60 },
  { width: 640, quality: 50 },
  { width: 480, quality: 40 },
];
/** A picture of this many pixels is a mistake or an attack. */
const MAX_PIXELS = 80_000_000;

/**
 * Makes a picture one that an article takes: PNG or JPEG, below 1 MB. The real type is read from the bytes, not from
 * the name; WebP, SVG, BMP-like formats and the first frame of a GIF become PNG or JPEG.
 * @returns the picture, or why it is none, in Chinese
 */
export async function prepareImage(bytes: Buffer): Promise<PreparedImage | string> {
  try {
    const {
      format,
      width = 0,
      height = 0,
      hasAlpha,
      pages = 1,
    } = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
    const kept = (format === 'png' || format === 'jpeg') && pages === 1;
    if (kept && bytes.length < articleImageBytesBelow) {
      return prepared(bytes, format === 'png' ? 'image/png' : 'image/jpeg', width, height);
    }
    const image = () => sharp(bytes, { limitInputPixels: MAX_PIXELS }).rotate();
    return await shrunk(image, format !== 'jpeg', hasAlpha === true);
  } catch (error) {
    return `不是可用的图片：${error instanceof Error ? error.message : error}`;
  }
}

async function shrunk(image: () => Sharp, drawn: boolean, hasAlpha: boolean): Promise<PreparedImage | string> {
  if (drawn) {
    const png = await image()
      .resize({ width: MAX_WIDTH, withoutEnlargement: true })
      .png()
      .toBuffer({ resolveWithObject: true });
    if (png.data.length < articleImageBytesBelow)
      return prepared(png.data, 'image/png', png.info.width, png.info.height);
  }
  for (const { width, quality } of STEPS) {
    const scaled = image().resize({ width, withoutEnlargement: true });
    const opaque = hasAlpha ? scaled.flatten({ background: '#ffffff' }) : scaled;
    const { data, info } = await opaque.jpeg({ quality }).toBuffer({ resolveWithObject: true });
    if (data.length < articleImageBytesBelow) return prepared(data, 'image/jpeg', info.width, info.height);
  }
  return '压缩后仍超过 1 MB';
}

function prepared(bytes: Buffer, mediaType: PreparedImage['mediaType'], width: number, height: number): PreparedImage {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, mediaType, width, height, bytes };
}
