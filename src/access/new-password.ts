import { randomInt } from 'node:crypto';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk } from './access-desk.ts';
import { refuseSelf, unknownPerson } from './change-person.ts';
import { credentialOf } from './credential-store.ts';
import { clearGuards, guardKeysOf } from './login-store.ts';
import { oneTimeUntil } from './password.ts';
import { setPassword } from './set-password.ts';

/** Without signs that are easily taken for each other. */
const sorts = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghjkmnpqrstuvwxyz', '23456789'];
const GROUPS = 4;
const OF = 4;

/** Four groups of four, each with capitals, small letters and figures: some 80 bits, and easy to read aloud. */
export function randomPassword(): string {
  const pick = (from: string) => from.charAt(randomInt(from.length));
  const group = () => Array.from({ length: OF }, (_, i) => pick(sorts[i % sorts.length] ?? '')).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** A password for one login. */
export interface GivenPassword {
  password: string;
  /** When it opens no more, ms UTC; null once its person has chosen his own. */
  until: number | null;
}

/** Gives somebody a password for one login, shown once; he chooses his own with it. Nobody does so for himself. */
export async function newPassword(desk: AccessDesk, actor: Actor, id: string): Promise<GivenPassword> {
  refuseSelf(actor, id, 'own-password', 'a password of one’s own is changed, not reset');
  return givePassword(desk, actor, id);
}

/** The same without asking who asks: for the operator of the machine. */
export async function givePassword(desk: AccessDesk, actor: Actor, id: string): Promise<GivenPassword> {
  const person = desk.people.people.find((p) => p.id === id);
  if (!person) throw unknownPerson(id);
  const password = randomPassword();
  await setPassword(desk, actor, { person, password, mustChange: true });
  const held = await credentialOf(desk.acting.db, id);
  return { password, until: held && oneTimeUntil(held) };
}

/** Lifts a lock at once, at both doors; nobody lifts his own. @throws Refused for an unknown person */
export async function unlockPerson({ acting, people }: AccessDesk, actor: Actor, id: string): Promise<void> {
  refuseSelf(actor, id, 'own-lock', 'nobody lifts the lock of his own name');
  if (!people.people.some((p) => p.id === id)) throw unknownPerson(id);
  return inTransaction(acting.db, async (tx) => {
    await clearGuards(tx, guardKeysOf(id));
    await acting.record(tx, { at: acting.clock.now(), actor, act: 'credential.unlock', object: `person:${id}` });
  });
}
