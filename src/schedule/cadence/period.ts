/** Calendar weeks (Monday to Sunday), months and quarters, by their first and last day. */
import { plusDays } from '../../calendar/beijing-time.ts';

export interface Period {
  first: string;
  last: string;
}

export type PeriodKind = 'week' | 'month' | 'quarter';

export function periodOf(kind: PeriodKind, day: string): Period {
  if (kind === 'week') {
    const first = plusDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
    return { first, last: plusDays(first, 6) };
  }
  const [year = 0, month = 1] = day.split('-').map(Number);
  const months = kind === 'month' ? 1 : 3;
  const start = month - 1 - ((month - 1) % months);
  return { first: firstOfMonth(year, start), last: plusDays(firstOfMonth(year, start + months), -1) };
}

export function periodAfter(kind: PeriodKind, period: Period): Period {
  return periodOf(kind, plusDays(period.last, 1));
}

export function periodBefore(kind: PeriodKind, period: Period): Period {
  return periodOf(kind, plusDays(period.first, -1));
}

/** `month` from 0; 12 is January of the year after. */
function firstOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
