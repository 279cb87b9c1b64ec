/** What a day of the calendar is: off, worked, marked. Pure. */
import { startOfDay } from '../look/time-words.ts';
import type { Lanes } from './answers.ts';
import { weekdayOf } from './days.ts';

export type Mark = 'off' | 'work' | 'quiet' | 'open';

export interface DayLook {
  day: string;
  /** Nobody works on it. */
  isOff: boolean;
  isToday: boolean;
  /** Computed from the statutory holidays: the year is not announced. */
  isProvisional: boolean;
  marks: { mark: Mark; says: string }[];
}

type Sheet = Pick<Lanes, 'marks' | 'stops'>;

/** Black-outs of the whole day are marked; shorter ones are told where they moved something. */
const HALF_DAY_MS = 12 * 3_600_000;

export function dayLooks({ marks, stops }: Sheet, days: readonly string[], today: string): DayLook[] {
  const byDay = new Map(marks.map((mark) => [mark.on, mark]));
  return days.map((day) => {
    const found = byDay.get(day);
    const isWeekend = weekdayOf(day) % 6 === 0;
    const quiet = stopsOn({ stops }, day);
    return {
      day,
      isOff: found ? found.mark === 'holiday' : isWeekend,
      isToday: day === today,
      isProvisional: found?.provisional ?? false,
      marks: [
        ...(found?.mark === 'holiday' && !found.provisional ? [{ mark: 'off' as const, says: found.name }] : []),
        ...(found?.mark === 'made-up' ? [{ mark: 'work' as const, says: found.name }] : []),
        ...(found?.provisional ? [{ mark: 'open' as const, says: found.name }] : []),
        ...quiet.map(({ reason }) => ({ mark: 'quiet' as const, says: reason })),
      ],
    };
  });
}

/** Black-outs that hold for all accounts for most of a day. */
export function stopsOn({ stops }: Pick<Sheet, 'stops'>, day: string): Sheet['stops'] {
  const [from, to] = [startOfDay(day), startOfDay(day) + 24 * 3_600_000];
  return stops.filter(({ channels, fromAt, toAt }) => {
    const inside = Math.min(to, toAt ?? to) - Math.max(from, fromAt);
    return channels === null && inside >= HALF_DAY_MS;
  });
}
