import { beijingDay, isoBeijing } from '../calendar/beijing-time.ts';
import type { Article } from './article.ts';
import { dateOfAddress, firstPageDate, type PageDate } from './page-date.ts';

type Warning = Article['warnings'][number];

export interface PrintedTimes {
  /** Found by the column's selector, which the office has chosen; before all others. */
  chosen: PageDate | null;
  /** Values of the page's meta labels, PubDate first. */
  meta: (string | null)[];
  /** Printed values of 发布日期, 时间 … in the order of the page. */
  visible: string[];
  url: string | null;
  /** ms UTC; dates more than a day later are not believed. Null when nobody asks. */
  now: number | null;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * The moment of publication: the column's selector, the page's label, what is printed, the day in the address. When label
 * and print contradict each other the label wins and a warning tells both. Without any it stays null.
 */
export function publicationTime(times: PrintedTimes): { at: number | null; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const believable = (date: PageDate | null): date is PageDate => {
    if (date === null) return false;
    if (times.now === null || date.at <= times.now + DAY_MS) return true;
    warnings.push({ code: 'date-in-future', message: `${isoBeijing(date.at)} lies in the future and is not believed` });
    return false;
  };
  const labels = times.meta.map((value) => firstPageDate(value)).filter(believable);
  const printed = times.visible.map((value) => firstPageDate(value)).filter(believable);
  const chosen = believable(times.chosen) ? times.chosen : null;
  const best = chosen ?? labels[0] ?? printed[0] ?? null;
  const other = best ? [...labels.slice(0, 1), ...printed].find((date) => contradicts(best, date)) : undefined;
  if (best && other) {
    const message = `the page gives ${isoBeijing(best.at)} and ${isoBeijing(other.at)}; the first is taken`;
    warnings.push({ code: 'date-contradiction', message });
  }
  if (best) return { at: best.at, warnings };
  const inAddress = times.url ? dateOfAddress(times.url) : null;
  if (believable(inAddress)) {
    warnings.push({ code: 'date-from-address', message: 'the page prints no date; its day is taken from the address' });
    return { at: inAddress.at, warnings };
  }
  warnings.push({ code: 'no-date', message: 'the page gives no date of publication, and none is invented' });
  return { at: null, warnings };
}

function contradicts(a: PageDate, b: PageDate): boolean {
  if (a.hasTime && b.hasTime) return Math.abs(a.at - b.at) >= MINUTE_MS;
  return beijingDay(a.at) !== beijingDay(b.at);
}
