import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { type ActingPerson, actorOf, requireRole } from '../config/acting-person.ts';
import type { Role } from '../config/people.ts';
import type { Govcast } from '../govcast.ts';

/** Adds `--as`: whoever acts is named, and the ledger keeps the name with the system's user. */
export function actsAs(command: Command): Command {
  return command.requiredOption('--as <person>', 'id of the person of people.yaml who acts');
}

/** @throws Refused for an unknown person, naming the known ones */
export function actingPerson({ config }: Pick<Govcast, 'config'>, person: string): ActingPerson {
  return actorOf(config, person, 'cli', systemUser());
}

/** The same for an act that takes a role. @throws Refused naming who holds one */
export function actingAs(
  govcast: Pick<Govcast, 'config'>,
  person: string,
  roles: readonly Role[],
  what: string,
): ActingPerson {
  requireRole(govcast.config.people, person, roles, what);
  return actingPerson(govcast, person);
}

/**
 * Who queues when nobody is named: the system's user if people.yaml knows it, else the person whom the office has set as
 * the drafter of its posts. The ledger keeps the system's user either way.
 */
export function queuesAs({ config }: Pick<Govcast, 'config'>, named: string | undefined): string {
  if (named !== undefined) return named;
  const user = systemUser();
  return config.people.people.find((p) => p.id === user)?.id ?? config.settings.posts.author;
}

/** A process without an entry in the user table (a container) has no name. */
function systemUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
