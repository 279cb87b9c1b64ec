import { personOf } from '../config/acting-person.ts';
import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db } from '../store/database.ts';
import type { AccessDesk } from './access-desk.ts';
import { allCredentials, credentialOf } from './credential-store.ts';
import type { NamedPerson } from './name-signers.ts';
import { randomPassword } from './new-password.ts';
import { oneTimeUntil } from './password.ts';
import { setPassword } from './set-password.ts';
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
 * The ones before open nothing any more. One after the other; what a crash leaves is given at the next try. Whether the person still
 * waits, and no security administrator has come in, is asked again at each: nobody loses a password that he has chosen meanwhile.
 * @returns whom it was given
 * @throws Refused when nobody waits, or a security administrator has signed in
 */
export async function renewFirstPasswords(desk: AccessDesk, actor: Actor): Promise<NamedPerson[]> {
  const waitingIn = (db: Db) => waitForFirstLogin(db, desk.people, actor.person);
  const waiting = await waitingIn(desk.acting.db);
  if (waiting.length === 0) {
    throw new Refused({
      code: 'first-passwords-over',
      message: 'nobody waits for a first password, or a security administrator has signed in',
      remedy: 'Ask the security administrator for a new password.',
    });
  }
  const named: NamedPerson[] = [];
  for (const id of waiting) {
    const person = personOf(desk.people, id);
    const password = randomPassword();
    const onlyWhile = async (tx: Db) => (await waitingIn(tx)).includes(id);
    const isSet = await setPassword(desk, actor, { person, password, mustChange: true, onlyWhile });
    const held = await credentialOf(desk.acting.db, id);
    if (isSet) named.push({ person: id, name: person.name, password, until: held && oneTimeUntil(held) });
  }
  return named;
}
