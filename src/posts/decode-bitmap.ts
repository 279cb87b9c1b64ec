/** Pixels of a picture, RGBA, from the top. */
export interface Bitmap {
  width: number;
  height: number;
  pixels: Buffer;
}

/**
 * Reads a Windows bitmap (`BM`), which sharp does not: 1, 4, 8, 24 and 32 bits a pixel, uncompressed.
 * @returns null when it is none, compressed, cut off or larger than `maxPixels`
 */
export function decodeBmp(bytes: Buffer, maxPixels: number): Bitmap | null {
  if (bytes.length < 54 || bytes.toString('latin1', 0, 2) !== 'BM') return null;
  return decodeDib(bytes.subarray(14), bytes.readUInt32LE(10) - 14, maxPixels, false);
}

/** The largest picture of an icon file: a PNG as it stands, or a bitmap. */
export function decodeIcon(bytes: Buffer, maxPixels: number): Buffer | Bitmap | null {
  const count = isIcon(bytes) ? bytes.readUInt16LE(4) : 0;
  let best: { size: number; from: number; length: number } | null = null;
  for (let i = 0; i < count && 22 + 16 * i <= bytes.length; i += 1) {
    const at = 6 + 16 * i;
    const size = bytes.readUInt8(at) || 256;
    if (!best || size > best.size) {
      best = { size, from: bytes.readUInt32LE(at + 12), length: bytes.readUInt32LE(at + 8) };
    }
  }
  if (!best || best.from + best.length > bytes.length || best.length < 40) return null;
  const picture = bytes.subarray(best.from, best.from + best.length);
  return picture.readUInt32BE(0) === 0x89504e47 ? picture : decodeDib(picture, null, maxPixels, true);
}

export function isIcon(bytes: Buffer): boolean {
  return bytes.length >= 22 && bytes.readUInt32LE(0) === 0x00010000 && bytes.readUInt16LE(4) > 0;
}

/** @param pixelsAt where the pixels begin; null when right after the colours, as in icons, whose height counts twice */
function decodeDib(dib: Buffer, pixelsAt: number | null, maxPixels: number, icon: boolean): Bitmap | null {
  if (dib.length < 40) return null;
  const header = dib.readUInt32LE(0);
  const width = dib.readInt32LE(4);
  const signed = dib.readInt32LE(8);
  const height = Math.abs(signed) / (icon ? 2 : 1);
  const [bits, compression] = [dib.readUInt16LE(14), dib.readUInt32LE(16)];
  const known = [1, 4, 8, 24, 32].includes(bits) && (compression === 0 || (compression === 3 && bits === 32));
  if (!known || width <= 0 || height <= 0 || !Number.isInteger(height) || width * height > maxPixels) return null;
  const colours = bits <= 8 ? dib.readUInt32LE(32) || 2 ** bits : 0;
  const from = pixelsAt ?? header + 4 * colours;
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (from < header || colours > 256 || header + 4 * colours > dib.length) return null;
  if (from + stride * height > dib.length) return null;
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y += 1) {
    const row = from + stride * (signed > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x += 1) {
      const at = bits <= 8 ? header + 4 * indexAt(dib, row, x, bits) : row + (x * bits) / 8;
      const to = 4 * (y * width + x);
      pixels[to] = dib[at + 2] ?? 0;
      pixels[to + 1] = dib[at + 1] ?? 0;
      pixels[to + 2] = dib[at] ?? 0;
      if (icon && bits === 32) pixels[to + 3] = dib[at + 3] ?? 255;
    }
  }
  return { width, height, pixels };
}

function indexAt(dib: Buffer, row: number, x: number, bits: number): number {
  const byte = dib[row + Math.floor((x * bits) / 8)] ?? 0;
  return (byte >> (8 - bits - ((x * bits) % 8))) & (2 ** bits - 1);
}
