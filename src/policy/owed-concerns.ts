import { beijingDay, startOfDay } from '../calendar/beijing-time.ts';
import { nextWorkingDay } from '../calendar/calendar.ts';
import type { Concern, Recipient } from '../notify/concern.ts';
import type { Db } from '../store/database.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { type ListedOwed, listOwed } from './list-owed.ts';
import type { OwedWording } from './owed-wording.ts';

const MOST = 500;

/**
 * What policies owe and staff are reminded of: what is late, or due by the next working day, is told; the rest stands in
 * the daily digest. It goes to the first interpreter where one is named (I-11), else to the section's liaison officer.
 */
export async function owedConcerns(
  db: Db,
  desk: Omit<BundleDesk, 'acting'>,
  wording: OwedWording,
  now: number,
): Promise<Concern[]> {
  const today = beijingDay(now);
  const soon = nextWorkingDay(desk.calendar, today);
  const { owed } = await listOwed(db, desk, wording, { on: today, limit: MOST });
  return owed
    .filter((each) => each.remind)
    .map((each): Concern => {
      const late = each.state === 'late';
      const near = late || (each.dueOn !== null && each.dueOn <= soon);
      return {
        key: `owed:${each.bundle}:${each.what}:${each.ref}${late ? ':late' : near ? ':near' : ''}`,
        kind: late ? 'bundle.late' : 'bundle.owed',
        about: `bundle:${each.bundle}`,
        since: startOfDay(each.fromOn),
        urgency: near ? 'normal' : 'digest',
        to: recipientsOf(desk, each),
        fields: { bundle: each.bundle, title: each.title, sentence: each.sentence },
      };
    });
}

function recipientsOf({ people }: Pick<BundleDesk, 'people'>, { remindWhom, section }: ListedOwed): Recipient[] {
  // A first interpreter from outside the house has a name and no id: then the section is told.
  if (people.people.some((p) => p.id === remindWhom)) return [{ person: remindWhom ?? '' }];
  return section === null ? [] : [{ section }];
}
