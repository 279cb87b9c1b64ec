import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { TryLater } from '../../src/errors.ts';
import { picturesInMemory } from '../../src/posts/asset-store.ts';
import { fetchImages, partAddress } from '../../src/posts/fetch-images.ts';
import { placeParts } from '../../src/posts/place-parts.ts';
import { type PreparedImage, prepareImage } from '../../src/posts/prepare-image.ts';
import { cutsOf } from '../../src/posts/slice-image.ts';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#336699' } });
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#000000', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  });

async function one(bytes: Buffer): Promise<PreparedImage> {
  const made = await prepareImage(bytes);
  const part = typeof made === 'string' ? undefined : made.parts[0];
  if (!part) throw new Error(String(made));
  return part;
}

/** A bitmap of 2×2: red, green, blue, white from the top left. */
function bmp(): Buffer {
  const file = Buffer.alloc(54 + 16);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(2, 18);
  file.writeInt32LE(2, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  Buffer.from([255, 0, 0, 255, 255, 255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0]).copy(file, 54);
  return file;
}

/** An icon file around one picture. */
function icon(picture: Buffer): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(16, 6);
  head.writeUInt32LE(picture.length, 14);
  head.writeUInt32LE(22, 18);
  return Buffer.concat([head, picture]);
}

async function frames(count: number, width = 40, height = 30): Promise<Buffer[]> {
  return await Promise.all(Array.from({ length: count }, () => noise(width, height).png().toBuffer()));
}

