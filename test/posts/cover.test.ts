import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { type CoverLook, noLook } from '../../src/config/cover-look.ts';
import { cropCover, drawCover } from '../../src/posts/cover.ts';
import { type CoverDesign, designFor, leastContrast, readCoverDesigns } from '../../src/posts/cover-design.ts';
import { type CoverShape, squareCrop } from '../../src/posts/cover-tree.ts';
import { readEmblem } from '../../src/posts/emblem.ts';

const FILE = 'content/covers/designs.yaml';
const covers = readCoverDesigns(FILE);
const office = '示例市住房城乡建设局';
const folder = mkdtempSync(join(tmpdir(), 'govcast-cover-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function designOf(label: string): CoverDesign {
  const design = designFor(covers, label, 'other');
  if (!design) throw new Error('no design');
  return design;
}
const draw = (title: string, shape: CoverShape = 'wide', label = '政策文件', emblem: string | null = null) =>
  drawCover({ title, label, office }, shape, designOf(label), emblem);
const png = async (title: string, shape?: CoverShape) => (await draw(title, shape)).png;

/** How many pixels have nearly the title's white: a blank cover and one with empty boxes have other counts. */
async function whiteIn(cover: Buffer, area: { left: number; top: number; width: number; height: number }) {
  const raw = await sharp(cover).extract(area).removeAlpha().raw().toBuffer();
  let white = 0;
  for (let i = 0; i < raw.length; i += 3) if ((raw[i] ?? 0) + (raw[i + 1] ?? 0) + (raw[i + 2] ?? 0) > 740) white += 1;
  return white;
}
const titleArea = { left: 30, top: 60, width: 560, height: 230 };

describe('a drawn cover', () => {
  test('is a PNG of 900×383 for the first article and 500×500 for the others, the same bytes every time', async () => {
    const cover = await png('示例市城镇燃气安全管理办法');
    expect(await sharp(cover).metadata()).toMatchObject({ format: 'png', width: 900, height: 383 });
    expect((await png('示例市城镇燃气安全管理办法')).equals(cover)).toBe(true);
    const square = await png('示例市城镇燃气安全管理办法', 'square');
    expect(await sharp(square).metadata()).toMatchObject({ format: 'png', width: 500, height: 500 });
  });

  test('really draws the Chinese of its title and the name of the office', async () => {
    const [one, other, blank] = [await png('一二三'), await png('供暖期'), await png(' ')];
    expect(one.equals(other)).toBe(false);
    expect(await whiteIn(blank, titleArea)).toBe(0);
    expect(await whiteIn(blank, { left: 40, top: 300, width: 500, height: 70 })).toBeGreaterThan(300);
    // Three missing glyphs would all be the same box: strokes of 供暖期 are far denser than those of 一二三.
    expect(await whiteIn(other, titleArea)).toBeGreaterThan(1.5 * (await whiteIn(one, titleArea)));
  });

  test('keeps a long title inside its edges and says when it had to be cut', async () => {
    const title = '示例市住房和城乡建设局关于印发《示例市城镇燃气安全专项整治三年行动实施方案（2026—2028年）》的通知';
    const long = await draw(title);
    expect(long.cut).toBe(false);
    expect(await whiteIn(long.png, titleArea)).toBeGreaterThan(3000);
    expect(await whiteIn(long.png, { left: 572, top: 60, width: 27, height: 230 })).toBe(0);
    expect((await draw(title.repeat(5))).cut).toBe(true);
  });

  test('draws rare characters from further parts of the typeface, leaves emoji out and names what it cannot draw', async () => {
    expect(await draw('堃喆玥镕')).toMatchObject({ missing: [] });
    const odd = await draw('国庆放假😀通知𬭚');
    expect(odd.missing).toEqual(['😀', '𬭚']);
    expect(odd.png.equals((await draw('国庆放假通知〓')).png)).toBe(true);
  });

  test('has the design of its label, else of its kind, else the first', () => {
    expect(designFor(covers, '一图读懂', 'policy')?.name).toBe('figure');
    expect(designFor(covers, '另一个词', 'guide')?.name).toBe('guide');
    expect(designFor(covers, '问答', 'policy')?.name).toBe('questions');
    expect(designFor(covers, '', 'other')?.name).toBe('other');
  });

  test('shows an emblem in its own shape, never stretched, and says when there is none', async () => {
    const file = join(folder, 'emblem.svg');
    writeFileSync(
      file,
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20"/></svg>',
    );
    const { width, height } = await readEmblem(file);
    expect(height).toBe(36);
    expect(width / height).toBeCloseTo(3, 1);
    expect((await draw('标题', 'wide', '政策文件', file)).png.equals((await draw('标题')).png)).toBe(false);
    await expect(draw('标题', 'wide', '政策文件', join(folder, 'none.png'))).rejects.toMatchObject({
      code: 'cover-emblem',
    });
  });

  test('tells the whole in the square that the platform shows of the wide one', () => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = squareCrop.split('_').map(Number);
    expect((x2 - x1) * 900).toBeCloseTo((y2 - y1) * 383, 1);
    expect((x2 - x1) * 900).toBeGreaterThanOrEqual(200);
  });
});

