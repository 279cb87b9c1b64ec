import { load } from 'cheerio';
import { countChars } from './count-chars.ts';
import { exceptsHeading, joinsBefore, type ListItem, listAfter, numbered, opensList } from './numbered-list.ts';
import { sentencesOf } from './sentences.ts';
import { shallowHtml } from './shallow-html.ts';
import { visibleText } from './visible-text.ts';

/** What is taken together or not at all: a sentence with its 但书, or the words before a list with the whole list. */
export interface Unit {
  sentences: string[];
  section: number;
  /** The smaller, the earlier it is taken; Infinity for what is only taken with another. */
  rank: number;
  /** What must stand before it: the words before its list. Without them 不得申请 would read as a condition for applying. */
  needs: Unit | null;
}

export interface Units {
  /** By section; the first is empty: what stands before the first heading. */
  headings: string[];
  units: Unit[];
  tables: number;
}

/** A list longer than this is no unit: its items stand for themselves, each with the words before the list. */
const LIST_CHARS = 600;
const HEAD_CHARS = 40;
const CHAPTER = /^(?:第[一二三四五六七八九十百零〇\d]+[章节编]|[一二三四五六七八九十]{1,3}、|附\s*则)/u;

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

/** The document in sections; the first, without a heading, is what stands before the first heading. */
export function unitsOf(html: string, title: string): Units {
  const $ = load(shallowHtml(html), null, false);
  const tables = $('table').length;
  const linesOf = (tags: string) =>
    new Set(
      $(tags)
        .toArray()
        .flatMap((element) => visibleText($.html(element)).split('\n')),
    );
  const titled = linesOf('h1,h2,h3,h4,h5,h6');
  $('table').remove();
  const bulleted = linesOf('li');
  const bare = (text: string) => text.replace(/\s/gu, '');
  const lines = visibleText($.html())
    .split('\n')
    .filter((line) => line !== '' && bare(line) !== bare(title));
  const isHead = (at: number) => {
    const [first = '', next = lines[at + 1] ?? ''] = sentencesOf(lines[at] ?? '');
    if (exceptsHeading(next)) return false;
    if (titled.has(lines[at] ?? '')) return countChars(lines[at] ?? '') <= 2 * HEAD_CHARS;
    return isHeading(first);
  };
  const headings = [''];
  const units: Unit[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    if (isHead(i)) {
      const [first = '', ...others] = titled.has(line) ? [line] : sentencesOf(line);
      headings.push(first);
      for (const [n, sentence] of others.entries()) addSentence(units, sentence, headings.length - 1, n === 0);
      continue;
    }
    const section = headings.length - 1;
    const list = opensList(line) ? listAfter(lines, i, { isHead, isBullet: (text) => bulleted.has(text) }) : null;
    if (!list && !joinsBefore(line) && FRAME.some((frame) => frame.test(bare(line)))) continue;
    const opens = units.at(-1)?.section !== section;
    for (const [n, sentence] of list?.words.entries() ?? sentencesOf(line).entries()) {
      addSentence(units, sentence, section, opens && n === 0);
    }
    const lead = units.at(-1);
    if (!list || !lead) continue;
    if (list.items.length > 0) addList(units, lead, list.items);
    i = list.end - 1;
  }
  return { headings, units, tables };
}

/** A 但书 belongs to the sentence before it. */
function addSentence(units: Unit[], sentence: string, section: number, opens: boolean, needs: Unit | null = null) {
  const before = units.at(-1);
  if (before?.section === section && joinsBefore(sentence)) {
    before.sentences.push(sentence);
    before.rank = Math.min(before.rank, rankOf(sentence, false));
  } else units.push({ sentences: [sentence], section, rank: rankOf(sentence, opens), needs });
}

/** Puts a short list to the words before it; of a long one each item needs those words. */
function addList(units: Unit[], lead: Unit, items: readonly ListItem[]): void {
  const lines = items.flatMap(linesOfItem);
  if (countChars([...lead.sentences, ...lines].join('')) <= LIST_CHARS) {
    lead.sentences.push(...lines);
    lead.rank = Math.min(lead.rank, ...lines.map((line) => rankOf(line, false)));
    return;
  }
  lead.rank = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const sentences = item.lines.flatMap(sentencesOf);
    const first = { sentences: sentences.slice(0, 1), section: lead.section, rank: rankOf(sentences[0] ?? '', false) };
    const head: Unit = { ...first, needs: lead };
    units.push(head);
    if (item.items.length > 0) {
      head.sentences = item.lines;
      addList(units, head, item.items);
    } else for (const s of sentences.slice(1)) addSentence(units, s, lead.section, false, head);
  }
}

function linesOfItem({ lines, items }: ListItem): string[] {
  return [...lines, ...items.flatMap(linesOfItem)];
}

/** A line that closes with 的； or ， is an item of a list, however it is numbered. */
function isHeading(sentence: string): boolean {
  return CHAPTER.test(sentence) && countChars(sentence) <= HEAD_CHARS && !/[；;，,、]$/u.test(sentence);
}

function rankOf(sentence: string, opens: boolean): number {
  const wanted = WANTED.findIndex((pattern) => pattern.test(sentence));
  if (wanted >= 0) return wanted;
  if (numbered(sentence)) return WANTED.length;
  return WANTED.length + (opens ? 1 : 2);
}