describe('a picture for an article', () => {
  test('stays as it is when it is a small PNG or JPEG', async () => {
    const png = await plain(20, 10).png().toBuffer();
    expect(await one(png)).toMatchObject({ mediaType: 'image/png', width: 20, height: 10, bytes: png });
    const jpeg = await plain(20, 10).jpeg().toBuffer();
    expect(await one(jpeg)).toMatchObject({ mediaType: 'image/jpeg', bytes: jpeg });
  });

  test('becomes PNG or JPEG from every format that portals use', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="9" height="9"/></svg>',
    );
    const given: [string, Buffer, string][] = [
      ['webp', await plain(30, 20).webp().toBuffer(), 'png'],
      ['gif', await plain(30, 20).gif().toBuffer(), 'png'],
      ['avif', await plain(30, 20).avif().toBuffer(), 'png'],
      ['tiff', await plain(30, 20).tiff().toBuffer(), 'png'],
      ['svg', svg, 'png'],
      ['16 bit', await plain(30, 20).toColourspace('rgb16').png().toBuffer(), 'png'],
      ['cmyk', await plain(30, 20).toColourspace('cmyk').jpeg().toBuffer(), 'jpeg'],
    ];
    for (const [name, bytes, format] of given) {
      const made = await one(bytes);
      expect(made, name).toMatchObject({ mediaType: `image/${format}`, width: 30, height: 20 });
      expect(await sharp(made.bytes).metadata(), name).toMatchObject({ format, space: 'srgb', depth: 'uchar' });
    }
  });

  test('becomes PNG from BMP and ICO, every colour in its place', async () => {
    const made = await one(bmp());
    expect([...(await sharp(made.bytes).removeAlpha().raw().toBuffer())]).toEqual([
      ...[255, 0, 0, 0, 255, 0],
      ...[0, 0, 255, 255, 255, 255],
    ]);
    expect(await one(icon(await plain(16, 16).png().toBuffer()))).toMatchObject({ mediaType: 'image/png', width: 16 });
  });

  test('is turned upright and says nothing of where and with what it was taken', async () => {
    const taken = await noise(40, 20)
      .withMetadata({ orientation: 6, exif: { IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '31/1 13/1 0/1' } } })
      .jpeg()
      .toBuffer();
    const made = await one(taken);
    expect([made.width, made.height]).toEqual([20, 40]);
    const metadata = await sharp(made.bytes).metadata();
    expect([metadata.exif, metadata.orientation, metadata.icc]).toEqual([undefined, undefined, undefined]);
    const wide = await one(await plain(30, 20).withIccProfile('p3').png().toBuffer());
    expect((await sharp(wide.bytes).metadata()).hasProfile).toBe(false);
  });

  test('is shrunk step by step until it is below 1 MB', async () => {
    const made = await one(await noise(1500, 1200).jpeg({ quality: 100 }).toBuffer());
    expect(made.bytes.length).toBeLessThan(1_000_000);
    expect(made).toMatchObject({ mediaType: 'image/jpeg' });
  });

  test('is refused with a reason when it is none, cut off, a page, or hides something', async () => {
    const jpeg = await noise(300, 200).jpeg().toBuffer();
    const png = await noise(300, 200).png().toBuffer();
    const bomb = await sharp({ create: { width: 8000, height: 8000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const svg = (inside: string) =>
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20">${inside}</svg>`);
    const given: [Buffer, RegExp][] = [
      [Buffer.alloc(0), /空的/],
      [Buffer.from('<!DOCTYPE html><html><body>404</body></html>'), /网页/],
      [Buffer.from('not a picture at all, whatever its name'), /认不出/],
      [jpeg.subarray(0, jpeg.length >> 1), /不完整/],
      [png.subarray(0, png.length >> 1), /不完整/],
      [bomb, /万像素/],
      [svg('<image href="file:///etc/passwd"/>'), /外部引用/],
      [svg('<image xlink:href="http://127.0.0.1/x.png"/>'), /外部引用|损坏/],
      [Buffer.from(`<!DOCTYPE svg [<!ENTITY a "b">]>${svg('').toString()}`), /SVG|认不出/],
      [gzipSync(svg('')), /压缩过的文件.*另存为/],
      [
        gzipSync(`<!DOCTYPE svg [<!ENTITY a "b">]>${svg('<image href="file:///etc/passwd"/>').toString()}`),
        /压缩过的文件/,
      ],
    ];
    for (const [bytes, reason] of given) expect(await prepareImage(bytes)).toMatch(reason);
  });

  test('moves on when it is a GIF that fits, becomes a GIF from WebP, and says when only its first frame is left', async () => {
    const gif = await sharp(await frames(4), { join: { animated: true } })
      .gif({ delay: 100 })
      .toBuffer();
    expect(await prepareImage(gif)).toMatchObject({ parts: [{ mediaType: 'image/gif', bytes: gif }], note: null });
    const webp = await sharp(await frames(3), { join: { animated: true } })
      .webp({ delay: 100 })
      .toBuffer();
    expect((await sharp((await one(webp)).bytes).metadata()).pages).toBe(3);
    const pages = await sharp(await frames(2), { join: { animated: true } })
      .tiff()
      .toBuffer();
    expect(await prepareImage(pages)).toMatchObject({ parts: [{ mediaType: 'image/png' }], note: 'picture-still' });
  });

  test('is made of any bytes at all without ever throwing', async () => {
    const seeds = await Promise.all([
      noise(16, 16).png().toBuffer(),
      noise(16, 16).jpeg().toBuffer(),
      noise(16, 16).webp().toBuffer(),
      noise(16, 16).gif().toBuffer(),
      noise(16, 16).tiff().toBuffer(),
      Promise.resolve(bmp()),
      Promise.resolve(icon(bmp().subarray(14))),
    ]);
    const broken = fc
      .record({
        seed: fc.constantFrom(...seeds),
        cut: fc.double({ min: 0, max: 1, noNaN: true }),
        flips: fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 8 }),
      })
      .map(({ seed, cut, flips }) => {
        const bytes = Buffer.from(seed.subarray(0, Math.ceil(seed.length * cut)));
        for (const [at, value] of flips) if (bytes.length > 0) bytes[at % bytes.length] = value;
        return bytes;
      });
    const random = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.oneof(broken, random), async (bytes) => {
        const made = await prepareImage(bytes);
        if (typeof made === 'string') expect(made).toMatch(/^不是可用的图片：/);
        for (const part of typeof made === 'string' ? [] : made.parts) {
          expect(part.bytes.length).toBeLessThan(1_000_000);
          await sharp(part.bytes, { failOn: 'truncated' }).raw().toBuffer();
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a long picture', () => {
  /** Blocks of noise 300 rows high with 100 blank rows between them. */
  async function infographic(blocks: number): Promise<Buffer> {
    const block = await noise(750, 300).jpeg({ quality: 95 }).toBuffer();
    const input = Array.from({ length: blocks }, (_, i) => ({ input: block, left: 0, top: i * 400 + 50 }));
    return await sharp({ create: { width: 750, height: blocks * 400, channels: 3, background: '#ffffff' } })
      .composite(input)
      .jpeg({ quality: 95 })
      .toBuffer();
  }

  test('is cut at blank rows into parts that keep its width, none lost, none over the limit', async () => {
    const bytes = await infographic(24);
    const made = await prepareImage(bytes);
    if (typeof made === 'string') throw new Error(made);
    expect(made.note).toBe('picture-sliced');
    expect(made.parts.reduce((sum, part) => sum + part.height, 0)).toBe(9600);
    for (const part of made.parts) {
      expect(part.width).toBe(750);
      expect(part.bytes.length).toBeLessThan(1_000_000);
      // Ten rows from each edge nothing is drawn.
      const edge = await sharp(part.bytes).extract({ left: 0, top: 0, width: 750, height: 8 }).raw().toBuffer();
      expect(Math.min(...edge)).toBeGreaterThan(200);
    }
  });

  test('stays whole when it fits as it is', async () => {
    const bytes = await plain(750, 6000).png().toBuffer();
    expect(await prepareImage(bytes)).toMatchObject({ parts: [{ height: 6000, bytes }], note: null });
  });

  test('has no more than twenty parts, however long it is, and is refused when it is only a line', async () => {
    const made = await prepareImage(await plain(100, 60_000).png().toBuffer());
    if (typeof made === 'string') throw new Error(made);
    expect(made.note).toBe('picture-sliced');
    expect(made.parts.length).toBeLessThanOrEqual(20);
    expect(made.parts.reduce((sum, part) => sum + part.height, 0)).toBe(60_000);
    expect(await prepareImage(await plain(2, 40_000).png().toBuffer())).toMatch(/^不是可用的图片：只有 2 像素宽/);
  });

  test('is cut so that no part is higher than allowed, at the calmest row when nothing is blank', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(255), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 4, max: 90 }),
        (rows, most) => {
          const cuts = cutsOf(rows, most);
          expect(cuts[0]).toBe(0);
          cuts.forEach((top, i) => {
            const height = (cuts[i + 1] ?? rows.length) - top;
            expect(height).toBeGreaterThan(0);
            expect(height).toBeLessThanOrEqual(most);
          });
        },
      ),
    );
  });

  test('stands in the text part below part, once as a paragraph each', () => {
    const html = placeParts('<p>前</p><p><img src="a.png" alt="一图读懂"></p><p>后</p>', new Map([['a.png', 3]]));
    expect(html).toBe(
      '<p>前</p><p><img src="a.png#part-1" alt="一图读懂"></p><p><img src="a.png#part-2" alt="一图读懂（续1）"></p>' +
        '<p><img src="a.png#part-3" alt="一图读懂（续2）"></p><p>后</p>',
    );
    expect(placeParts('<p><img src="b.png"></p>', new Map([['a.png', 3]]))).toBe('<p><img src="b.png"></p>');
  });

  test('is known to composing by its parts', async () => {
    const bytes = await infographic(24);
    const { pictures, parts, notes } = await fetchImages(['a'], async () => bytes, picturesInMemory());
    const count = parts.get('a') ?? 0;
    expect(count).toBeGreaterThan(3);
    expect([...pictures.keys()]).toEqual(Array.from({ length: count }, (_, i) => partAddress('a', i + 1)));
    expect(Object.fromEntries(notes)).toEqual({ a: 'picture-sliced' });
  });
});

describe('fetching pictures', () => {
  test('keeps each content once and makes the same bytes once', async () => {
    const webp = await plain(20, 10).webp().toBuffer();
    const shelf = picturesInMemory();
    let puts = 0;
    const put = async (picture: PreparedImage) => {
      puts += 1;
      await shelf.put(picture);
    };
    const counting = { ...shelf, put };
    const { pictures, lost, waiting } = await fetchImages(
      ['a', 'b', 'c', 'd'],
      async (url) => {
        if (url === 'c') throw new Error('refused');
        if (url === 'd') throw new TryLater({ code: 'portal-silent', message: 'no answer', remedy: 'Wait.' });
        return webp;
      },
      counting,
    );
    expect([...pictures.keys()]).toEqual(['a', 'b']);
    expect(pictures.get('a')).toEqual(pictures.get('b'));
    expect(puts).toBe(1);
    expect(Object.fromEntries(lost)).toEqual({ c: 'unexpected', d: 'portal-silent' });
    expect(waiting).toEqual([{ url: 'd', reason: 'no answer' }]);
  });
});
