import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cropCover, drawCover } from '../../src/posts/cover.ts';
import { readCoverDesign } from '../../src/posts/cover-design.ts';

const design = readCoverDesign('content/covers/default.yaml');
const draw = (title: string) => drawCover({ title, label: '政策文件', office: '示例市住房城乡建设局' }, design);
const pixels = (png: Buffer) => sharp(png).removeAlpha().raw().toBuffer();

/** How many pixels have nearly the title's white: a blank cover and one with empty boxes have other counts. */
async function whiteIn(png: Buffer, area: { left: number; top: number; width: number; height: number }) {
  const raw = await sharp(png).extract(area).removeAlpha().raw().toBuffer();
  let white = 0;
  for (let i = 0; i < raw.length; i += 3) if ((raw[i] ?? 0) + (raw[i + 1] ?? 0) + (raw[i + 2] ?? 0) > 740) white += 1;
  return white;
}
/** Pixels that are lighter than the background anywhere: the office's name. */
async function lightIn(png: Buffer, area: { left: number; top: number; width: number; height: number }) {
  const raw = await sharp(png).extract(area).removeAlpha().raw().toBuffer();
  return raw.filter((value, i) => i % 3 === 0 && value > 150).length;
}
const titleArea = { left: 40, top: 110, width: 820, height: 190 };

describe('a drawn cover', () => {
  test('is a PNG of 900×383, the same every time', async () => {
    const cover = await draw('示例市城镇燃气安全管理办法');
    expect(await sharp(cover).metadata()).toMatchObject({ format: 'png', width: 900, height: 383 });
    expect((await draw('示例市城镇燃气安全管理办法')).equals(cover)).toBe(true);
  });

  test('really draws the Chinese of its title', async () => {
    const [one, other, blank] = await Promise.all(['一二三', '供暖期', ' '].map(draw));
    expect((await pixels(one!)).equals(await pixels(other!))).toBe(false);
    expect(await whiteIn(blank!, titleArea)).toBe(0);
    expect(await lightIn(one!, { left: 40, top: 300, width: 600, height: 83 })).toBeGreaterThan(1000);
    // Three missing glyphs would all be the same box: strokes of 供暖期 are far denser than those of 一二三.
    expect(await whiteIn(other!, titleArea)).toBeGreaterThan(1.5 * (await whiteIn(one!, titleArea)));
  });

  test('wraps a long title inside its edges', async () => {
    const cover = await draw(
      '示例市住房和城乡建设局关于印发《示例市城镇燃气安全专项整治三年行动实施方案（2026—2028年）》的通知',
    );
    expect(await whiteIn(cover, titleArea)).toBeGreaterThan(3000);
    expect(await whiteIn(cover, { left: 850, top: 0, width: 50, height: 383 })).toBe(0);
  });

  test('is cut from the middle of a picture that is large enough, else not', async () => {
    const of = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: '#aa2200' } })
        .png()
        .toBuffer();
    expect(await sharp((await cropCover(await of(1200, 2000)))!).metadata()).toMatchObject({
      format: 'jpeg',
      width: 900,
      height: 383,
    });
    expect(await cropCover(await of(899, 600))).toBeNull();
    expect(await cropCover(await of(1200, 382))).toBeNull();
  });
});
