import { CONTAINMENT_FLOOR } from './title-likeness.ts';

const SHINGLE = 5;
const WINDOW = CONTAINMENT_FLOOR - SHINGLE + 1;
const NONE = { text: '', hash: Number.POSITIVE_INFINITY };

/**
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): of every four neighbouring five-character pieces the one with the least
 * hash is kept, so any common stretch of eight characters shares a kept piece, and about two in five are kept.
 */
export function shingles(core: string): string[] {
  const pieces: { text: string; hash: number }[] = [];
  for (let i = 0; i + SHINGLE <= core.length; i += 1) {
    const text = core.slice(i, i + SHINGLE);
    pieces.push({ text, hash: hash(text) });
  }
  const kept = new Set<string>();
  for (let i = 0; i < Math.max(1, pieces.length - WINDOW + 1); i += 1) {
    const least = pieces.slice(i, i + WINDOW).reduce((a, b) => (b.hash < a.hash ? b : a), NONE);
    if (least !== NONE) kept.add(least.text);
  }
  return [...kept];
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
