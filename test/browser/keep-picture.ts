import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

const FOLDER = new URL('../../docs/pictures/', import.meta.url).pathname;

/**
 * Keeps what the page shows now as docs/pictures/NAME.png, which README and manual show. Only with `UPDATE_PICTURES=1`;
 * look at what was written. Drawn with 256 colours, which no eye tells from all of them, a picture stays under
 * 150 KB; with fewer the small marks of the levels lose theirs.
 */
export async function keepPicture(name: string, page: Page): Promise<void> {
  if (process.env.UPDATE_PICTURES !== '1') return;
  mkdirSync(FOLDER, { recursive: true });
  const seen = await page.screenshot({ caret: 'hide' });
  const small = sharp(seen).png({ palette: true, colours: 256, quality: 100, dither: 0, compressionLevel: 9 });
  writeFileSync(`${FOLDER}${name}.png`, await small.toBuffer());
}