describe('the designs of content/covers', () => {
  test('keep text apart from its ground by 4.5 in every design and in the colours of any office', () => {
    const looks: CoverLook[] = ['#1b4f8a', '#8e1f1f', '#0b6b4f', '#5a4a00', '#767676', '#000000'].map((primary) => ({
      ...noLook,
      primary,
    }));
    for (const look of [noLook, ...looks]) {
      for (const { title, office, label, ground, panel } of readCoverDesigns(FILE, look).designs) {
        for (const text of [title, office]) expect(leastContrast(text, ground)).toBeGreaterThanOrEqual(4.5);
        expect(leastContrast(label, panel)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test('are refused with file and line when no text would stand out', () => {
    const file = join(folder, 'designs.yaml');
    cpSync('content/covers/art', join(folder, 'art'), { recursive: true });
    writeFileSync(file, readFileSync(FILE, 'utf8').replace('ground: [deep, primary]', 'ground: [white, deep]'));
    expect(() => readCoverDesigns(file)).toThrowError(
      expect.objectContaining({
        problems: [expect.objectContaining({ code: 'cover-contrast', file, line: 11, path: 'designs.policy' })],
      }),
    );
  });
});

describe('a picture of the page as cover', () => {
  const of = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#aa2200' } })
      .png()
      .toBuffer();

  test('is cut to the shape from a large picture, and enlarged at most twice', async () => {
    for (const [width, height] of [
      [1200, 1000],
      [450, 200],
    ] as const) {
      const cover = await cropCover(await of(width, height), 'wide');
      expect(await sharp(cover ?? Buffer.alloc(0)).metadata()).toMatchObject({
        format: 'jpeg',
        width: 900,
        height: 383,
      });
    }
    expect(await cropCover(await of(449, 600), 'wide')).toBeNull();
    expect(await cropCover(await of(1200, 191), 'wide')).toBeNull();
    expect(await cropCover(await of(249, 900), 'square')).toBeNull();
  });

  test('is never a strip of a long infographic', async () => {
    expect(await cropCover(await of(750, 8000), 'wide')).toBeNull();
  });

  test('keeps what draws the eye: a face of colour on a grey ground', async () => {
    const spot = await of(300, 300);
    const picture = await sharp({ create: { width: 1200, height: 1600, channels: 3, background: '#999999' } })
      .composite([{ input: spot, left: 450, top: 1250 }])
      .png()
      .toBuffer();
    const cover = await cropCover(picture, 'wide');
    const { dominant } = await sharp(
      await sharp(cover ?? Buffer.alloc(0))
        .extract({ left: 400, top: 150, width: 100, height: 100 })
        .toBuffer(),
    ).stats();
    expect(dominant.r - dominant.b).toBeGreaterThan(100);
  });
});
