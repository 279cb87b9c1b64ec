import { beijingDay, beijingTime, plusDays } from '../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay } from '../calendar/calendar.ts';
import { timeOn } from '../calendar/office-hours.ts';
import type { Notify } from '../config/notify.ts';

/** The first moment from `at` on (ms UTC) at which people may be told of what is not red; `at` itself when it is not quiet. Pure. */
export function quietUntil({ quiet }: Pick<Notify, 'quiet'>, calendar: Calendar, at: number): number {
  let moment = at;
  while (isQuiet(quiet, calendar, moment)) {
    const day = beijingDay(moment);
    moment = timeOn(beijingTime(moment) < quiet.to ? day : plusDays(day, 1), quiet.to);
  }
  return moment;
}

function isQuiet({ from, to, daysOff }: Notify['quiet'], calendar: Calendar, at: number): boolean {
  if (daysOff === 'quiet' && !isWorkingDay(calendar, beijingDay(at))) return true;
  const time = beijingTime(at);
  return from <= to ? from <= time && time < to : time >= from || time < to;
}
