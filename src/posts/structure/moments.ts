import type { Outline } from './outline.ts';
import { openMarks, partOf, type Quote } from './quote.ts';

/** A day or span that a document names, with what happens then. */
export interface Moment {
  /** Verbatim: 2026年12月15日, 发布之日, 11月10日前, 5年. */
  when: Quote;
  /** The part of the sentence that says what. */
  text: Quote;
  sort: 'in-force' | 'until' | 'deadline';
}

const DAY = '(?:(?:19|20)\\d{2}年)?\\d{1,2}月(?:\\d{1,2}日|底)(?:\\s*\\d{1,2}[:：]\\d{2})?';
const YEAR_END = '(?:19|20)\\d{2}年(?:底|末)?';
const BEGINS = '(?:施行|实施|执行|生效|起施行|启用|停止执行|废止)';
const inForce = new RegExp(`自(?<when>${DAY}|(?:发布|公布|印发|颁布)之日)起(?:开始|正式)?${BEGINS}`, 'gu');
const until = new RegExp(
  `有效期(?:限)?(?:至|到|截止到|截至)(?<when>${DAY})|有效期(?:限)?(?:为)?(?<span>[0-9０-９一二三四五六七八九十]{1,3}(?:个月|年))`,
  'gu',
);
const span = new RegExp(`(?<when>${DAY}(?:上午|下午)?(?:起)?[至到—–-]{1,2}(?:次年)?${DAY})`, 'gu');
const deadline = new RegExp(
  `(?<when>(?:${DAY}|${YEAR_END})(?:之?前|以前)|(?:截至|截止到?|至)${DAY}止?|(?:${DAY})起)`,
  'gu',
);
/** A day of the past in an account of what was done, or of another document; or one that says who is meant. */
const TOLD = /已经|会议通过|印发的|公布的|制定的|《[^》]*$/u;
const SAYS_WHO = /^(?:[^，。；]{0,4}(?:建成|取得|注册|出生|已|依法|签订|受理))/u;

/** When a document is in force and until when, and the days by which something has to be done. Pure. */
export function momentsOf({ sentences }: Outline): Moment[] {
  return sentences.flatMap((sentence) => {
    const taken: [number, number][] = [];
    const found = (pattern: RegExp, sort: Moment['sort']): Moment[] =>
      [...sentence.text.matchAll(pattern)].flatMap((match) => {
        const words = match.groups?.when ?? match.groups?.span ?? '';
        const start = match.index + match[0].indexOf(words);
        const end = start + words.length;
        if (taken.some(([a, b]) => start < b && end > a)) return [];
        const behind = sentence.text.slice(end, end + 12);
        const told = TOLD.test(sentence.text.slice(Math.max(0, start - 30), start)) || TOLD.test(behind.slice(0, 8));
        if (sort === 'deadline' && (told || SAYS_WHO.test(behind))) return [];
        const when = partOf(sentence, start, end);
        const text = sort === 'deadline' ? around(sentence, start, end) : between(sentence, start, end);
        if (!when || !text) return [];
        taken.push([start, end]);
        return [{ when, text, sort }];
      });
    return [
      ...found(inForce, 'in-force'),
      ...found(until, 'until'),
      ...found(span, 'deadline'),
      ...found(deadline, 'deadline'),
    ].sort((a, b) => a.when.start - b.when.start);
  });
}

/** The part between commas with the day. */
function between(sentence: Quote, start: number, end: number): Quote | null {
  const commas = openMarks(sentence.text, '，,；;。');
  const from = (commas.filter((m) => m < start).at(-1) ?? -1) + 1;
  return partOf(sentence, from, commas.find((m) => m >= end) ?? sentence.text.length, '，。');
}

/** The part between commas with the day, and the next where the day stands alone in its part. */
function around(sentence: Quote, start: number, end: number): Quote | null {
  const semi = openMarks(sentence.text, '；;。');
  const from = (semi.filter((m) => m < start).at(-1) ?? -1) + 1;
  const to = semi.find((m) => m >= end) ?? sentence.text.length;
  if (to - from <= 60) return partOf(sentence, from, to, '，。');
  const commas = openMarks(sentence.text, '，,；;。');
  const begin = (commas.filter((m) => m < start).at(-1) ?? from - 1) + 1;
  const ends = [...commas.filter((m) => m >= end && m < to), to];
  const stop = ends.find((m) => m - begin >= 16) ?? to;
  return partOf(sentence, begin, stop, '，。');
}
