import { bodyCodeAtEnd, bodyNameAtEnd } from './body-code.ts';
import { chineseNumeral } from './chinese-numeral.ts';

/** A document number (发文字号) found in a text. */
export interface DocumentNumber {
  /** As printed: exactly the text from `start` to `end`. */
  raw: string;
  /** In the form that numbers are compared by, see `normaliseDocumentNumber`. */
  normalised: string;
  /** Body code (枣政办发) of an ordinary number, name or code of the body of an order or announcement; null if none stands there. */
  issuer: string | null;
  kind: DocumentNumberKind;
  /** Null for orders that count through (国务院令第711号). */
  year: number | null;
  serial: number;
  /** UTF-16 offsets in the given text. */
  start: number;
  end: number;
}

/** Ordinary number of a document, order (令), announcement (公告, 通告). */
export type DocumentNumberKind = 'letter' | 'order' | 'announcement';

const DIGIT = '[0-9０-９]';
const OPEN = '[〔﹝〖【\\[［(（]';
const CLOSE = '[〕﹞〗】\\]］)）]';
const YEAR = `(?<year>(?:1９|19|１9|１９|20|２0|２０|2０)${DIGIT}{2})`;
const SERIAL = `(?<serial>${DIGIT}{1,5})`;
const HAN = '[\\u4e00-\\u9fff〇]';
/** 5号楼, 3号线 … are no numbers of documents. */
const NOT_A_THING = '(?![楼线门院机桥路仓房窗台])';
const bracketed = `${OPEN}\\s{0,2}${YEAR}\\s{0,2}年?\\s{0,2}${CLOSE}`;

/** Every number in the text; each alternative is anchored on its year or on 令, the code before it is cut out later. */
const shapes = new RegExp(
  [
    `(?<before>${HAN}{0,24})(?<gap>\\s{0,2})(?:${bracketed}|(?<=(?:公告|通告|[发字函令])\\s{0,2})${YEAR.replace('year', 'bareYear')}年?)\\s{0,2}第?\\s{0,2}${SERIAL}\\s{0,2}号${NOT_A_THING}(?<orderAfter>令?)`,
    `(?<orderBefore>${HAN}{0,24}令)\\s{0,2}第\\s{0,2}(?<order>${DIGIT}{1,5}|[〇零○一二三四五六七八九十百千]{1,8})\\s{0,2}号`,
    `(?<invertedBefore>${HAN}{0,24})\\s{0,2}第\\s{0,2}(?<inverted>${DIGIT}{1,5})\\s{0,2}号令`,
    `(?<=^|\\n)\\s{0,4}(?<aloneYear>(?:19|20)\\d{2})年第(?<alone>\\d{1,5})号(?=\\s*(?:$|\\n))`,
  ].join('|'),
  'gu',
);

/**
 * Every document number in a text, in order. Citations are found like the document's own number: which one is its own
 * is told by where it stands (d.1 of the domain rules). Index numbers (000014349/2017-00110) are none.
 */
export function findDocumentNumbers(text: string): DocumentNumber[] {
  const found: DocumentNumber[] = [];
  if (!text.includes('号')) return found;
  for (const match of text.matchAll(shapes)) {
    const number = read(match);
    if (number) found.push(number);
  }
  return found;
}

/**
 * The form by which numbers are compared: digits half-width, every bracket 〔〕, no blanks, no 第, no leading zeros, no
 * 中华人民共和国 in front; an announcement's `2023年第43号` is written 〔2023〕43号. Applying it twice changes nothing.
 */
export function normaliseDocumentNumber(printed: string): string {
  return halfWidthDigits(printed)
    .replace(/[\s第]/gu, '')
    .replace(/^(?:中华人民共和国)+/u, '')
    .replace(/[﹝〖【[［(（]/gu, '〔')
    .replace(/[﹞〗】\]］)）]/gu, '〕')
    .replace(/〔((?:19|20)\d{2})年〕/gu, '〔$1〕')
    .replace(/(?<=[公通]告|[发字函令])((?:19|20)\d{2})年?(?=\d{1,5}号)/gu, '〔$1〕')
    .replace(/(\d{1,5})号令$/u, '令$1号')
    .replace(/令([〇零○一二三四五六七八九十百千]+)号$/u, (_, n: string) => `令${chineseNumeral(n) ?? n}号`)
    .replace(/(?<=〕|令|告)0+(?=\d)/gu, '');
}

