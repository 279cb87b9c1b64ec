/** What 等保 asks of a password: length, sorts of characters, nothing of the name, none of the last ones. Pure. */
import type { AccessSettings } from '../config/access-settings.ts';
import type { CredentialTable } from '../store/tables/access.ts';

export type PasswordFault = 'short' | 'sorts' | 'name' | 'repeated' | 'used';

const sorts = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/];
const DAY_MS = 24 * 60 * 60_000;

/**
 * Every fault at once, so that a person mends them in one go. What was used before is compared by hash elsewhere.
 * @param person whose password it becomes: neither his id nor his name may stand in it
 */
export function passwordFaults(
  password: string,
  person: { id: string; name: string },
  { minLength, sorts: wanted }: Pick<AccessSettings['password'], 'minLength' | 'sorts'>,
): PasswordFault[] {
  const small = password.toLowerCase();
  const parts = [person.id, ...person.id.split('-').filter((part) => part.length > 2), person.name.toLowerCase()];
  const faults: PasswordFault[] = [];
  if ([...password].length < minLength) faults.push('short');
  if (sorts.filter((sort) => sort.test(password)).length < wanted) faults.push('sorts');
  if (parts.some((part) => small.includes(part))) faults.push('name');
  if (/^(.{1,3})\1+$/u.test(password)) faults.push('repeated');
  return faults;
}

/** A password that somebody else gave opens this long; then it is given anew. */
const ONE_TIME_MS = 3 * DAY_MS;

type OneTime = Pick<CredentialTable, 'person' | 'setBy' | 'setAt' | 'mustChange'>;

/** The moment from which a password that somebody else gave opens no more, ms UTC; null for one of one's own. */
export function oneTimeUntil({ person, setBy, setAt, mustChange }: OneTime): number | null {
  return mustChange === 1 && setBy !== person ? setAt + ONE_TIME_MS : null;
}

/** Whether a password for one login was given, and not changed, so long ago that it opens no more. */
export function oneTimeRanOut(held: OneTime, now: number): boolean {
  const until = oneTimeUntil(held);
  return until !== null && now >= until;
}

/** Whether a password was set so long ago that another is asked for; never with 0 days. */
export function secretIsOld(setAt: number, now: number, maxAgeDays: number): boolean {
  return maxAgeDays > 0 && now - setAt >= maxAgeDays * DAY_MS;
}
