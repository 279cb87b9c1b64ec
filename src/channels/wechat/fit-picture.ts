import sharp from 'sharp';

export interface Picture {
  bytes: Buffer;
  /** What it really is, whatever its name said. */
  format: 'jpg' | 'png' | 'gif';
}

const WIDTHS = [1080, 900, 720, 540];
const QUALITIES = [88, 78, 66];

/**
 * A picture as the platform takes it: jpg or png of fewer than `maxBytes`. One that fits already stays as it is, byte
 * for byte; others are turned into jpg and made smaller until they fit.
 * @returns null when the bytes are no picture or cannot be made small enough
 */
export async function fitPicture(bytes: Buffer, maxBytes: number): Promise<Picture | null> {
  const found = await orNull(sharp(bytes).metadata());
  if (found === null) return null;
  if (bytes.length < maxBytes && found.format === 'jpeg') return { bytes, format: 'jpg' };
  if (bytes.length < maxBytes && found.format === 'png') return { bytes, format: 'png' };
  for (const width of WIDTHS) {
    for (const quality of QUALITIES) {
      const smaller = await orNull(asJpeg(bytes, width, quality));
      if (smaller === null) return null;
      if (smaller.length < maxBytes) return { bytes: smaller, format: 'jpg' };
    }
  }
  return null;
}

/** A GIF of several frames as it stands, when it is at most `maxBytes`; else null. */
export async function movingGif(bytes: Buffer, maxBytes: number): Promise<Picture | null> {
  if (bytes.length > maxBytes) return null;
  const found = await orNull(sharp(bytes).metadata());
  return found?.format === 'gif' && (found.pages ?? 1) > 1 ? { bytes, format: 'gif' } : null;
}

function asJpeg(bytes: Buffer, width: number, quality: number): Promise<Buffer> {
  const turned = sharp(bytes).rotate().resize({ width, withoutEnlargement: true });
  return turned.flatten({ background: '#ffffff' }).jpeg({ quality }).toBuffer();
}

/** Broken and oversized pictures make sharp throw: they are the content's fault, told by whoever knows which it is. */
function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch(() => null);
}
