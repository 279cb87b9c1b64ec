import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fitPicture } from '../../../src/channels/wechat/fit-picture.ts';

const plain = { create: { width: 40, height: 30, channels: 3 as const, background: '#336699' } };
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  });

describe('a picture for the platform', () => {
  it('stays as it is, byte for byte, when it is a jpg or png that fits', async () => {
    for (const [format, name] of [
      ['png', 'png'],
      ['jpeg', 'jpg'],
    ] as const) {
      const bytes = await sharp(plain).toFormat(format).toBuffer();
      expect(await fitPicture(bytes, 1024 * 1024)).toEqual({ bytes, format: name });
    }
  });

  it.each(['webp', 'gif', 'tiff'] as const)('is turned into a jpg when it is %s', async (format) => {
    const fitted = await fitPicture(await sharp(plain).toFormat(format).toBuffer(), 1024 * 1024);
    expect(fitted?.format).toBe('jpg');
    expect((await sharp(fitted?.bytes).metadata()).format).toBe('jpeg');
  });

  it('is made smaller until it fits', async () => {
    const big = await noise(1400, 1000).png().toBuffer();
    expect(big.length).toBeGreaterThan(1024 * 1024);
    const fitted = await fitPicture(big, 300_000);
    expect(fitted?.bytes.length).toBeLessThan(300_000);
  });

  it('is none when it is no picture, is cut off, or cannot be made small enough', async () => {
    const big = await noise(600, 600).png().toBuffer();
    expect(await fitPicture(Buffer.from('no picture'), 1000)).toBeNull();
    expect(await fitPicture(big.subarray(0, big.length / 2), 100_000)).toBeNull();
    expect(await fitPicture(big, 200)).toBeNull();
  });
});
