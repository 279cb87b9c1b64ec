import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { MAX_PIXELS, type OpenImage, openImage, reasonOf } from './open-image.ts';
import { articleImageBytesBelow, materialImageBytes } from './platform-limits.ts';
import { blankCuts } from './slice-image.ts';

/** A picture as it is stored and uploaded. */
export interface PreparedImage {
  sha256: string;
  mediaType: 'image/png' | 'image/jpeg' | 'image/gif';
  width: number;
  height: number;
  bytes: Buffer;
}

/** What became of a picture that its author would want to know: a check in content/wording/posts.yaml. */
export const pictureNotes = ['picture-still', 'picture-animation-shrunk', 'picture-sliced', 'picture-coarse'] as const;
export type PictureNote = (typeof pictureNotes)[number];

/** One picture, or the parts of a long one from the top. */
export interface Prepared {
  parts: PreparedImage[];
  note: PictureNote | null;
}

/** What is prepared by an older recipe is prepared again. */
export const RECIPE = 2;

/** No phone shows more; wider pictures are scaled down. */
const MAX_WIDTH = 1440;
/** Long pictures are read, not looked at: this wide their letters stay sharp. */
const LONG_WIDTH = 1080;
/** Where phones draw a picture in one piece: their graphics take no longer ones. */
const WHOLE_HEIGHT = 16_000;
const PART_HEIGHT = 2_400;
/** A picture that would have more parts gets longer ones. */
const MOST_PARTS = 20;
/** What has to be cut and is narrower than this is a line or a spacer, nothing to read. */
const READABLE_WIDTH = 60;
/** The first step that comes below the limit is taken. */
const STEPS = [
  { width: MAX_WIDTH, quality: 85 },
  { width: 1080, quality: 80 },
  { width: 1080, quality: 65 },
  { width: 800, quality: 60 },
  { width: 640, quality: 50 },
  { width: 480, quality: 40 },
];
const ANIMATED_WIDTHS = [720, 540, 400, 300];

/**
 * Makes a picture one that an article takes: PNG or JPEG below 1 MB, or a GIF that moves, below 10 MB. The real type is
 * read from the bytes. Upright, in sRGB and without metadata, for a photograph may say where it was taken; one that is
 * all that already stays as it is, byte for byte. A long picture that would become too coarse is cut at blank rows.
 * @returns the picture, or why it is none, in Chinese
 */
export async function prepareImage(bytes: Buffer): Promise<Prepared | string> {
  const image = await openImage(bytes);
  if (typeof image === 'string') return `不是可用的图片：${image}`;
  try {
    const { format, pages = 1 } = image.metadata;
    if (pages > 1 && (format === 'gif' || format === 'webp')) return await moving(image);
    if (isClean(image)) {
      // Reads it to its end: a picture that was cut off on the way shows only then.
      await image.read().resize(1, 1).raw().toBuffer();
      return { parts: [await asPicture(image.bytes)], note: null };
    }
    return await still(image, pages > 1 ? 'picture-still' : null);
  } catch (error) {
    return `不是可用的图片：${reasonOf(error)}`;
  }
}

/** Bytes that are known to be a good PNG, JPEG or GIF. */
export async function asPicture(bytes: Buffer): Promise<PreparedImage> {
  const { format, width, height } = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
  const mediaType = format === 'gif' ? 'image/gif' : format === 'png' ? 'image/png' : 'image/jpeg';
  return { sha256: createHash('sha256').update(bytes).digest('hex'), mediaType, width, height, bytes };
}

function isClean({ bytes, metadata, height }: OpenImage): boolean {
  const { format, exif, xmp, iptc, comments, hasProfile, orientation = 1, space, depth, pages = 1 } = metadata;
  const bare = !exif && !xmp && !iptc && !comments?.length && !hasProfile && orientation === 1;
  const plain = (format === 'png' || format === 'jpeg') && pages === 1 && depth === 'uchar';
  const small = bytes.length < articleImageBytesBelow && height <= WHOLE_HEIGHT;
  return bare && plain && (space === 'srgb' || space === 'b-w') && small;
}

