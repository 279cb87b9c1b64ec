import type { Person } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import type { CredentialTable } from '../store/tables/access.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk } from './access-desk.ts';
import { addCredential, changeCredential, credentialOf, lockCredential } from './credential-store.ts';
import { clearGuards, guardKeysOf } from './login-store.ts';
import { type PasswordFault, passwordFaults } from './password.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { endSessions } from './session-store.ts';
import { endTokensOf } from './token-store.ts';

/** Whose password it is, and whether he has to choose another one at the next login. */
export interface PasswordWish {
  person: Person;
  password: string;
  mustChange: boolean;
  /** A session of the person that goes on; all others end. */
  keeps?: string;
  /** Asked under the lock of the person's row: without it nothing is changed. */
  onlyWhile?: (tx: Tx) => Promise<boolean>;
}

/**
 * Gives a person a password: all his sessions end but the one that is kept, and a lock is lifted. When somebody else sets
 * it, his tokens and his stand-ins end too (`onReset`): whoever had got hold of the account must not keep a way in. The
 * password itself stands nowhere, neither in the ledger nor in a log.
 * @returns whether it was set
 * @throws Refused `password-weak` with every rule it breaks
 */
export async function setPassword(desk: AccessDesk, actor: Actor, wish: PasswordWish): Promise<boolean> {
  const { acting, settings } = desk;
  const { person, password } = wish;
  const held = await credentialOf(acting.db, person.id);
  const faults = passwordFaults(password, person, settings.password);
  const earlier = held ? [held.passwordHash, ...hashesOf(held.earlierHashes)] : [];
  const compared = earlier.slice(0, settings.password.history);
  if (faults.length === 0 && (await isOneOf(compared, password))) faults.push('used');
  if (faults.length > 0) throw weakPassword(faults);
  const passwordHash = await hashPassword(password);
  const at = acting.clock.now();
  return inTransaction(acting.db, async (tx) => {
    const now = await lockCredential(tx, person.id);
    if (wish.onlyWhile && !(await wish.onlyWhile(tx))) return false;
    const set = {
      passwordHash,
      earlierHashes: JSON.stringify(compared),
      setAt: at,
      setBy: actor.person,
      mustChange: wish.mustChange ? 1 : 0,
    };
    if (now) await changeCredential(tx, person.id, set);
    else await addCredential(tx, { ...newCredential(person.id, passwordHash, at, actor.person), ...set });
    await endSessions(
      tx,
      { person: person.id, ...(wish.keeps === undefined ? {} : { not: wish.keeps }) },
      at,
      'password',
    );
    await clearGuards(tx, guardKeysOf(person.id));
    const act = now ? 'credential.change' : 'credential.set';
    const isReset = actor.person !== person.id;
    const tokensEnded = isReset ? await endTokensOf(tx, person.id, at, actor.person) : 0;
    if (isReset) await desk.onReset(tx, person.id, actor);
    const after = { mustChange: wish.mustChange, sessionsEnded: true, tokensEnded };
    await acting.record(tx, { at, actor, act, object: `person:${person.id}`, after });
    return true;
  });
}

/** The row of somebody's first password. */
export function newCredential(person: string, passwordHash: string, setAt: number, setBy: string): CredentialTable {
  return {
    ...{ person, passwordHash, setAt, setBy, earlierHashes: '[]', mustChange: 0 },
    totpSecret: null,
    totpSince: null,
    totpStep: null,
    recoveryHashes: null,
    lastLoginAt: null,
    lastLoginFrom: null,
    endedAt: null,
  };
}

function hashesOf(json: string | null): string[] {
  const parsed: unknown = JSON.parse(json ?? '[]');
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

async function isOneOf(hashes: readonly string[], password: string): Promise<boolean> {
  for (const hash of hashes) if (await verifyPassword(hash, password)) return true;
  return false;
}

const saidOf: Record<PasswordFault, string> = {
  short: '太短',
  sorts: '大写、小写、数字、符号里种类太少',
  name: '含有姓名或用户名',
  repeated: '只是几个字符的重复',
  used: '最近用过',
};

/** @returns the refusal that names every fault in Chinese */
export function weakPassword(faults: readonly PasswordFault[]): Refused {
  return new Refused({
    code: 'password-weak',
    message: `the password is not strong enough: ${faults.join(', ')}`,
    remedy: 'Choose a longer one of several sorts of characters, without your name, that was not used lately.',
    values: { faults: faults.map((fault) => saidOf[fault]).join('；') },
  });
}
