import type { Person, Role } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk } from './access-desk.ts';
import { endSessions } from './session-store.ts';
import { endTokensOf } from './token-store.ts';
import { writePerson, writePersonIn } from './write-person.ts';

/** What the system administrator writes of a person; the roles are not his to give. */
export interface PersonWish {
  name: string;
  post: string;
  section: string;
  email?: string | undefined;
  mobile?: string | undefined;
}

/** Adds a person without any role. @throws Refused when the id is taken */
export function addPerson(desk: AccessDesk, actor: Actor, id: string, wish: PersonWish): Promise<Person> {
  return writePerson(desk, actor, 'person.add', id, (held) => {
    if (held !== null) throw taken(id);
    return { id, ...present(wish), roles: [] };
  });
}

/** Changes what is written of a person. @throws Refused for an unknown one */
export function changePerson(desk: AccessDesk, actor: Actor, id: string, wish: PersonWish): Promise<Person> {
  return writePerson(desk, actor, 'person.change', id, (held) => {
    if (held === null) throw unknownPerson(id);
    return { id, ...present(wish), roles: held.roles };
  });
}

/**
 * Gives a person exactly these roles. Nobody gives himself a role or takes one from himself. Whoever is left without any has
 * nothing to do here any more: his sessions and tokens end with it, and tokens stay ended when he is given a role again.
 * @throws Refused `own-roles`, or for two administrators in one hand (三员分立)
 */
export async function giveRoles(desk: AccessDesk, actor: Actor, id: string, roles: readonly Role[]): Promise<Person> {
  refuseSelf(actor, id, 'own-roles', 'nobody gives himself a role');
  const { acting } = desk;
  const given = await inTransaction(acting.db, async (tx) => {
    const ended = roles.length > 0 ? {} : await endAll(tx, acting.clock.now(), id, actor);
    const change = (held: Person | null) => {
      if (held === null) throw unknownPerson(id);
      return { ...held, roles: [...new Set(roles)] };
    };
    return writePersonIn(tx, desk, actor, 'person.roles', id, change, ended);
  });
  await desk.lookAgain();
  return given;
}

async function endAll(tx: Tx, at: number, id: string, actor: Actor): Promise<Record<string, number>> {
  const sessionsEnded = await endSessions(tx, { person: id }, at, 'roles');
  return { sessionsEnded, tokensEnded: await endTokensOf(tx, id, at, actor.person) };
}

/** @throws Refused when somebody acts on himself */
export function refuseSelf(actor: Actor, id: string, code: string, message: string): void {
  if (actor.person !== id) return;
  throw new Refused({ code, message, place: `person:${id}`, remedy: 'Ask another administrator of the same role.' });
}

export function unknownPerson(id: string): Refused {
  const remedy = 'Look for the person in the list.';
  return new Refused({ code: 'person-unknown', message: `there is no person ${id}`, place: id, remedy });
}

function taken(id: string): Refused {
  const remedy = 'Choose another id.';
  return new Refused({ code: 'person-there', message: `there is a person ${id} already`, place: id, remedy });
}

/** Fields that are empty are left out. */
function present({ name, post, section, email, mobile }: PersonWish) {
  return { name, post, section, ...(email ? { email } : {}), ...(mobile ? { mobile } : {}) };
}
