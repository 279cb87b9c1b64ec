import { Lunar, Solar } from 'lunar-typescript';
import { plusDays } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import type { Season, SeasonRule, SeasonTurn } from './season.ts';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * The day on which a season begins in a year, YYYY-MM-DD in Beijing.
 * @returns null when the year has no such day: a 29 February, a lunar day that falls into the next solar year
 */
export function seasonDay(calendar: Calendar, rule: SeasonRule, year: number): string | null {
  if ('solar' in rule) return dayOf(year, rule.solar);
  if ('lunar' in rule) return lunarDay(year, rule.lunar);
  if ('term' in rule) return termDay(year, rule.term);
  if ('before' in rule) {
    const first = firstDayOff(calendar, rule.before, year);
    return first === null ? null : plusDays(first, -rule.days);
  }
  if ('onOrBefore' in rule)
    return onOrBefore(rule.weekday, dayOf(year, rule.onOrBefore) ?? plusDays(`${year}-03-01`, -1));
  const first = `${year}-${String(rule.month).padStart(2, '0')}-01`;
  if (rule.nth > 0) return onOrBefore(rule.weekday, plusDays(first, 7 * rule.nth - 1));
  const next = rule.month === 12 ? `${year + 1}-01-01` : `${year}-${String(rule.month + 1).padStart(2, '0')}-01`;
  return onOrBefore(rule.weekday, plusDays(next, -1));
}

/** The seasons whose post is due about a day: from `leadDays` before the first day to `lastsDays` after it. */
export function dueSeasons(calendar: Calendar, seasons: readonly Season[], today: string): SeasonTurn[] {
  const thisYear = Number(today.slice(0, 4));
  return seasons.flatMap((season) =>
    [thisYear - 1, thisYear, thisYear + 1].flatMap((year) => {
      if (season.years && !season.years.includes(year)) return [];
      const on = seasonDay(calendar, season.on, year);
      if (on === null) return [];
      const until = plusDays(on, season.lastsDays);
      return today >= plusDays(on, -season.leadDays) && today <= until ? [{ season, year, on, until }] : [];
    }),
  );
}

function dayOf(year: number, monthDay: string): string | null {
  const day = `${year}-${monthDay}`;
  return plusDays(plusDays(day, 1), -1) === day ? day : null;
}

/** The day of the lunar calendar that falls into a solar year; the last of a month that has no 30th. */
function lunarDay(year: number, monthDay: string): string | null {
  const [month = 1, day = 1] = monthDay.split('-').map(Number);
  for (const lunarYear of [year - 1, year]) {
    const found = Lunar.fromYmd(lunarYear, month, 1).getSolar().toYmd();
    const last = Lunar.fromYmd(lunarYear, month, 29).next(1).getMonth() === month ? 30 : 29;
    const on = plusDays(found, Math.min(day, last) - 1);
    if (on.startsWith(`${year}-`)) return on;
  }
  return null;
}

/** The table of a lunar year begins with the 冬至 before it; its own stands under another name. */
function termDay(year: number, name: string): string | null {
  const table = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable();
  const found = [table[name], table.DONG_ZHI].map((day) => day?.toYmd()).filter((day) => day?.startsWith(`${year}-`));
  return (name === '冬至' ? found.at(-1) : found[0]) ?? null;
}

/** The first day off with this name that belongs to a year: 元旦 may begin in the December before. */
function firstDayOff(calendar: Calendar, name: string, year: number): string | null {
  const [from, to] = [`${year - 1}-12-20`, `${year}-12-19`];
  return calendar.offDays.find(({ date, reason }) => date >= from && date <= to && reason.includes(name))?.date ?? null;
}

function onOrBefore(weekday: string, day: string): string {
  const back = (new Date(`${day}T00:00:00Z`).getUTCDay() - weekdays.indexOf(weekday) + 7) % 7;
  return plusDays(day, -back);
}
