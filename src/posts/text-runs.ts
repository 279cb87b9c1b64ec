import { isEmptyRuns, type Run, textOfRuns } from './body-blocks.ts';

/** Blanks that pages use for indents and columns: ASCII, fixed and full-width. */
const BLANK = ' \\u00a0\\u3000';
/** What makes a paragraph of its own out of lines that a page only broke: an empty line, or an indented next one. */
const PARAGRAPH_END = new RegExp(`\\n[${BLANK}]*(?:\\n[\\n${BLANK}]*)|\\n(?=[${BLANK}]{2,}[^\\n${BLANK}])`, 'g');
/** Blanks and line ends at the edges, blanks at the edges of lines, blanks and line ends beyond the first. */
const SUPERFLUOUS = new RegExp(
  `^[\\n${BLANK}]+|[\\n${BLANK}]+$|(?<=\\n)[\\n${BLANK}]+|[${BLANK}]+(?=\\n)|(?<= ) +`,
  'g',
);
/** Signs without a width that Word and phones leave in texts. */
const WIDTHLESS = /[\u200b\u2060\ufeff\u00ad]/g;

/** Text of the source as it is shown: a run of white space is one blank, and so are the separators of lines that Word leaves. */
export function shownText(data: string): string {
  return data.replace(/[\t\n\f\r \u2028\u2029]+/g, ' ').replace(WIDTHLESS, '');
}

/** Runs without superfluous blanks and line ends; equal neighbours are one run. No character with a shape is lost. */
export function tidyRuns(runs: readonly Run[]): Run[] {
  const text = textOfRuns(runs);
  const cuts = [...text.matchAll(SUPERFLUOUS)].map((m) => ({ from: m.index, to: m.index + m[0].length }));
  const kept: Run[] = [];
  let offset = 0;
  for (const run of runs) {
    const end = offset + run.text.length;
    let left = '';
    let at = offset;
    for (const { from, to } of cuts) {
      if (to <= at || from >= end) continue;
      left += text.slice(at, Math.max(at, from));
      at = Math.min(end, to);
    }
    left += text.slice(at, end);
    offset = end;
    // An empty run with a link stands behind a picture that led somewhere.
    if (left === '' && (run.text !== '' || !run.link)) continue;
    const last = kept.at(-1);
    if (last && !last.image && !run.image && last.marks === run.marks && last.link === run.link) last.text += left;
    else kept.push({ ...run, text: left });
  }
  return kept;
}

/** The paragraphs that a reader sees in runs which the page broke with lines only; empty ones are left out. */
export function paragraphsOf(runs: readonly Run[]): Run[][] {
  const text = textOfRuns(runs);
  const ends = [...text.matchAll(PARAGRAPH_END)].map((m) => m.index);
  const parts = [...ends, text.length].map((end, i) => sliced(runs, ends[i - 1] ?? 0, end));
  return parts.map(tidyRuns).filter((part) => !isEmptyRuns(part));
}

function sliced(runs: readonly Run[], from: number, to: number): Run[] {
  const parts: Run[] = [];
  let offset = 0;
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, from - offset), Math.max(0, to - offset));
    offset += run.text.length;
    if (text !== '' || (run.text === '' && offset > from && offset <= to)) parts.push({ ...run, text });
  }
  return parts;
}
