/** Less than this share of the shorter title's pairs of characters in common is nothing in common. */
const SHARED = 0.3;

/** A title for comparing: no blanks, no punctuation, one width. */
export function bareTitle(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/**
 * Whether a page's title has to do with its list row's: the throttle page or section index that busy portals answer with
 * has not (portal-pages 6.6). A cut title shares its beginning.
 */
export function sharesTitle(a: string, b: string): boolean {
  const [x, y] = [bareTitle(a), bareTitle(b)];
  if (x === '' || y === '') return false;
  if (x.includes(y) || y.includes(x)) return true;
  const [first, second] = [pairs(x), pairs(y)];
  const smaller = Math.min(first.size, second.size);
  const common = [...first].filter((pair) => second.has(pair)).length;
  return smaller > 0 && common / smaller >= SHARED;
}

/**
 * Whether two pages under one document number are one document (C-08) and not a document and something about it: the same
 * title, with or without the issuer in front.
 */
export function sameTitle(a: string, b: string): boolean {
  const [x, y] = [bareTitle(a), bareTitle(b)];
  if (x === y) return x !== '';
  const [long, short] = x.length > y.length ? [x, y] : [y, x];
  return short.length >= 6 && long.endsWith(short);
}

function pairs(text: string): Set<string> {
  const characters = [...text];
  return new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`));
}
