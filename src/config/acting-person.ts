import { Refused } from '../errors.ts';
import { groupOf, type Offices } from './offices.ts';
import type { People, Person, Role } from './people.ts';

/** Who acts and by which way; the shape of ledger/append.ts Actor, with the group of O-02. */
export interface ActingPerson {
  person: string;
  via: 'cli' | 'console' | 'api' | 'callback' | 'worker';
  group?: string;
  systemUser?: string;
}

/**
 * A person as an actor for the ledger, with the administrator group he belongs to.
 * @throws Refused for an unknown person, naming the known ones
 */
export function actorOf(
  config: { people: People; offices: Offices },
  personId: string,
  via: ActingPerson['via'],
  systemUser?: string,
): ActingPerson {
  const { id } = personOf(config.people, personId);
  const group = groupOf(config.offices, id);
  return { person: id, via, ...(group ? { group } : {}), ...(systemUser ? { systemUser } : {}) };
}

/** @throws Refused for an unknown person, naming the known ones */
export function personOf(people: People, personId: string): Person {
  const person = people.people.find((p) => p.id === personId);
  if (person) return person;
  throw new Refused({
    code: 'person-unknown',
    message: `there is no person ${personId}`,
    place: personId,
    remedy: `Name one of ${people.people.map((p) => `${p.id} (${p.roles.join(', ')})`).join(', ')}, or add the person to config/people.yaml.`,
  });
}

/** @throws Refused when the person holds none of the roles, naming who does */
export function requireRole(people: People, personId: string, wanted: readonly Role[], what: string): Person {
  const person = personOf(people, personId);
  if (person.roles.some((role) => wanted.includes(role))) return person;
  const able = people.people.filter((p) => p.roles.some((role) => wanted.includes(role))).map((p) => p.id);
  throw new Refused({
    code: 'role-missing',
    message: `${personId} may not ${what}: it takes the role ${wanted.join(' or ')}`,
    place: personId,
    remedy:
      able.length > 0
        ? `Ask ${able.join(', ')}.`
        : `Give somebody the role ${wanted.join(' or ')} in config/people.yaml.`,
  });
}
