import { beijingDay, beijingTime, plusDays } from '../../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay } from '../../calendar/calendar.ts';
import { chanceOf } from '../chance.ts';

/** Who is at work. Nobody works on a day off; people are away for days at a time. */
export interface Roster {
  isOffice: (at: number) => boolean;
  isThere: (person: string, at: number) => boolean;
}

const OFFICE = { from: '08:30', to: '17:30' };
/** How likely it is that a person's absence begins on a day, and how long it lasts. */
const ABSENCE = { share: 0.03, mostDays: 6 };

export function rosterOf(
  seed: number,
  calendar: Calendar,
  people: readonly string[],
  first: string,
  last: string,
): Roster {
  const away = new Set<string>();
  for (const person of people) {
    const chance = chanceOf(seed, `roster ${person}`);
    for (let day = first; day <= last; day = plusDays(day, 1)) {
      if (!chance.happens(ABSENCE.share)) continue;
      const days = chance.int(1, ABSENCE.mostDays);
      for (let n = 0; n < days; n += 1) away.add(`${person} ${plusDays(day, n)}`);
    }
  }
  const isOffice = (at: number) => {
    const time = beijingTime(at).slice(0, 5);
    return time >= OFFICE.from && time <= OFFICE.to && isWorkingDay(calendar, beijingDay(at));
  };
  return {
    isOffice,
    isThere: (person, at) => isOffice(at) && !away.has(`${person} ${beijingDay(at)}`),
  };
}
