import { beijingDay } from '../../calendar/beijing-time.ts';
import { dayOf } from './day-number.ts';

/** The month of a moment in Beijing, `YYYY-MM`; days are remembered, because a plan asks for few of them very often. */
export function monthOf(at: number): string {
  const day = dayOf(at);
  const known = months.get(day);
  if (known !== undefined) return known;
  const month = beijingDay(at).slice(0, 7);
  if (months.size > 10_000) months.clear();
  months.set(day, month);
  return month;
}

const months = new Map<number, string>();
