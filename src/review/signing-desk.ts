import type { Calendar } from '../calendar/calendar.ts';
import { personOf } from '../config/acting-person.ts';
import type { People } from '../config/people.ts';
import type { Db } from '../store/database.ts';
import type { Reviewing } from './submit-post.ts';

/** What reading the review pages needs. */
export type ReviewDesk = Reviewing & { calendar: Calendar };

/** With whose hands and roles a person acts now: his own, and those of everybody he stands in for. */
export interface Hands {
  person: string;
  self: readonly string[];
  absent: { id: string; roles: readonly string[] }[];
}

export async function handsOf(
  db: Db,
  { people, standsFor }: { people: People; standsFor?: Reviewing['standsFor'] },
  person: string,
  now: number,
): Promise<Hands> {
  const absent = (await standsFor?.(db, person, now)) ?? [];
  const found = absent.filter((id) => people.people.some((p) => p.id === id));
  return {
    person,
    self: personOf(people, person).roles,
    absent: found.map((id) => ({ id, roles: personOf(people, id).roles })),
  };
}

/** Every role that these hands have, with those stood in for. */
export function rolesOfHands({ self, absent }: Hands): string[] {
  return [...new Set([...self, ...absent.flatMap(({ roles }) => roles)])];
}
