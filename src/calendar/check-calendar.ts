import type { ConfigCheck } from '../config/config-checks.ts';
import { beijingDay, plusDays } from './beijing-time.ts';
import { type Calendar, touchesUnannounced } from './calendar.ts';

/**
 * What doctor says of the calendar: which year is not announced yet. It is a warning once the coming year begins within
 * two months, because the notice is out by then as a rule (c.3), and an error in a year that runs without one.
 */
export function checkCalendar(calendar: Calendar, now: number): ConfigCheck {
  const today = beijingDay(now);
  const year = Number(today.slice(0, 4));
  const unknown = (y: number) => touchesUnannounced(calendar, `${y - 1}-12-31`, `${y}-12-31`);
  const named = (y: number) =>
    `${y} is not announced: it runs on its statutory holidays, and every due date that reaches it is provisional`;
  const remedy = (y: number) => `When the State Council's notice is out, write config/calendar/${y}.yaml from it.`;
  if (unknown(year)) return said('error', named(year), remedy(year));
  if (!unknown(year + 1)) return said('info', `announced up to ${year + 1}, version ${calendar.version}`, '');
  const soon = plusDays(today, 61) > `${year}-12-31`;
  return said(soon ? 'warning' : 'info', named(year + 1), soon ? remedy(year + 1) : '');
}

function said(level: ConfigCheck['level'], message: string, remedy: string): ConfigCheck {
  return { name: 'calendar', ok: level !== 'error', level, message, remedy };
}
