/**
 * The 13 statutory holidays of a year under the 2024 revision of 全国年节及纪念日放假办法 (in force 2025-01-01): what a
 * year is computed from until the State Council announces its calendar. Make-up days are unknown then.
 */
import { Lunar } from 'lunar-typescript';
import type { CalendarYear } from '../config/calendar.ts';
import { plusDays } from './beijing-time.ts';

export function statutoryYear(year: number): CalendarYear {
  const newYear = lunarDay(year, 1, 1);
  const off = new Map([
    [`${year}-01-01`, '元旦'],
    ...[-1, 0, 1, 2].map((n): [string, string] => [plusDays(newYear, n), '春节']),
    [solarTerm(year, '清明'), '清明节'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [lunarDay(year, 5, 5), '端午节'],
    [lunarDay(year, 8, 15), '中秋节'],
    [`${year}-10-01`, '国庆节'],
    [`${year}-10-02`, '国庆节'],
    [`${year}-10-03`, '国庆节'],
  ]);
  return { year, off, work: new Map(), source: 'statutory holidays, not announced yet' };
}

function lunarDay(year: number, month: number, day: number): string {
  return Lunar.fromYmd(year, month, day).getSolar().toYmd();
}

function solarTerm(year: number, name: string): string {
  const day = Lunar.fromYmd(year, 6, 1).getJieQiTable()[name];
  if (!day) throw new RangeError(`the lunar calendar of ${year} has no ${name}`);
  return day.toYmd();
}
