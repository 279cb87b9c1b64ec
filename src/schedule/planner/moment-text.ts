import { isoBeijing } from '../../calendar/beijing-time.ts';
import { dayOf } from './day-number.ts';

/** `2026-09-23 08:30`, in Beijing. A plan words few moments very often, so they are remembered. */
export function fullMoment(at: number): string {
  const known = texts.get(at);
  if (known !== undefined) return known;
  const text = isoBeijing(at).slice(0, 16).replace('T', ' ');
  if (texts.size > 20_000) texts.clear();
  texts.set(at, text);
  return text;
}

const texts = new Map<number, string>();

/** `08:30`. */
export function timeText(at: number): string {
  return fullMoment(at).slice(11);
}

/** `09-23 08:30`. */
export function dayAndTime(at: number): string {
  return fullMoment(at).slice(5);
}

/** `08:30` on the day of another moment, else `09-23 08:30`. */
export function timeBeside(at: number, other: number): string {
  return dayOf(at) === dayOf(other) ? timeText(at) : dayAndTime(at);
}

/** `10月8日`. */
export function dayText(at: number): string {
  const text = fullMoment(at);
  return `${monthNumber(at)}月${Number(text.slice(8, 10))}日`;
}

/** `10月8日 09:00`. */
export function longMoment(at: number): string {
  return `${dayText(at)} ${timeText(at)}`;
}

/** The month of a moment without a leading zero. */
export function monthNumber(at: number): number {
  return Number(fullMoment(at).slice(5, 7));
}

/** The month of a moment, `YYYY-MM`. */
export function monthOf(at: number): string {
  return fullMoment(at).slice(0, 7);
}
