import { type People, type Person, peopleProblems, personSchema } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import { addConsoleVersion, lockVersions, newestVersion } from '../ledger/console-version.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk } from './access-desk.ts';

/** What a change makes of a person; null for somebody who is not there yet. @throws Refused when it may not be */
export type Change = (held: Person | null) => Person;

/**
 * Writes one person as a version of the configuration, from the newest version there is, and has it hold everywhere at
 * once. The whole list is checked as a start checks the file: three administrators apart, a liaison of his own section.
 * @param act of the ledger
 */
export async function writePerson(
  desk: AccessDesk,
  actor: Actor,
  act: string,
  id: string,
  change: Change,
): Promise<Person> {
  const { acting } = desk;
  const written = await inTransaction(acting.db, (tx) => writePersonIn(tx, desk, actor, act, id, change));
  await desk.lookAgain();
  return written;
}

/**
 * The same inside a transaction that does more.
 * @param further what else the line of the ledger has to say of what was done with it
 */
export async function writePersonIn(
  tx: Tx,
  { acting, people }: AccessDesk,
  actor: Actor,
  act: string,
  id: string,
  change: Change,
  further: Readonly<Record<string, number>> = {},
): Promise<Person> {
  await lockVersions(tx);
  const held = await heldPerson(tx, people, id);
  const next = personSchema.parse(change(held));
  refuseProblems(people, next);
  await addConsoleVersion(tx, acting, { kind: 'person', key: id, body: next });
  const at = acting.clock.now();
  await acting.record(tx, {
    at,
    actor,
    act,
    object: `person:${id}`,
    before: shown(held),
    after: { ...shown(next), ...further },
  });
  return next;
}

/** A person as he stands now, whichever process wrote him last; null for nobody. Under `lockVersions` it stays so. */
export async function heldPerson(tx: Tx, { people }: People, id: string): Promise<Person | null> {
  const version = await newestVersion(tx, 'person', id);
  if (version?.via === 'console') return personSchema.parse(JSON.parse(version.body));
  return people.find((p) => p.id === id) ?? null;
}

/** @throws Refused for the first thing that a start would refuse */
function refuseProblems(people: People, next: Person): void {
  const others = people.people.filter((p) => p.id !== next.id);
  const [problem] = peopleProblems({ sections: people.sections, people: [...others, next] });
  if (!problem) return;
  throw new Refused({
    code: problem.path.at(-1) === 'roles' ? 'roles-together' : 'person-refused',
    message: `${next.id}: expected ${problem.expected}, found ${problem.found}`,
    place: `person:${next.id}`,
    remedy: problem.remedy,
  });
}

/** The ledger keeps name, post, section and roles; how to reach somebody is no matter of it. */
function shown(person: Person | null) {
  if (person === null) return undefined;
  const { name, post, section, roles } = person;
  return { name, post, section, roles };
}
