import { beijingDay } from '../calendar/beijing-time.ts';
import type { People } from '../config/people.ts';
import type { Workflow } from '../config/workflow.ts';
import type { StandsFor } from './submit-post.ts';
import { heldPlaces } from './substitution.ts';
import { absentOf } from './substitution-store.ts';

/** For whom somebody may sign, by the day in Beijing of the moment that is asked about, and by the roles of now. */
export function standsForOf({ people, workflow }: { people: People; workflow: Workflow }): StandsFor {
  return async (db, person, at) => heldPlaces(people, workflow, person, await absentOf(db, person, beijingDay(at)));
}
