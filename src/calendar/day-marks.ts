/** What a calendar sheet shows of its days: holidays, make-up days, and which of them nobody has announced yet. Pure. */
import {
  type Calendar,
  type DayReason,
  dayAt,
  dayIndex,
  isWorkingDay,
  touchesUnannounced,
  workingBefore,
} from './calendar.ts';

export interface DayMark {
  /** YYYY-MM-DD. */
  on: string;
  mark: 'holiday' | 'made-up';
  /** 国庆节, or what is made up for. */
  name: string;
  /** The year is not announced: the day is computed from the statutory holidays. */
  provisional: boolean;
}

export interface DayMarks {
  marks: DayMark[];
  /** Years of which a day was asked for and which nobody has announced. */
  unannounced: number[];
}

/** The marked days from one day to another, both inside. Weekends that touch a holiday which is not announced are as open as it is. */
export function dayMarks(calendar: Calendar, from: string, to: string): DayMarks {
  const made = new Map(calendar.madeUpDays.map(({ date, reason }) => [date, reason]));
  const [first, last] = [dayIndex(calendar, from), dayIndex(calendar, to)];
  const marks: DayMark[] = [];
  const unannounced = new Set<number>();
  for (let i = first; i <= last; i += 1) {
    const on = dayAt(calendar, i);
    const provisional = i > 0 && touchesUnannounced(calendar, dayAt(calendar, i - 1), on);
    if (provisional) unannounced.add(Number(on.slice(0, 4)));
    const reason = made.get(on);
    if (reason !== undefined) marks.push({ on, mark: 'made-up', name: reason, provisional });
    else if (!isWorkingDay(calendar, on)) {
      const name = provisional ? holidayOfRun(calendar, i) : holidayOn(calendar, i);
      if (name !== null) marks.push({ on, mark: 'holiday', name, provisional });
    }
  }
  return { marks, unannounced: [...unannounced] };
}

/** The name of the holiday of a day off; null for a mere weekend day. */
function holidayOn(calendar: Calendar, i: number): string | null {
  const off: DayReason | undefined = calendar.offDays[i - workingBefore(calendar, i)];
  return off === undefined || off.reason.startsWith('星期') ? null : off.reason;
}

/** The holiday among the days off that hang together with a day off. */
function holidayOfRun(calendar: Calendar, i: number): string | null {
  let from = i;
  while (from > 0 && !isWorkingDay(calendar, dayAt(calendar, from - 1))) from -= 1;
  for (let j = from; j < calendar.days.length && !isWorkingDay(calendar, dayAt(calendar, j)); j += 1) {
    const name = holidayOn(calendar, j);
    if (name !== null) return name;
  }
  return null;
}
