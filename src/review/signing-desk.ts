import type { Calendar } from '../calendar/calendar.ts';
import type { Db } from '../store/database.ts';
import { type Hands, handsWith } from './hands.ts';
import type { Reviewing } from './submit-post.ts';

/** What reading the review pages needs. */
export type ReviewDesk = Reviewing & { calendar: Calendar };

/** With whose hands and roles a person acts now: his own, and those of everybody he stands in for. */
export async function handsOf(
  db: Db,
  { people, workflow, standsFor }: Pick<Reviewing, 'people' | 'workflow' | 'standsFor'>,
  person: string,
  now: number,
): Promise<Hands> {
  return handsWith({ people, workflow }, person, (await standsFor?.(db, person, now)) ?? []);
}
