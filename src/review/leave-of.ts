import { beijingDay } from '../calendar/beijing-time.ts';
import type { Db } from '../store/database.ts';
import type { SubstitutionTable } from '../store/tables/review.ts';
import { calledById } from './person-words.ts';
import type { ReviewDesk } from './signing-desk.ts';
import { signsAnything } from './substitution.ts';
import { standingSubstitutions } from './substitution-store.ts';

/** Days in Beijing on which somebody signs in the place of somebody else. */
export interface LeaveDays {
  beginsOn: string;
  endsOn: string;
  /** How the other one of the two is called: 周科长. */
  who: string;
}

export interface Leave {
  /** Whether there is anything of mine that another could sign. */
  signs: boolean;
  /** My own leave that runs or comes next. */
  mine: LeaveDays | null;
  /** Those in whose place I sign, now or on days to come. */
  standing: LeaveDays[];
}

/** What the foot of the queue says of 代签. @param now ms UTC */
export async function leaveOf(db: Db, { people, workflow }: ReviewDesk, person: string, now: number): Promise<Leave> {
  const rows = await standingSubstitutions(db, [person], beijingDay(now));
  const days = ({ beginsOn, endsOn }: SubstitutionTable, who: string) => {
    return { beginsOn, endsOn, who: calledById(people, who) };
  };
  const own = rows.find(({ absent }) => absent === person);
  const holder = people.people.find(({ id }) => id === person);
  return {
    signs: holder !== undefined && signsAnything(holder, workflow),
    mine: own ? days(own, own.standIn) : null,
    standing: rows.filter(({ standIn }) => standIn === person).map((row) => days(row, row.absent)),
  };
}
