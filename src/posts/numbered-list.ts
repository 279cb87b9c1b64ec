import { sentencesOf } from './sentences.ts';

/** An item of a list: its line with what belongs to it, and the items below it. */
export interface ListItem {
  lines: string[];
  items: ListItem[];
}

export interface NumberedList {
  /** The sentences of the line before the list; the last of them opens it. */
  words: string[];
  items: ListItem[];
  /** The first line after the list. */
  end: number;
}

interface Lines {
  isHead: (at: number) => boolean;
  /** Whether the page itself lists a line, without a number. */
  isBullet: (line: string) => boolean;
}

const HAN = '一二三四五六七八九十';
const ARTICLE = /^第[一二三四五六七八九十百零〇\d]+条/u;
const ITEM = new RegExp(
  `^(?:[（(][${HAN}\\d０-９]{1,3}[）)]|[\\d０-９]{1,2}\\s*[.．、）)](?!\\d)|[${HAN}]{1,3}、|[①-⑳]|[${HAN}]是)`,
  'u',
);
/** The words before a list, or before its first item in the same line. */
const OPENS = /[:：]$/u;
const INLINE = /[:：]\s*(?:[（(][一1１][）)]|[1１]\s*[.．、）)]|①|一是|一、)/u;
/** Before a list whose items are never headings: 有下列情形之一的. */
const CASES = /(?:下列|以下|如下)[^。；]{0,12}(?:情形|情况|条件|行为|材料|对象|人员)|之一(?:的|[:：])/u;
/** Words that take back or narrow what was said just before. */
const JOINS = /^[（(]?(?:但|除外|前款|前项|上述|不包括|不含)/u;
const EXCEPTS = /^[（(]?(?:但|除外|不包括|不含)/u;

export function joinsBefore(sentence: string): boolean {
  return JOINS.test(sentence);
}

/** Whether what follows a line takes it back in part: then the line is no heading that may stand alone. */
export function exceptsHeading(next: string): boolean {
  return EXCEPTS.test(next);
}

/** Whether a sentence is a numbered measure. */
export function numbered(sentence: string): boolean {
  return ARTICLE.test(sentence) || ITEM.test(sentence);
}

export function opensList(line: string): boolean {
  return OPENS.test(line) || INLINE.test(line);
}

/**
 * The list that a line opens: items of all levels of numbering, up to a line that is none, is a heading, or is numbered
 * like the opening line itself. Null when no item follows.
 */
export function listAfter(lines: readonly string[], at: number, { isHead, isBullet }: Lines): NumberedList | null {
  const opening = sentencesOf(lines[at] ?? '');
  const inline = OPENS.test(lines[at] ?? '') ? -1 : opening.findIndex((sentence) => INLINE.test(sentence));
  const words = inline < 0 ? opening : opening.slice(0, inline + 1);
  // Items that stand in the opening line itself are items like those of the lines below.
  const beside = inline < 0 ? [] : opening.slice(inline + 1);
  const own = shapeOf(lines[at] ?? '');
  const cases = CASES.test(words.at(-1) ?? '');
  const items: ListItem[] = [];
  const levels: { shape: string; items: ListItem[] }[] = [];
  let last: ListItem | null = null;
  const add = (line: string) => {
    const shape = shapeOf(line);
    const known = levels.findIndex((level) => level.shape === shape);
    if (known >= 0) levels.length = known + 1;
    else levels.push({ shape, items: last?.items ?? items });
    last = { lines: [line], items: [] };
    levels.at(-1)?.items.push(last);
  };
  const append = (line: string) => {
    if (last) last.lines.push(line);
    else words.push(line);
  };
  for (const sentence of beside) {
    if (shapeOf(sentence) === '') append(sentence);
    else add(sentence);
  }
  let end = at + 1;
  for (let before = lines[at] ?? ''; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    const shape = shapeOf(line);
    const goesOn = /[；;]$/u.test(before);
    if (isHead(end) && !goesOn && !(cases && shape !== '' && (last === null || levels[0]?.shape === shape))) break;
    if (ARTICLE.test(line)) break;
    if (shape !== '' && shape === own && levels.every((level) => level.shape !== shape)) break;
    if (joinsBefore(line) && (last !== null || inline >= 0)) append(line);
    else if (shape !== '' || isBullet(line) || goesOn || /[；;]$/u.test(line)) add(line);
    else break;
    before = line;
  }
  return items.length > 0 || inline >= 0 ? { words, items, end } : null;
}

/** How a line is numbered, whatever its number; empty for a line without one. */
function shapeOf(line: string): string {
  return (ITEM.exec(line)?.[0] ?? '')
    .replace(/[①-⑳]/u, 'o')
    .replace(/[\d０-９]+/u, '1')
    .replace(new RegExp(`[${HAN}]+`, 'u'), '一')
    .replace(/[（）．\s]/gu, (sign) => ({ '（': '(', '）': ')', '．': '.' })[sign] ?? '');
}
