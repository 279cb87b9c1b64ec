import { type CheerioAPI, load } from 'cheerio';
import { countChars, firstChars } from './count-chars.ts';
import { shallowHtml } from './shallow-html.ts';
import { visibleText } from './visible-text.ts';

/** Paragraphs of a document that say nothing about it: numbers, salutations, dates, markings. */
const FRAME = [
  /^[\p{Script=Han}]{1,20}[〔[［(（]\d{4}[〕\]］)）]第?\d+号$/u,
  /^[^。！？]{1,80}[：:]$/u,
  /^\d{4}年\d{1,2}月\d{1,2}日$/u,
  /^[（(]?此(文)?件(公开|依申请公开|不予公开|主动公开).{0,4}[）)]?$/u,
  /^(发布时间|发布日期|来源|作者|信息来源|发文字号|发文机关|成文日期|索引号)[：:]/u,
];

/** UTF-16 code units of HTML from which only the beginning is read first. */
const LONG = 12_000;

/**
 * A digest out of the body's own words, at most `max` code points: paragraphs, without tables; of a body that is only
 * pictures, what stands for them. It ends at the end of a sentence when one fits, else at a clause, else with an
 * ellipsis. Nothing is reworded.
 */
export function digestOf(html: string, title: string, max: number): string {
  // A digest is the beginning: of a long body the rest is not read, unless its beginning says too little.
  if (html.length > LONG) {
    const whole = paragraphsOf(load(shallowHtml(html.slice(0, LONG)), null, false), title)
      .slice(0, -1)
      .join(' ');
    if (countChars(whole) > max) return cutAtSentence(whole, max);
  }
  const $ = load(shallowHtml(html), null, false);
  const paragraphs = paragraphsOf($, title);
  const alts = $('img')
    .toArray()
    .map((img) => ($(img).attr('alt') ?? '').trim());
  const said = paragraphs.length > 0 ? paragraphs : alts.filter((alt) => alt !== '');
  return cutAtSentence(said.join(' '), max);
}

/** Paragraphs that say something, in order; the tables of `$` are gone afterwards. */
function paragraphsOf($: CheerioAPI, title: string): string[] {
  $('table,pre').remove();
  const bare = (line: string) => line.replace(/\s/gu, '');
  return visibleText($.html())
    .split('\n')
    .filter((line) => line !== '' && bare(line) !== bare(title) && !FRAME.some((frame) => frame.test(bare(line))));
}

/** The beginning of a text, at most `max` code points, cut where a reader would pause. */
export function cutAtSentence(text: string, max: number): string {
  if (countChars(text) <= max) return text;
  const head = firstChars(text, max);
  const sentence = /^[\s\S]*[。！？!?…](?:[”’」』）)])?/u.exec(head)?.[0];
  if (sentence && countChars(sentence) >= Math.min(20, max / 3)) return sentence;
  const clause = /^([\s\S]*)[；，、：;,]/u.exec(firstChars(text, max - 1))?.[1];
  if (clause && countChars(clause) >= max / 3) return `${clause}…`;
  return `${firstChars(text, max - 1)}…`;
}
