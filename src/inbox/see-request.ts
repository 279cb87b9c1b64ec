/** Who may see and touch which requests: a section its own, the desk and the leaders all. Pure. */
import type { Person, Role } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Request } from './request.ts';

/** Who works with requests at all; they hold citizens' words. */
export const mayReadRequests: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];

/** The section whose requests a person sees, or null for all of them. */
export function sectionSeen({ roles, section }: Pick<Person, 'roles' | 'section'>): string | null {
  return roles.includes('desk') || roles.includes('leader') ? null : section;
}

/** @throws Refused as if it were not there when it is another section's */
export function requireSeen<T extends Pick<Request, 'section'>>(row: T | undefined, id: string, person: Person): T {
  const seen = sectionSeen(person);
  if (row && (seen === null || row.section === seen)) return row;
  throw new Refused({
    code: 'request-unknown',
    message: `there is no request ${id} that ${person.id} may see`,
    place: `request:${id}`,
    remedy: 'Take the id from `govcast inbox list`.',
  });
}

/**
 * Whether a person may give a request to these hands: the desk and leaders to anybody, a section head within the section,
 * an editor only to himself.
 */
export function mayAssign(person: Person, request: Pick<Request, 'section'>, to: Hands): boolean {
  if (sectionSeen(person) === null) return true;
  const within = request.section === person.section && to.section === person.section;
  return within && (person.roles.includes('section-head') || to.assignee === person.id);
}

/** Whether a person may put a request away, or take it out again: whoever has it, or answers for the section. */
export function mayClose(person: Person, request: Pick<Request, 'section' | 'assignee'>): boolean {
  const heads = person.roles.includes('section-head') && request.section === person.section;
  return person.roles.includes('desk') || person.roles.includes('leader') || heads || request.assignee === person.id;
}

/** Who has a request: a section, and in it one person or nobody yet. */
export interface Hands {
  section: string;
  assignee: string | null;
}
