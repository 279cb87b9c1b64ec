import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db } from '../store/database.ts';
import type { AccessDesk } from './access-desk.ts';
import { allCredentials } from './credential-store.ts';
import type { NamedPerson } from './name-signers.ts';
import { givePassword } from './new-password.ts';
import { doneSteps } from './setup.ts';

/**
 * Who was given a first password by the first run and has not come in with it. Nobody any more once a security administrator
 * has: from then on he gives passwords (三员分立).
 * @param by who named them
 */
export async function waitForFirstLogin(db: Db, { people }: AccessDesk['people'], by: string): Promise<string[]> {
  if (!(await doneSteps(db)).includes('signers')) return [];
  const credentials = await allCredentials(db);
  const isSecurity = (id: string) => people.some((p) => p.id === id && p.roles.includes('security-admin'));
  if (credentials.some((c) => c.lastLoginAt !== null && c.person !== by && isSecurity(c.person))) return [];
  const waiting = credentials.filter((c) => c.mustChange === 1 && c.setBy === by && c.lastLoginAt === null);
  const known = new Set(waiting.flatMap((c) => (c.endedAt === null ? [c.person] : [])));
  return people.flatMap(({ id }) => (known.has(id) ? [id] : []));
}

/**
 * Gives the people whom the first run named their first passwords anew: what is shown once may be lost before it was read.
 * The ones before open nothing any more. One after the other; what a crash leaves is given at the next try.
 * @throws Refused when nobody waits, or a security administrator has signed in
 */
export async function renewFirstPasswords(desk: AccessDesk, actor: Actor): Promise<NamedPerson[]> {
  const waiting = await waitForFirstLogin(desk.acting.db, desk.people, actor.person);
  if (waiting.length === 0) {
    throw new Refused({
      code: 'first-passwords-over',
      message: 'nobody waits for a first password, or a security administrator has signed in',
      remedy: 'Ask the security administrator for a new password.',
    });
  }
  const named: NamedPerson[] = [];
  for (const person of waiting) {
    const name = desk.people.people.find((p) => p.id === person)?.name ?? person;
    named.push({ person, name, password: await givePassword(desk, actor, person) });
  }
  return named;
}
