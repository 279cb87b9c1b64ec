import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Font } from 'satori';
import { z } from 'zod';

const require = createRequire(import.meta.url);
const folder = '@fontsource/noto-sans-sc';
const rangesSchema = z.record(z.string(), z.string());

interface Subset {
  name: string;
  ranges: [number, number][];
}

let subsets: Promise<Subset[]> | null = null;
const read = new Map<string, Promise<Font[]>>();

/**
 * The small fonts that hold signs which the large one lacks: ①, ≥, ℃ … Read once each.
 * @returns the fonts, and the characters that none of them has
 */
export async function fontsFor(text: string): Promise<{ fonts: Font[]; missing: string[] }> {
  subsets ??= readSubsets();
  const known = await subsets;
  const names = new Set<string>();
  const missing: string[] = [];
  for (const char of new Set(text)) {
    const code = char.codePointAt(0) ?? 0;
    const subset = known.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
    if (subset) names.add(subset.name);
    else missing.push(char);
  }
  const fonts = await Promise.all([...names].map(fontsNamed));
  return { fonts: fonts.flat(), missing };
}

function fontsNamed(name: string): Promise<Font[]> {
  const found = read.get(name) ?? readBoth(name);
  read.set(name, found);
  return found;
}

function readBoth(name: string): Promise<Font[]> {
  const font = async (weight: 400 | 700) => {
    const data = await readFile(require.resolve(`${folder}/files/noto-sans-sc-${name}-${weight}-normal.woff`));
    // A name of its own: satori keeps one font for each name and weight.
    return { name: `Noto Sans SC ${name}`, data, weight, style: 'normal' as const };
  };
  return Promise.all([font(400), font(700)]);
}

async function readSubsets(): Promise<Subset[]> {
  const ranges = rangesSchema.parse(JSON.parse(await readFile(require.resolve(`${folder}/unicode.json`), 'utf8')));
  return Object.entries(ranges).flatMap(([key, text]) => {
    const name = /^\[(\d+)\]$/.exec(key)?.[1];
    return name === undefined ? [] : [{ name, ranges: text.split(',').map(rangeOf) }];
  });
}

/** `U+2460-2473` or `U+2103`. */
function rangeOf(text: string): [number, number] {
  const [from = '', to = from] = text.trim().replace('U+', '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}
