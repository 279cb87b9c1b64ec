import type { Person } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import { lockVersions } from '../ledger/console-version.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk } from './access-desk.ts';
import { refuseSelf, unknownPerson } from './change-person.ts';
import { addCredential, allCredentials, credentialOf } from './credential-store.ts';
import { randomPassword } from './new-password.ts';
import { oneTimeUntil } from './password.ts';
import { hashPassword } from './password-hash.ts';
import { newCredential } from './set-password.ts';
import { doneSteps, type signerRoles } from './setup.ts';
import { heldPerson, writePersonIn } from './write-person.ts';

export interface Named {
  person: string;
  role: (typeof signerRoles)[number];
}

/** Somebody who was named, with a password for one login and when it opens no more (ms UTC); null when he has one. */
export interface NamedPerson {
  person: string;
  name: string;
  password: string | null;
  until: number | null;
}

/**
 * The last step of the first run: who signs, and who are the security administrator and the auditor. It is the only
 * time that the system administrator gives roles, never to himself; from then on it is the security administrator's.
 * @throws Refused when it was done, when a security administrator can sign in already, or for himself
 */
export async function nameSigners(desk: AccessDesk, actor: Actor, wishes: readonly Named[]): Promise<NamedPerson[]> {
  const { acting, people } = desk;
  const ids = [...new Set(wishes.map(({ person }) => person))];
  for (const id of ids) refuseSelf(actor, id, 'own-roles', 'nobody gives himself a role');
  const prepared = await Promise.all(ids.map((id) => prepare(desk, id)));
  const named = await inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    await lockVersions(tx);
    if ((await doneSteps(tx)).includes('signers') || (await hasSecurityAdmin(tx, desk, actor.person)))
      throw signersNamed();
    const answers: NamedPerson[] = [];
    for (const { id, password, hash } of prepared) {
      const roles = wishes.filter((wish) => wish.person === id).map(({ role }) => role);
      const person = await writePersonIn(tx, desk, actor, 'person.roles', id, (held) => withRoles(held, id, roles));
      const first = { ...newCredential(id, hash, at, actor.person), mustChange: 1 };
      const isNew = (await credentialOf(tx, id)) === null;
      if (isNew) await addCredential(tx, first);
      const given = isNew ? { password, until: oneTimeUntil(first) } : { password: null, until: null };
      answers.push({ person: id, name: person.name, ...given });
    }
    await tx.insertInto('setupStep').values({ step: 'signers', doneAt: at, doneBy: actor.person }).execute();
    await acting.record(tx, { at, actor, act: 'setup.signers', object: 'config:people', after: { named: wishes } });
    return answers;
  });
  await desk.lookAgain();
  const order = new Map(people.people.map(({ id }, i) => [id, i]));
  return named.sort((a, b) => (order.get(a.person) ?? 0) - (order.get(b.person) ?? 0));
}

/**
 * Whether somebody else is security administrator and has a password, closed or not: then this step, which an office that
 * was set up by files and the command line never does, gives the system administrator no roles to give.
 */
async function hasSecurityAdmin(tx: Tx, { people }: AccessDesk, but: string): Promise<boolean> {
  for (const { person } of await allCredentials(tx)) {
    if (person === but) continue;
    if ((await heldPerson(tx, people, person))?.roles.includes('security-admin')) return true;
  }
  return false;
}

/** Hashing takes a while and is done before the transaction. */
async function prepare({ people }: AccessDesk, id: string) {
  if (!people.people.some((p) => p.id === id)) throw unknownPerson(id);
  const password = randomPassword();
  return { id, password, hash: await hashPassword(password) };
}

function withRoles(held: Person | null, id: string, roles: Named['role'][]): Person {
  if (held === null) throw unknownPerson(id);
  return { ...held, roles: [...new Set([...held.roles, ...roles])] };
}

function signersNamed(): Refused {
  return new Refused({
    code: 'signers-named',
    message: 'who signs was named already',
    remedy: 'Roles are given by the security administrator from now on.',
  });
}
