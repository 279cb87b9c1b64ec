import type { AccessDesk } from './access-desk.ts';

/**
 * Whether somebody holds any role. Who holds none stands in the list to be told of things, or waits for the security
 * administrator: he comes in by no door, and what he came in with before opens nothing.
 */
export function hasRoles({ people }: Pick<AccessDesk, 'people'>, person: string): boolean {
  return people.people.some(({ id, roles }) => id === person && roles.length > 0);
}