function read(match: RegExpExecArray): DocumentNumber | null {
  const groups = match.groups ?? {};
  if (groups.order !== undefined) return readOrder(match, groups.orderBefore ?? '', groups.order);
  if (groups.inverted !== undefined) return readInverted(match, groups.invertedBefore ?? '', groups.inverted);
  if (groups.alone !== undefined) {
    const start = match.index + match[0].indexOf(groups.aloneYear ?? '');
    return place(match, start, null, 'announcement', Number(groups.aloneYear), Number(groups.alone));
  }
  return readYeared(match, groups);
}

/** 枣政办发〔2024〕5号, 渝府令〔2021〕3号, 中国人民银行公告〔2024〕第3号, 财政部公告2023年第43号. */
function readYeared(match: RegExpExecArray, groups: Record<string, string | undefined>): DocumentNumber | null {
  const before = groups.before ?? '';
  const year = Number(halfWidthDigits(groups.year ?? groups.bareYear ?? ''));
  const serial = Number(halfWidthDigits(groups.serial ?? ''));
  const kind = kindOf(before, groups.orderAfter === '令');
  const { code, known } = endsWithBodyName.test(before)
    ? { code: bodyNameAtEnd(before), known: true }
    : bodyCodeAtEnd(before);
  if (code === '' && !/^\s*[〔﹝【〖[［]/u.test(match[0].slice(before.length))) return null;
  if (groups.bareYear !== undefined && kind === 'letter' && !known) return null;
  const start = match.index + (code === '' ? before.length + (groups.gap ?? '').length : before.length - code.length);
  const issuer = code.replace(/(?:公告|通告|令)$/u, '');
  return place(match, start, issuer === '' ? null : issuer, kind, year, serial);
}

/** Orders and announcements print the body's name where letters print its code. */
const endsWithBodyName = /(?:院|部|委|会|局|署|行|厅|政府|办公室)(?:公告|通告|令)$/u;

function kindOf(before: string, orderAfter: boolean): DocumentNumberKind {
  if (orderAfter || before.endsWith('令')) return 'order';
  return /(?:公告|通告)$/u.test(before) ? 'announcement' : 'letter';
}

/** 国务院令第711号, 中华人民共和国主席令第二十九号. */
function readOrder(match: RegExpExecArray, before: string, printed: string): DocumentNumber | null {
  const name = bodyNameAtEnd(before);
  const serial = numeral(printed);
  if (serial === null || serial === 0) return null;
  const issuer = name.slice(0, -1);
  return place(match, match.index + before.length - name.length, issuer === '' ? null : issuer, 'order', null, serial);
}

/** 国务院第711号令; with only a month before it (2025年12月 第320号令) it has no issuer. */
function readInverted(match: RegExpExecArray, before: string, printed: string): DocumentNumber | null {
  const name = bodyNameAtEnd(before);
  const isBody = /(?:府|院|部|委|委员会|局|署|会|行|厅|办|办公室)$/u.test(name);
  const code = isBody ? name : '';
  const from = isBody ? before.length - name.length : match[0].indexOf('第', before.length);
  const dated = /((?:19|20)\d{2})年\d{1,2}$/u.exec(match.input.slice(0, match.index));
  const year = !isBody && before === '月' && dated ? Number(dated[1]) : null;
  return place(match, match.index + from, code === '' ? null : code, 'order', year, Number(halfWidthDigits(printed)));
}

function place(
  match: RegExpExecArray,
  start: number,
  issuer: string | null,
  kind: DocumentNumberKind,
  year: number | null,
  serial: number,
): DocumentNumber {
  const end = match.index + match[0].length;
  const raw = match.input.slice(start, end);
  return { raw, normalised: normaliseDocumentNumber(raw), issuer, kind, year, serial, start, end };
}

function numeral(printed: string): number | null {
  const plain = halfWidthDigits(printed);
  return /^\d+$/.test(plain) ? Number(plain) : chineseNumeral(plain);
}

function halfWidthDigits(text: string): string {
  return text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
