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
