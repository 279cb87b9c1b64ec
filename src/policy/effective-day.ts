import { chineseNumeral } from './chinese-numeral.ts';
import { isDay } from './interpretation-plan.ts';

const DIGITS = '[\\d０-９〇○零一二三四五六七八九十]';
/** 自2026年12月1日起施行, 自二〇二六年十二月一日起实施, 于2026年12月1日起正式施行, 2026年12月1日起执行. */
const named = new RegExp(
  `(?:自|从|于)?(${DIGITS}{4})年(${DIGITS}{1,2})月(${DIGITS}{1,3})日(?:零时)?(?:起|开始)(?:正式|全面|试)?(?:施行|实施|执行|生效)`,
  'gu',
);
const atOnce = /自(?:本[^，。；]{1,10})?(?:发布|公布|印发|下发|颁布)之日起(?:正式|试)?(?:施行|实施|执行|生效)/u;
const later = /自(?:发布|公布|印发|颁布)之日起(\d{1,3})日后(?:施行|实施|执行|生效)/u;

/**
 * The first day on which a policy is in force, as its text says (I-06); the last such sentence counts, because earlier
 * ones speak of other documents. 自发布之日起 is the day of publication. Null when the text does not say.
 */
export function effectiveDayOf(text: string, publishedOn: string | null): string | null {
  const read = text.replace(/[ \u3000\t]+/gu, '');
  const day = [...read.matchAll(named)].map(dayOf).findLast((found) => found !== null) ?? null;
  if (day !== null) return day;
  return atOnce.test(read) && !later.test(read) ? publishedOn : null;
}

function dayOf([, year = '', month = '', date = '']: RegExpMatchArray): string | null {
  const [y, m, d] = [year, month, date].map(numberOf);
  if (y == null || m == null || d == null) return null;
  const day = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

function numberOf(text: string): number | null {
  const half = text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return /^\d+$/.test(half) ? Number(half) : chineseNumeral(half);
}