async function moving(image: OpenImage): Promise<Prepared | string> {
  const { bytes } = image;
  const { format, pages = 1, width, pageHeight = image.height } = image.metadata;
  if (width * pageHeight * pages <= MAX_PIXELS) {
    if (format === 'gif' && bytes.length <= materialImageBytes) {
      await image.read(true).resize(1, 1).raw().toBuffer();
      return { parts: [await asPicture(bytes)], note: null };
    }
    for (const narrower of ANIMATED_WIDTHS) {
      const gif = await image.read(true).resize({ width: narrower, withoutEnlargement: true }).gif().toBuffer();
      const note = format === 'gif' ? 'picture-animation-shrunk' : null;
      if (gif.length <= materialImageBytes) return { parts: [await asPicture(gif)], note };
    }
  }
  return await still(image, 'picture-still');
}

async function still(image: OpenImage, note: PictureNote | null): Promise<Prepared | string> {
  const { width, height } = image;
  if (height > 3 * width) return await long(image, note);
  for (const [i, { width: widest, quality }] of STEPS.entries()) {
    const part = await encoded(image, image.read(), widest, quality, i === 0);
    if (part) return { parts: [part], note: note ?? (i > 2 ? 'picture-coarse' : null) };
  }
  throw new Error('pixel limit');
}

/** Whole when that costs no sharpness, else in parts that end where nothing is drawn. */
async function long(image: OpenImage, note: PictureNote | null): Promise<Prepared | string> {
  const { width, height } = image;
  const scale = Math.min(1, LONG_WIDTH / width);
  const whole = height * scale <= WHOLE_HEIGHT ? await encoded(image, image.read(), LONG_WIDTH, 82, true) : null;
  if (whole) return { parts: [whole], note };
  if (width < READABLE_WIDTH) return `不是可用的图片：只有 ${width} 像素宽，却有 ${height} 像素高，看不出内容`;
  const usual = await blankCuts(image.read(), Math.round(PART_HEIGHT / scale));
  // No part is shorter than half of what is asked for, so that this gives no more than the most.
  const longer = Math.ceil((2 * height) / MOST_PARTS);
  const cuts = usual.length <= MOST_PARTS ? usual : await blankCuts(image.read(), longer);
  const parts: PreparedImage[] = [];
  for (const [i, top] of cuts.entries()) {
    const area = { left: 0, top, width, height: (cuts[i + 1] ?? height) - top };
    const upright = await image.read().extract(area).png({ compressionLevel: 1 }).toBuffer();
    const read = () => sharp(upright, { limitInputPixels: MAX_PIXELS });
    let part: PreparedImage | null = null;
    for (const quality of [85, 70, 55, 40]) part ??= await encoded(image, read(), LONG_WIDTH, quality, quality === 85);
    if (!part) throw new Error('pixel limit');
    parts.push(part);
  }
  return { parts, note: parts.length > 1 ? 'picture-sliced' : note };
}

/** As PNG when it was drawn and that fits, else as JPEG; null when it is too large. */
async function encoded(
  { metadata }: OpenImage,
  picture: Sharp,
  width: number,
  quality: number,
  asPng: boolean,
): Promise<PreparedImage | null> {
  const scaled = picture.resize({ width, withoutEnlargement: true }).toColourspace('srgb');
  if (asPng && metadata.format !== 'jpeg') {
    const png = await scaled.clone().png({ compressionLevel: 9 }).toBuffer();
    if (png.length < articleImageBytesBelow) return await asPicture(png);
  }
  const jpeg = await scaled.flatten({ background: '#ffffff' }).jpeg({ quality }).toBuffer();
  return jpeg.length < articleImageBytesBelow ? await asPicture(jpeg) : null;
}
