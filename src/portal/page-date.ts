import { beijingDay, parseBeijing, startOfDay } from '../calendar/beijing-time.ts';

/** A moment as a page prints it. */
export interface PageDate {
  /** ms UTC; 00:00 Beijing time when no time is printed. */
  at: number;
  hasTime: boolean;
}

/**
 * Year, month, day with any of the separators met on pages (hyphen, long dashes once or twice, slash, dot, 年月日), blanks
 * or line breaks between them, then perhaps a time, which on www.gov.cn stands behind a dash.
 */
const SEPARATED =
  /((?:19|20)\d{2})\s*(?:[-—–―－/／.．]{1,2}|年)\s*(\d{1,2})\s*(?:[-—–―－/／.．]{1,2}|月)\s*(\d{1,2})\s*日?(?:[\sT\-—,，]{0,3}(\d{1,2})\s*[:：时点]\s*(\d{2})(?:\s*[:：分]\s*(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:\d{2})?)?/g;
/** 二〇二六年八月十四日, as on older documents. */
const NUMERALS =
  /([一二][〇零○Ｏ一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日/g;
const EARLIEST = startOfDay('2000-01-01');

/** All dates of a text in the order of their places; what is no day of the calendar or before 2000 is left out. */
export function pageDates(text: string): PageDate[] {
  const plain = text.normalize('NFKC').replace(NUMERALS, (_, y, m, d) => `${digits(y)}年${number(m)}月${number(d)}日`);
  return [...plain.matchAll(SEPARATED)].flatMap((match) => dateOf(match) ?? []);
}

/**
 * The first date of a text, or null: `2026-09-18 10:00`, `2026——09——18 10:00`, `2026/9/18`, `2026.09.18`,
 * `2026年9月18日 10时00分`, `2026-09-18-10:00:00`, with a zone, or two timestamps joined. Beijing time unless it says otherwise.
 */
export function firstPageDate(text: string | null | undefined): PageDate | null {
  return (text && pageDates(text)[0]) || null;
}

/** The day in an address, where the CMS puts one: `t20260814_1.html`, `/art/2026/8/14/`, `/2026/08/14/`, `/20260522174…`. */
export function dateOfAddress(address: string): PageDate | null {
  const match =
    /\/t((?:20)\d{2})(\d{2})(\d{2})_\d+\./.exec(address) ??
    /\/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})\//.exec(address) ??
    /\/(20\d{2})(\d{2})(\d{2})\d{6,}(?:\/|\.|$)/.exec(address);
  return match ? moment(match[1], match[2], match[3]) : null;
}

/** A date in the form that a portal file gives with YYYY, MM, DD, HH and mm, or null. */
export function dateInForm(text: string, form: string): PageDate | null {
  const pattern = form
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace('YYYY', '(?<y>\\d{4})')
    .replace('MM', '(?<mo>\\d{1,2})')
    .replace('DD', '(?<d>\\d{1,2})')
    .replace('HH', '(?<h>\\d{1,2})')
    .replace('mm', '(?<mi>\\d{2})');
  const groups = new RegExp(pattern).exec(text.normalize('NFKC'))?.groups;
  return groups ? moment(groups.y, groups.mo, groups.d, groups.h, groups.mi) : null;
}

function dateOf(match: RegExpMatchArray): PageDate | null {
  const [, year, month, day, hour, minute, second, zone] = match;
  return moment(year, month, day, hour, minute, second, zone);
}

function moment(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour?: string,
  minute?: string,
  second?: string,
  zone?: string,
): PageDate | null {
  if (!year || !month || !day || Number(month) > 12 || Number(month) < 1 || Number(day) > 31 || Number(day) < 1)
    return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const hasTime = hour !== undefined && minute !== undefined && Number(hour) < 24 && Number(minute) < 60;
  const time = hasTime ? `T${hour.padStart(2, '0')}:${minute}:${second ?? '00'}${zone ?? ''}` : '';
  const at = parseBeijing(`${date}${time}`) ?? parseBeijing(date);
  return at === null || at < EARLIEST ? null : { at, hasTime };
}

/** The Beijing day of a printed date. */
export function dayOf(date: PageDate | null): string | null {
  return date ? beijingDay(date.at) : null;
}

const DIGITS = '〇一二三四五六七八九';

function digits(numerals: string): string {
  return [...numerals.replace(/[零○OＯ]/g, '〇')].map((c) => DIGITS.indexOf(c)).join('');
}

function number(numeral: string): number {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['〇', numeral];
  return (tens === '' ? 1 : DIGITS.indexOf(tens ?? '〇')) * 10 + (ones ? DIGITS.indexOf(ones) : 0);
}
