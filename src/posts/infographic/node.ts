/** An element of satori's tree. Every box says `flex`, as satori asks for. */
export interface Node {
  type: 'div' | 'img';
  key: null;
  props: { style: Style; children?: Node[] | string; src?: string; width?: number; height?: number };
}
export type Style = Record<string, string | number>;

/** Pixels of the drawing, before it is enlarged: the width of a phone's article. */
export const pageWidth = 750;
export const margin = 30;
export const cardPadding = 34;
/** What a card leaves for its content. */
export const innerWidth = pageWidth - 2 * margin - 2 * cardPadding;

export function box(style: Style, children: (Node | null)[]): Node {
  const there = children.filter((child): child is Node => child !== null);
  return {
    type: 'div',
    key: null,
    props: { style: { display: 'flex', boxSizing: 'border-box', ...style }, children: there },
  };
}

/** A paragraph. Words without a place to break are broken, so that nothing leaves its box. */
export function words(text: string, style: Style): Node {
  const shaped = { lineHeight: 1.6, wordBreak: 'break-word', ...style };
  return {
    type: 'div',
    key: null,
    props: { style: { display: 'flex', boxSizing: 'border-box', ...shaped }, children: printable(text) },
  };
}

export function picture(src: string, width: number, height: number): Node {
  return { type: 'img', key: null, props: { src, width, height, style: { width, height } } };
}

/** How wide a text is, in letters of Chinese; a Latin letter or digit counts for the wider half. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const char of text) ems += char < '\u0100' ? (/[MWmw@%]/u.test(char) ? 0.95 : 0.62) : 1;
  return ems;
}

/** How high a paragraph comes out at most, pixels: one line more than it should need. */
export function heightOf(text: string, fontSize: number, width: number, lineHeight = 1.6): number {
  const lines = Math.ceil((emsOf(text) * fontSize) / Math.max(width - fontSize, fontSize)) + 1;
  return Math.ceil(lines * fontSize * lineHeight);
}

/** Line ends and controls are blanks on a picture. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ').trim();
}
