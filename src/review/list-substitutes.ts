import { closedAmong } from '../access/credential-store.ts';
import { beijingDay } from '../calendar/beijing-time.ts';
import type { People, Person } from '../config/people.ts';
import type { Db } from '../store/database.ts';
import type { SubstitutionTable } from '../store/tables/review.ts';
import { namesForOthers, type SubstituteDesk } from './name-substitute.ts';
import { calledById, calledPerson } from './person-words.ts';
import { holdsPlace, mayStandIn, type SubstitutionState, signsAnything, substitutionState } from './substitution.ts';
import { substitutionsBefore } from './substitution-store.ts';

/** A substitution as the tab 代签 lists it. */
export interface ListedSubstitution {
  id: string;
  absent: Called;
  standIn: Called;
  /** Days in Beijing, YYYY-MM-DD. */
  beginsOn: string;
  endsOn: string;
  reason: string;
  state: SubstitutionState;
  namedBy: string;
  namedAt: number;
  ended: { by: string; at: number } | null;
  /** Whether the reader may end it now. */
  mayEnd: boolean;
}

export interface Called {
  id: string;
  /** 周科长 */
  called: string;
}

/** Somebody who may be chosen. */
export interface Choice extends Called {
  name: string;
  post: string;
  section: string;
}

/**
 * A page of them, those that end last first. People who review see what concerns themselves, others see all.
 * @param before end day and id of the last one of the page before
 */
export async function listSubstitutes(
  db: Db,
  desk: SubstituteDesk,
  reader: Pick<Person, 'id' | 'roles'>,
  { before, limit, seesAll, now }: { before: [string, string] | null; limit: number; seesAll: boolean; now: number },
): Promise<ListedSubstitution[]> {
  const rows = await substitutionsBefore(db, { of: seesAll ? null : reader.id, before, limit });
  const forOthers = reader.roles.includes(namesForOthers);
  const states = await statesOf(db, desk, rows, beijingDay(now));
  return rows.map((row, i) => listed(row, states[i] ?? 'over', desk.people, reader.id, forOthers));
}

/** In which state each of these is on a day in Beijing, in their order. */
export async function statesOf(
  db: Db,
  desk: SubstituteDesk,
  rows: readonly SubstitutionTable[],
  today: string,
): Promise<SubstitutionState[]> {
  const closed = await closedAmong(db, [...new Set(rows.flatMap(({ absent, standIn }) => [absent, standIn]))]);
  return rows.map((row) => substitutionState(row, today, holdsPlace(desk, closed, row)));
}

function listed(
  { id, absent, standIn, beginsOn, endsOn, reason, namedBy, namedAt, endedBy, endedAt }: SubstitutionTable,
  state: SubstitutionState,
  people: People,
  reader: string,
  forOthers: boolean,
): ListedSubstitution {
  const called = (who: string) => ({ id: who, called: calledById(people, who) });
  return {
    ...{ id, absent: called(absent), standIn: called(standIn), beginsOn, endsOn, reason, state },
    ...{ namedBy: calledById(people, namedBy), namedAt },
    ended: endedBy === null || endedAt === null ? null : { by: calledById(people, endedBy), at: endedAt },
    mayEnd: (state === 'runs' || state === 'rests' || state === 'to-come') && (forOthers || absent === reader),
  };
}

/** For whom the reader may name a substitute, and who may be named: those of the same roles and section come first. */
export function substituteChoices(
  { people, workflow }: SubstituteDesk,
  reader: Pick<Person, 'id' | 'roles'>,
): { absent: Choice[]; standIns: Choice[] } {
  const choice = (person: Person): Choice => {
    const section = people.sections.find(({ id }) => id === person.section)?.name ?? person.section;
    return { id: person.id, called: calledPerson(person), name: person.name, post: person.post, section };
  };
  const forOthers = reader.roles.includes(namesForOthers);
  const absent = people.people.filter((p) => signsAnything(p, workflow) && (forOthers || p.id === reader.id));
  const self = people.people.find(({ id }) => id === reader.id);
  const near = (p: Person) =>
    Number(p.roles.some((role) => self?.roles.includes(role))) + Number(p.section === self?.section);
  const standIns = absent.length === 0 ? [] : people.people.filter((p) => mayStandIn(p, workflow));
  return { absent: absent.map(choice), standIns: standIns.toSorted((a, b) => near(b) - near(a)).map(choice) };
}
