/** A piece of a policy, verbatim: whatever a draft shows of a policy is one of these, so that nothing is invented. */
export interface Quote {
  /** Exactly the source from `start` to `end`. */
  text: string;
  /** UTF-16 offsets in the visible text of the page (`Article.text`). */
  start: number;
  end: number;
  /** Where it stands, in the document's own marks: 第八条, 第三条第（二）项, 一、提高贷款最高额度. Empty before the first mark. */
  from: string;
}

/** The piece from `start` to `end` without white space round it; null when nothing is left. */
export function quoteOf(source: string, start: number, end: number, from: string): Quote | null {
  const piece = source.slice(start, end);
  const text = piece.trim();
  if (text === '') return null;
  const begin = start + piece.indexOf(text);
  return { text, start: begin, end: begin + text.length, from };
}

/** A part of a quote, by offsets in its text; without white space and marks in `strip` round it. */
export function partOf(quote: Quote, start: number, end: number, strip = ''): Quote | null {
  let [from, to] = [Math.max(0, start), Math.min(quote.text.length, end)];
  const loose = (char: string | undefined) => char !== undefined && (/\s/u.test(char) || strip.includes(char));
  while (from < to && loose(quote.text[from])) from += 1;
  while (to > from && loose(quote.text[to - 1])) to -= 1;
  if (from >= to) return null;
  return { text: quote.text.slice(from, to), start: quote.start + from, end: quote.start + to, from: quote.from };
}

/** The parts of a quote between the given marks that stand outside quotation marks, book marks and brackets. */
export function splitQuote(quote: Quote, marks: string, keepMark = false): Quote[] {
  const parts: Quote[] = [];
  let begin = 0;
  const add = (end: number) => {
    const part = partOf(quote, begin, end);
    if (part) parts.push(part);
  };
  for (const at of openMarks(quote.text, marks)) {
    add(keepMark ? at + 1 : at);
    begin = at + 1;
  }
  add(quote.text.length);
  return parts;
}

const OPENING = '“《〈（(「『〔';
const CLOSING = '”》〉）)」』〕';
/** An opening sign without its partner this far on was a slip of the pen, UTF-16 code units. */
const LONGEST_BRACKET = 400;

/** Offsets of the marks of a text that stand outside brackets and quotation marks. */
export function openMarks(text: string, marks: string): number[] {
  const found: number[] = [];
  let closer = -1;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (i < closer) continue;
    const pair = OPENING.indexOf(char);
    if (pair >= 0) {
      const partner = text.slice(i + 1, i + 1 + LONGEST_BRACKET).indexOf(CLOSING.charAt(pair));
      if (partner >= 0) closer = i + 1 + partner;
    } else if (marks.includes(char)) found.push(i);
  }
  return found;
}
