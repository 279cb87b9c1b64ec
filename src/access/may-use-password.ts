import { separated } from '../config/people.ts';
import type { AccessDesk } from './access-desk.ts';

/**
 * Where the office has its own identity provider, `access.oidc.passwords` says who may still come in by password, or show by
 * it who he is.
 */
export function mayUsePassword(
  { people, settings: { oidc } }: Pick<AccessDesk, 'people' | 'settings'>,
  person: string,
): boolean {
  if (oidc === null || oidc.passwords === 'everybody') return true;
  const roles = people.people.find((p) => p.id === person)?.roles ?? [];
  return oidc.passwords === 'administrators' && separated.some((role) => roles.includes(role));
}
