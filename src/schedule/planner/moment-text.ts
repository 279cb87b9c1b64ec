import { beijingDay, beijingTime } from '../../calendar/beijing-time.ts';
import { dayOf } from './day-number.ts';

/** `09-23 08:30`, in Beijing. */
export function dayAndTime(at: number): string {
  return `${beijingDay(at).slice(5)} ${beijingTime(at)}`;
}

/** `08:30` on the day of another moment, else `09-23 08:30`. */
export function timeBeside(at: number, other: number): string {
  return dayOf(at) === dayOf(other) ? beijingTime(at) : dayAndTime(at);
}

/** `10月8日`. */
export function dayText(at: number): string {
  const [, month, day] = beijingDay(at).split('-').map(Number);
  return `${month}月${day}日`;
}

/** `10月8日 09:00`. */
export function longMoment(at: number): string {
  return `${dayText(at)} ${beijingTime(at)}`;
}
