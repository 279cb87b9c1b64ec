import type { WidthOf } from './font-metrics.ts';
import { breakCost, splitWord, titleWords } from './title-words.ts';

/** Where a title stands, pixels; sizes are tried from the largest. */
export interface TitleBox {
  width: number;
  height: number;
  sizes: readonly number[];
  lineHeight: number;
}

export interface FittedTitle {
  lines: string[];
  fontSize: number;
  /** Whether an ellipsis stands for the end of the title. */
  cut: boolean;
}

/** A character whose width nobody knows is as wide as it is high. */
const WIDEST = 1;

/**
 * Breaks a title into lines of about the same length at the largest size at which it fits: between words, never before
 * a sign that may not begin a line, without a last line of one character. Only when the smallest size is too large does
 * an ellipsis take the end's place.
 */
export function fitTitle(title: string, box: TitleBox, widthOf: WidthOf): FittedTitle {
  const words = titleWords(title.replace(/\s+/gu, ' ').trim());
  const smallest = box.sizes.at(-1) ?? 24;
  for (const fontSize of box.sizes) {
    const most = linesAt(fontSize, box);
    const lines = breakLines(words, box.width / fontSize, most, widthOf, fontSize === smallest);
    if (lines) return { lines, fontSize, cut: false };
  }
  const most = Math.max(1, linesAt(smallest, box));
  const chars = [...title.trim()];
  while (chars.length > 1) {
    chars.pop();
    const head = `${chars.join('').replace(/[，。、；：！？“‘（《〈【「『〔\s]+$/u, '')}…`;
    const lines = breakLines(titleWords(head), box.width / smallest, most, widthOf, true);
    if (lines) return { lines, fontSize: smallest, cut: true };
  }
  return { lines: [title], fontSize: smallest, cut: false };
}

/**
 * The best way to break words into as few lines as possible, at most `most`, each at most `width` em; null when there
 * is none. A word wider than a line is broken only when `splitting`.
 */
function breakLines(
  words: readonly string[],
  width: number,
  most: number,
  widthOf: WidthOf,
  splitting = false,
): string[] | null {
  const pieces = words.flatMap((word) => (splitting && widthOfText(word, widthOf) > width ? splitWord(word) : [word]));
  for (let count = 1; count <= most; count += 1) {
    const lines = inLines(pieces, width, count, widthOf);
    if (lines) return lines;
  }
  return null;
}

/** Width of a text on one line, em; blanks at its ends take none. */
export function widthOfText(text: string, widthOf: WidthOf): number {
  let width = 0;
  for (const char of text.trim()) width += widthOf(char) ?? WIDEST;
  return width;
}

/** Exactly `count` lines whose lengths differ least, by dynamic programming over the places where a line may end. */
function inLines(pieces: readonly string[], width: number, count: number, widthOf: WidthOf): string[] | null {
  const aim = widthOfText(pieces.join(''), widthOf) / count;
  interface Way {
    cost: number;
    lines: string[];
  }
  let ways = new Map<number, Way>([[0, { cost: 0, lines: [] }]]);
  for (let line = 0; line < count; line += 1) {
    const next = new Map<number, Way>();
    for (const [from, way] of ways) {
      for (let to = from + 1; to <= pieces.length; to += 1) {
        const text = pieces.slice(from, to).join('');
        const wide = widthOfText(text, widthOf);
        if (wide > width) break;
        const last = to === pieces.length;
        if (last !== (line === count - 1)) continue;
        const uneven = 3 * ((wide - aim) / width) ** 2;
        const orphan = count > 1 && [...text.trim()].length <= 2 ? 1 : 0;
        const ending = last ? 0 : breakCost(pieces[to - 1] ?? '', pieces[to] ?? '') / 4;
        const cost = way.cost + uneven + orphan + ending;
        if (cost < (next.get(to)?.cost ?? Number.POSITIVE_INFINITY)) {
          next.set(to, { cost, lines: [...way.lines, text.trim()] });
        }
      }
    }
    ways = next;
  }
  return ways.get(pieces.length)?.lines ?? null;
}

function linesAt(fontSize: number, { height, lineHeight }: TitleBox): number {
  return Math.floor(height / (fontSize * lineHeight));
}
