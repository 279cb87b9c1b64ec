import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Font } from 'satori';
import { readFontMetrics, type WidthOf } from './font-metrics.ts';

/** The embedded fonts with which one text can be drawn, and what of the text none of them has. */
export interface TextFonts {
  fonts: Font[];
  /** Width of a character at weight 700, em. */
  widthOf: WidthOf;
  /** Each once, in the order of the text. */
  missing: string[];
}

interface Loaded {
  fonts: Font[];
  widthOf: WidthOf;
}

const require = createRequire(import.meta.url);
const NAME = 'Noto Sans SC';

/** Read once: three megabytes. satori takes woff, neither woff2 nor collections. */
let usual: Promise<Loaded> | null = null;
/** Parts of the whole font for rarer characters, each read when one of its characters is met. */
const rare = new Map<string, Promise<Loaded>>();
let ranges: Promise<{ part: string; from: number; to: number }[]> | null = null;

/** The two weights that almost every text needs; it throws when a file is missing. */
export async function readFonts(): Promise<Font[]> {
  usual ??= readUsual();
  return (await usual).fonts;
}

/**
 * The fonts for a text: the usual ones, and for characters beyond the 7,000 of everyday use the parts of the same
 * typeface that hold them. What no part holds (emoji, characters of the newest planes) is named.
 */
export async function fontsFor(text: string): Promise<TextFonts> {
  usual ??= readUsual();
  const parts = [await usual];
  const missing: string[] = [];
  for (const char of new Set(text)) {
    if (/\s/u.test(char) || parts.some(({ widthOf }) => widthOf(char) !== null)) continue;
    const part = await partWith(char);
    if (part === null) missing.push(char);
    else parts.push(part);
  }
  const widthOf: WidthOf = (char) => {
    for (const part of parts) {
      const width = part.widthOf(char);
      if (width !== null) return width;
    }
    return null;
  };
  // satori parses fonts once for each list of them: the usual ones are always the same list.
  const [first] = parts;
  const fonts = parts.length === 1 && first ? first.fonts : parts.flatMap(({ fonts }) => fonts);
  return { fonts, widthOf, missing };
}

async function partWith(char: string): Promise<Loaded | null> {
  ranges ??= readRanges();
  const code = char.codePointAt(0) ?? 0;
  for (const { part, from, to } of await ranges) {
    if (code < from || code > to) continue;
    let loaded = rare.get(part);
    if (!loaded) {
      loaded = read(part);
      rare.set(part, loaded);
    }
    const { fonts, widthOf } = await loaded;
    if (widthOf(char) !== null) return { fonts, widthOf };
  }
  return null;
}

async function readUsual(): Promise<Loaded> {
  const [han, latin] = await Promise.all([read('chinese-simplified'), read('latin')]);
  const widthOf: WidthOf = (char) => han.widthOf(char) ?? latin.widthOf(char);
  return { fonts: [...han.fonts, ...latin.fonts], widthOf };
}

async function read(part: string): Promise<Loaded> {
  const [plain, bold] = await Promise.all([fileOf(part, 400), fileOf(part, 700)]);
  const font = (data: Buffer, weight: 400 | 700): Font => ({ name: NAME, data, weight, style: 'normal' });
  return { fonts: [font(plain, 400), font(bold, 700)], widthOf: readFontMetrics(bold) };
}

function fileOf(part: string, weight: number): Promise<Buffer> {
  return readFile(pathOf(part, weight));
}

function pathOf(part: string, weight: number): string {
  return require.resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-${part}-${weight}-normal.woff`);
}

/** Which numbered part of the typeface claims which code points (`unicode.json` of the package). */
async function readRanges(): Promise<{ part: string; from: number; to: number }[]> {
  // The package does not export the list itself: it lies above its files.
  const written = await readFile(join(dirname(pathOf('latin', 400)), '..', 'unicode.json'), 'utf8');
  const parts: Record<string, string> = JSON.parse(written);
  return Object.entries(parts).flatMap(([part, claimed]) =>
    claimed.split(',').map((range) => {
      const [from = 0, to = from] = range
        .replace('U+', '')
        .split('-')
        .map((code) => Number.parseInt(code, 16));
      return { part: part.replace(/[[\]]/g, ''), from, to };
    }),
  );
}
