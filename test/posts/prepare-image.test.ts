import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { picturesInMemory } from '../../src/posts/asset-store.ts';
import { fetchImages } from '../../src/posts/fetch-images.ts';
import { prepareImage } from '../../src/posts/prepare-image.ts';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#336699' } });
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#000000', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  });

describe('a picture for an article', () => {
  test('stays as it is when it is a small PNG or JPEG', async () => {
    const png = await plain(20, 10).png().toBuffer();
    expect(await prepareImage(png)).toMatchObject({ mediaType: 'image/png', width: 20, height: 10, bytes: png });
    const jpeg = await plain(20, 10).jpeg().toBuffer();
    expect(await prepareImage(jpeg)).toMatchObject({ mediaType: 'image/jpeg', bytes: jpeg });
  });

  test('becomes PNG from WebP, GIF and SVG', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="9" height="9"/></svg>',
    );
    for (const bytes of [await plain(30, 20).webp().toBuffer(), await plain(30, 20).gif().toBuffer(), svg]) {
      const made = await prepareImage(bytes);
      expect(made).toMatchObject({ mediaType: 'image/png', width: 30, height: 20 });
      expect(typeof made !== 'string' && (await sharp(made.bytes).metadata()).format).toBe('png');
    }
  });

  test('is shrunk step by step until it is below 1 MB', async () => {
    const made = await prepareImage(await noise(1500, 1200).jpeg({ quality: 100 }).toBuffer());
    expect(typeof made !== 'string' && made.bytes.length).toBeLessThan(1_000_000);
    expect(made).toMatchObject({ mediaType: 'image/jpeg' });
  });

  test('is refused with a reason when it is none', async () => {
    for (const bytes of [
      Buffer.from('<html>404</html>'),
      Buffer.alloc(0),
      (await plain(50, 50).png().toBuffer()).subarray(0, 60),
    ]) {
      expect(await prepareImage(bytes)).toMatch(/不是可用的图片/);
    }
  });

  test('is fetched once an address and kept once a content', async () => {
    const png = await plain(20, 10).png().toBuffer();
    const shelf = picturesInMemory();
    const { pictures, lost } = await fetchImages(
      ['a', 'b', 'c'],
      async (url) => {
        if (url === 'c') throw new Error('refused');
        return png;
      },
      shelf,
    );
    expect([...pictures.keys()]).toEqual(['a', 'b']);
    expect(pictures.get('a')).toEqual(pictures.get('b'));
    expect(Object.fromEntries(lost)).toEqual({ c: 'refused' });
  });
});
