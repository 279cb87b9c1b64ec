/** Who is meant by a recipient or by a step of escalation, as ids of people.yaml. Pure. */
import type { NotifyTarget } from '../config/notify.ts';
import { liaisonOf, type People, type Role } from '../config/people.ts';
import type { Recipient } from './concern.ts';

/**
 * The people a matter concerns first. A section is its liaison officer and nobody else (O-03). Somebody who has left is
 * left out; when nobody remains, the system administrators are told rather than no one.
 * @param byMail whether addresses outside the house are reached, too
 */
export function recipientsOf(people: People, to: readonly Recipient[], byMail = true): string[] {
  const ids = to.flatMap((each) => {
    if ('person' in each && isAddress(each.person)) return byMail ? [each.person] : [];
    if ('person' in each) return people.people.some((p) => p.id === each.person) ? [each.person] : [];
    if ('section' in each) return liaisonOf(people, each.section)?.id ?? [];
    return people.people.filter((p) => p.roles.some((role) => role === each.role)).map((p) => p.id);
  });
  return ids.length > 0 ? [...new Set(ids)] : holders(people, 'system-admin');
}

/** Whether a recipient is an e-mail address outside the house instead of a person of people.yaml. */
export function isAddress(person: string): boolean {
  return person.includes('@');
}

/** Where mails to a person go; undefined for somebody without an address. */
export function addressOf(people: People, person: string): { name: string; address: string } | undefined {
  if (isAddress(person)) return { name: '', address: person };
  const found = people.people.find((p) => p.id === person);
  return found?.email === undefined ? undefined : { name: found.name, address: found.email };
}

/** The people of a step of escalation; a section without a head is looked after by the leaders. */
export function targetsOf(people: People, targets: readonly NotifyTarget[], to: readonly Recipient[]): string[] {
  const sections = sectionsOf(people, to);
  const ids = targets.flatMap((target) => {
    if (typeof target !== 'string') return [target.person];
    if (target === 'liaison') return sections.flatMap((section) => liaisonOf(people, section)?.id ?? []);
    if (target !== 'section-head') return holders(people, target);
    const heads = people.people.filter((p) => sections.includes(p.section) && p.roles.includes('section-head'));
    return heads.length > 0 ? heads.map((p) => p.id) : holders(people, 'leader');
  });
  return [...new Set(ids)];
}

/** The sections that are named, and those of the people who are. */
function sectionsOf(people: People, to: readonly Recipient[]): string[] {
  return to.flatMap((each) => {
    if ('section' in each) return [each.section];
    if ('person' in each) return people.people.find((p) => p.id === each.person)?.section ?? [];
    return [];
  });
}

function holders(people: People, role: Role): string[] {
  return people.people.filter((p) => p.roles.includes(role)).map((p) => p.id);
}
