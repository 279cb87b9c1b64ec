import { load } from 'cheerio';
import { countChars } from './count-chars.ts';
import { sentencesOf } from './sentences.ts';
import { shallowHtml } from './shallow-html.ts';
import { visibleText } from './visible-text.ts';

export interface KeyPoints {
  /** In the order of the document. Headings and points are whole sentences of it, letter by letter. */
  sections: { heading: string; points: string[] }[];
  /** Sentences taken, and sentences of the document; tables count apart, they are never taken. */
  kept: number;
  total: number;
  tables: number;
}

/** What is taken together or not at all: a sentence, or the words before a list with the whole list. */
interface Unit {
  sentences: string[];
  section: number;
  /** The smaller, the earlier it is taken. */
  rank: number;
}

interface Units {
  /** By section; the first is empty: what stands before the first heading. */
  headings: string[];
  units: Unit[];
  tables: number;
}

/** A list longer than this is no unit: its items stand for themselves. */
const LIST_CHARS = 600;
const HEAD_CHARS = 40;
const CHAPTER = /^(?:第[一二三四五六七八九十百零〇\d]+[章节编]|[一二三四五六七八九十]{1,3}、|附\s*则)/u;
const LISTED =
  /^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}\s*[.．、）)]|[①-⑳]|第[一二三四五六七八九十百零〇\d]+条)/u;

/** Lines that are no sentence of the document: salutations, its number, the day under the signature. */
const FRAME = [
  /^[^。！？；]{1,80}[：:]$/u,
  /^\d{4}年\d{1,2}月\d{1,2}日$/u,
  /^[\p{Script=Han}]{1,20}[〔[［(（]\d{4}[〕\]］)）]第?\d+号$/u,
];

/** What readers look for, in the order in which it is taken. */
const WANTED: readonly RegExp[] = [
  /^[（(]此文?件|自.{2,30}起(?:施行|执行|实施|生效)|有效期|同时废止|予以废止/u,
  /条件|适用于|适用范围|申请(?:人|对象|材料)|(?:符合|具备|满足)(?:下列|以下)/u,
  /\d[\d,.，]*\s*(?:亿|万|千)?元|\d(?:\.\d+)?\s*[%％‰]|百分之/u,
  /(?:电话|热线|邮箱|地址|传真)\s*[:：为是]|\d{3,4}-\d{7,8}/u,
  /\d{4}年|\d{1,2}月\d{1,2}日|[月年]底前|个?工作日|\d+\s*(?:日|天|小时|个月)内/u,
];

/**
 * The key points of a document out of its own words: its headings, and the sentences that hold when it takes effect, for
 * whom, amounts, shares, contacts, dates and numbered measures. Nothing is reworded and no sentence is cut.
 * @param maxChars most 字 of all headings and points together
 */
export function keyPointsOf(html: string, title: string, maxChars: number): KeyPoints {
  return keyPointsReader(html, title)(maxChars);
}

/** As keyPointsOf, for trying several rooms: the document is read once, when the first is asked for. */
export function keyPointsReader(html: string, title: string): (maxChars: number) => KeyPoints {
  let read: Units | null = null;
  return (maxChars) => {
    read ??= unitsOf(html, title);
    return chosen(read, maxChars);
  };
}

function chosen({ headings, units, tables }: Units, maxChars: number): KeyPoints {
  const total = units.reduce((sum, unit) => sum + unit.sentences.length, 0) + headings.length - 1;
  let left = maxChars;
  const taken = new Set<Unit>();
  const named = new Set<number>();
  const name = (section: number) => {
    const cost = countChars(headings[section] ?? '');
    if (named.has(section) || cost > left) return named.has(section);
    named.add(section);
    left -= cost;
    return true;
  };
  // Half of the room at most goes to headings without anything below them.
  for (let i = 1; i < headings.length && left > maxChars / 2; i += 1) name(i);
  for (const unit of [...units].sort((a, b) => a.rank - b.rank)) {
    const cost = countChars(unit.sentences.join(''));
    const heading = named.has(unit.section) ? 0 : countChars(headings[unit.section] ?? '');
    if (cost + heading > left || !name(unit.section)) continue;
    taken.add(unit);
    left -= cost;
  }
  const sections = headings.flatMap((heading, section) => {
    const points = units.filter((u) => u.section === section && taken.has(u)).flatMap((u) => u.sentences);
    return named.has(section) && (heading !== '' || points.length > 0) ? [{ heading, points }] : [];
  });
  const kept = sections.reduce((sum, s) => sum + s.points.length + (s.heading === '' ? 0 : 1), 0);
  return { sections, kept, total, tables };
}

/** The document in sections; the first, without a heading, is what stands before the first heading. */
function unitsOf(html: string, title: string): Units {
  const $ = load(shallowHtml(html), null, false);
  const tables = $('table').length;
  const titled = new Set(
    $('h1,h2,h3,h4,h5,h6')
      .toArray()
      .map((h) => visibleText($.html(h))),
  );
  $('table').remove();
  const bare = (text: string) => text.replace(/\s/gu, '');
  const lines = visibleText($.html())
    .split('\n')
    .filter((line) => line !== '' && bare(line) !== bare(title));
  const headings = [''];
  const units: Unit[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const section = headings.length - 1;
    const [first = '', ...others] = sentencesOf(line);
    if ((titled.has(line) && countChars(line) <= 2 * HEAD_CHARS) || isHeading(first)) {
      headings.push(titled.has(line) ? line : first);
      if (!titled.has(line)) units.push(...others.map((s, n) => unitOf(s, section + 1, n === 0)));
      continue;
    }
    const opens = units.at(-1)?.section !== section;
    const single = [first, ...others].map((s, n) => unitOf(s, section, opens && n === 0));
    const last = single.at(-1);
    const list = last && /[:：]$/u.test(last.sentences.join('')) ? listAfter(lines, i + 1) : [];
    if (list.length === 0 && FRAME.some((frame) => frame.test(line.replace(/\s/gu, '')))) continue;
    if (last && list.length > 1 && countChars(list.join('')) <= LIST_CHARS) {
      last.sentences.push(...list);
      last.rank = Math.min(last.rank, rankOf(list.join(''), false));
      i += list.length;
    }
    units.push(...single);
  }
  return { headings, units, tables };
}

function isHeading(sentence: string): boolean {
  return CHAPTER.test(sentence) && countChars(sentence) <= HEAD_CHARS;
}

/** The items right after the words before a list, as long as they are numbered alike. */
function listAfter(lines: readonly string[], from: number): string[] {
  const shape = shapeOf(lines[from] ?? '');
  if (shape === '') return [];
  let end = from;
  while (end < lines.length && shapeOf(lines[end] ?? '') === shape) end += 1;
  return lines.slice(from, end);
}

function shapeOf(line: string): string {
  return (LISTED.exec(line)?.[0] ?? '').replace(/[一二三四五六七八九十百零〇\d]+/u, 'n').replace(/[①-⑳]/u, 'o');
}

function unitOf(sentence: string, section: number, opens: boolean): Unit {
  return { sentences: [sentence], section, rank: rankOf(sentence, opens) };
}

function rankOf(sentence: string, opens: boolean): number {
  const wanted = WANTED.findIndex((pattern) => pattern.test(sentence));
  if (wanted >= 0) return wanted;
  if (LISTED.test(sentence)) return WANTED.length;
  return WANTED.length + (opens ? 1 : 2);
}
