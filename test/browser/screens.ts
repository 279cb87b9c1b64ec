import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import { expect } from 'vitest';

const FOLDER = new URL('../fixtures/screens/', import.meta.url).pathname;
/** Of all pixels so many may differ: edges of letters are drawn a little differently from one machine to the next. */
const MAY_DIFFER = 0.004;

/**
 * Compares a screenshot with the one that was approved, test/fixtures/screens/NAME.png. When they differ, both and the
 * difference are written to a folder that the failure names. `UPDATE_SCREENS=1` approves what is seen now: look at it.
 */
export async function expectScreen(name: string, actual: Buffer): Promise<void> {
  const file = join(FOLDER, `${name}.png`);
  if (process.env.UPDATE_SCREENS === '1') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, await sharp(actual).png({ compressionLevel: 9 }).toBuffer());
    return;
  }
  if (!existsSync(file)) throw new Error(`${file} is missing: make it with UPDATE_SCREENS=1 and look at it`);
  const [seen, approved] = await Promise.all([pixels(actual), pixels(readFileSync(file))]);
  const same = seen.width === approved.width && seen.height === approved.height;
  const difference = Buffer.alloc(seen.width * seen.height * 4);
  const { width, height } = seen;
  const count = same ? pixelmatch(seen.data, approved.data, difference, width, height, { threshold: 0.2 }) : Infinity;
  if (count <= MAY_DIFFER * width * height) return;
  const folder = mkdtempSync(join(tmpdir(), 'govcast-screens-'));
  writeFileSync(join(folder, `${name}.actual.png`), actual);
  if (same) {
    const raw = { width, height, channels: 4 as const };
    await sharp(difference, { raw })
      .png()
      .toFile(join(folder, `${name}.diff.png`));
  }
  const said = same
    ? `${count} of ${width * height} pixels differ`
    : `it is ${width}×${height}, approved was ${approved.width}×${approved.height}`;
  expect.fail(`${name} does not look as approved: ${said}; see ${folder}. UPDATE_SCREENS=1 approves the new look.`);
}

async function pixels(png: Buffer): Promise<{ data: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
