import { createHash } from 'node:crypto';
import type { CalendarYear } from '../config/calendar.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import { announcedYears } from './announced-days.ts';
import { type Calendar, type DayReason, daysSince1970 } from './calendar.ts';
import { statutoryYear } from './statutory-holidays.ts';

const FIRST_YEAR = 2004;
const LAST_YEAR = 2100;
const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
const DAY_MS = 86_400_000;

/**
 * The calendar of this office: the bundled years, each replaced whole by the office's own file for that year; years
 * nobody has announced are computed from the statutory holidays and make every due date that touches them provisional.
 */
export function buildCalendar(own: readonly CalendarYear[] = []): Calendar {
  const announced = new Map(announcedYears().map((y) => [y.year, y]));
  for (const year of own) announced.set(year.year, year);
  const years: CalendarYear[] = [];
  for (let y = FIRST_YEAR; y <= LAST_YEAR; y += 1) years.push(announced.get(y) ?? statutoryYear(y));
  return indexed(years, (year) => announced.has(year));
}

function indexed(years: readonly CalendarYear[], isAnnounced: (year: number) => boolean): Calendar {
  const first = `${FIRST_YEAR}-01-01`;
  const last = `${LAST_YEAR}-12-31`;
  const firstDay = daysSince1970(first);
  const count = daysSince1970(last) - firstDay + 1;
  const days: string[] = [];
  const offDays: DayReason[] = [];
  const madeUpDays: DayReason[] = [];
  const workingBefore = new Int32Array(count + 1);
  const unannouncedBefore = new Int32Array(count + 1);
  const workingDays = new Int32Array(count);
  let working = 0;
  let unannounced = 0;
  for (let i = 0; i < count; i += 1) {
    const moment = new Date((firstDay + i) * DAY_MS);
    const date = moment.toISOString().slice(0, 10);
    const weekday = moment.getUTCDay();
    const year = years[moment.getUTCFullYear() - FIRST_YEAR];
    const holiday = year?.off.get(date);
    const madeUpFor = year?.work.get(date);
    const weekend = weekday === 0 || weekday === 6;
    days.push(date);
    if (madeUpFor !== undefined || !(weekend || holiday !== undefined)) {
      if (madeUpFor !== undefined) madeUpDays.push({ date, reason: `调休上班（${madeUpFor}）` });
      workingDays[working] = i;
      working += 1;
    } else {
      offDays.push({ date, reason: holiday ?? WEEKDAYS[weekday] ?? '' });
    }
    if (!isAnnounced(moment.getUTCFullYear())) unannounced += 1;
    workingBefore[i + 1] = working;
    unannouncedBefore[i + 1] = unannounced;
  }
  return {
    version: versionOf(years, isAnnounced),
    first,
    last,
    firstDay,
    days,
    workingBefore,
    workingDays: workingDays.slice(0, working),
    unannouncedBefore,
    offDays,
    madeUpDays,
  };
}

/** Sixteen hex digits over the days and over which years are announced; reworded sources do not change it. */
function versionOf(years: readonly CalendarYear[], isAnnounced: (year: number) => boolean): string {
  const content = years.map((y) => ({
    year: y.year,
    announced: isAnnounced(y.year),
    off: Object.fromEntries(y.off),
    work: Object.fromEntries(y.work),
  }));
  return createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 16);
}
