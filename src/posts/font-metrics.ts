import { inflateSync } from 'node:zlib';

/** What measuring a line needs of a font: the width of a character in em, null when the font has no such character. */
export type WidthOf = (char: string) => number | null;

/**
 * Reads the character map and the advance widths of a WOFF file (W3C WOFF 1.0, OpenType `cmap` formats 4 and 12).
 * @throws RangeError when the file is cut off
 */
export function readFontMetrics(woff: Buffer): WidthOf {
  const tables = tablesOf(woff);
  const table = (tag: string) => {
    const found = tables.get(tag);
    if (!found) throw new RangeError(`the font has no table ${tag}`);
    return found;
  };
  const unitsPerEm = table('head').readUInt16BE(18);
  const metrics = table('hhea').readUInt16BE(34);
  const widths = table('hmtx');
  const glyphs = glyphsOf(table('cmap'));
  return (char) => {
    const glyph = glyphs.get(char.codePointAt(0) ?? 0);
    return glyph === undefined ? null : widths.readUInt16BE(4 * Math.min(glyph, metrics - 1)) / unitsPerEm;
  };
}

function tablesOf(woff: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  for (let i = 0; i < woff.readUInt16BE(12); i += 1) {
    const at = 44 + 20 * i;
    const tag = woff.toString('latin1', at, at + 4);
    if (!['cmap', 'head', 'hhea', 'hmtx'].includes(tag)) continue;
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field));
    const bytes = woff.subarray(offset, (offset ?? 0) + (packed ?? 0));
    tables.set(tag, packed === length ? bytes : inflateSync(bytes));
  }
  return tables;
}

/** Glyph by code point, from the richest subtable; glyph 0 is the box for what is missing and counts as none. */
function glyphsOf(cmap: Buffer): Map<number, number> {
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.readUInt32BE(8 + 8 * i));
  const long = offsets.find((offset) => cmap.readUInt16BE(offset) === 12);
  const short = offsets.find((offset) => cmap.readUInt16BE(offset) === 4);
  const glyphs = new Map<number, number>();
  if (long !== undefined) readGroups(cmap, long, glyphs);
  else if (short !== undefined) readSegments(cmap, short, glyphs);
  return glyphs;
}

function readGroups(cmap: Buffer, at: number, glyphs: Map<number, number>): void {
  for (let i = 0; i < cmap.readUInt32BE(at + 12); i += 1) {
    const group = at + 16 + 12 * i;
    const first = cmap.readUInt32BE(group);
    const glyph = cmap.readUInt32BE(group + 8);
    for (let code = first; code <= cmap.readUInt32BE(group + 4); code += 1) glyphs.set(code, glyph + code - first);
  }
}

function readSegments(cmap: Buffer, at: number, glyphs: Map<number, number>): void {
  const size = cmap.readUInt16BE(at + 6);
  const [ends, starts, deltas, ranges] = [at + 14, at + 16 + size, at + 16 + 2 * size, at + 16 + 3 * size];
  for (let i = 0; i < size; i += 2) {
    const start = cmap.readUInt16BE((starts ?? 0) + i);
    const delta = cmap.readUInt16BE((deltas ?? 0) + i);
    const range = cmap.readUInt16BE((ranges ?? 0) + i);
    for (let code = start; code <= cmap.readUInt16BE((ends ?? 0) + i) && code < 0xffff; code += 1) {
      const found = range === 0 ? code : cmap.readUInt16BE((ranges ?? 0) + i + range + 2 * (code - start));
      const glyph = range !== 0 && found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
}
