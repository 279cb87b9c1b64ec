import { beijingDay, plusDays, startOfDay } from './beijing-time.ts';
import { type Calendar, isWorkingDay } from './calendar.ts';

/** A span of a working day, Beijing, as `HH:MM`. */
export interface OfficeSpan {
  from: string;
  to: string;
}

const MINUTE = 60_000;

/**
 * The moment at which `minutes` of working time have passed since `from` (ms UTC): spans of working days count, nights,
 * weekends and holidays do not. Spans are in order and do not overlap.
 * @throws Refused when the calendar does not reach so far
 */
export function afterOfficeMinutes(
  calendar: Calendar,
  spans: readonly OfficeSpan[],
  from: number,
  minutes: number,
): number {
  let left = minutes * MINUTE;
  for (let day = beijingDay(from); ; day = plusDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) continue;
    for (const span of spans) {
      const opens = Math.max(timeOn(day, span.from), from);
      const open = timeOn(day, span.to) - opens;
      if (open <= 0) continue;
      if (left <= open) return opens + left;
      left -= open;
    }
  }
}

/** A time `HH:MM` of a Beijing day, ms UTC. */
export function timeOn(day: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return startOfDay(day) + (hours * 60 + minutes) * MINUTE;
}
