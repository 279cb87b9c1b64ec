/** 字: Unicode code points, so that a rare character outside the first plane counts once (decisions 12). */
export function countChars(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The first `max` code points; no character is ever cut in half. */
export function firstChars(text: string, max: number): string {
  return [...text].slice(0, Math.max(0, max)).join('');
}

/** The longest beginning of `text` that takes at most `max` bytes in UTF-8, cut between characters. */
export function firstBytes(text: string, max: number): string {
  let bytes = 0;
  let kept = '';
  for (const char of text) {
    bytes += Buffer.byteLength(char);
    if (bytes > max) break;
    kept += char;
  }
  return kept;
}
