import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk, Visit } from './access-desk.ts';
import { takeCode } from './check-code.ts';
import { changeCredential, credentialOf, lockCredential } from './credential-store.ts';
import { hasRoles } from './has-roles.ts';
import { clearGuards, guardKey } from './login-store.ts';
import { mayUsePassword } from './may-use-password.ts';
import { passwordsClosed } from './oidc-refusals.ts';
import { beginSession, type OpenedSession } from './open-session.ts';
import { oneTimeRanOut, secretIsOld } from './password.ts';
import { verifyPassword } from './password-hash.ts';
import { codeNeeded, noRoles, passwordRanOut, usedCode } from './refusals.ts';
import { countTry, giveBackTry, keepLogin, refuseTry, type Trying } from './try-name.ts';

export interface LoginWish {
  /** The person's id. */
  name: string;
  password: string;
  /** Of the second factor, when one is set up. */
  code?: string | undefined;
}

/**
 * Lets a person in by password and, where one is set up, the second factor. A try is counted before it is compared, so
 * that many at once get no more tries than one after the other; a crash in between costs a try. Only both factors together
 * forget the wrong tries: a password that somebody else knows opens no endless tries of codes.
 * @throws Refused wrong (with the tries left), locked, for who has to come by the office's identity provider or has no role,
 * a one-time password that ran out, code needed or used; TryLater for a busy address
 */
export async function logIn(
  desk: AccessDesk,
  { name, password, code }: LoginWish,
  visit: Visit,
): Promise<OpenedSession> {
  const { acting, people, settings } = desk;
  // To nobody it says more than the login page does; tries that open nothing need no counting.
  if (settings.oidc?.passwords === 'nobody') throw passwordsClosed();
  const id = name.trim().toLowerCase();
  const person = people.people.some((p) => p.id === id) ? id : null;
  const trying: Trying = { key: guardKey(name), person, visit };
  const left = await countTry(desk, trying);
  const held = person === null ? null : await credentialOf(acting.db, person);
  const right = await verifyPassword(held?.passwordHash ?? null, password);
  if (person === null || held === null || !right) return refuseTry(desk, trying, left);
  if (held.endedAt !== null) return refuseTry(desk, trying, left, 'closed');
  if (!mayUsePassword(desk, person)) {
    await giveBackTry(desk, trying, left);
    throw passwordsClosed();
  }
  if (!hasRoles(desk, person)) {
    await giveBackTry(desk, trying, left);
    throw noRoles(person);
  }
  if (oneTimeRanOut(held, acting.clock.now())) throw passwordRanOut();
  if (held.totpSince !== null && !code) {
    await giveBackTry(desk, trying, left);
    throw codeNeeded();
  }
  const now = acting.clock.now();
  const opened = await inTransaction(acting.db, async (tx) => {
    const credential = await lockCredential(tx, person);
    if (credential?.passwordHash !== held.passwordHash || credential.endedAt !== null) return 'wrong';
    if (credential.totpSince !== null) {
      const verdict = await takeCode(tx, credential, code ?? '', now, desk.secret());
      if (verdict !== 'right') return verdict;
    }
    await clearGuards(tx, [trying.key]);
    const mustChange = credential.mustChange === 1 || secretIsOld(credential.setAt, now, settings.password.maxAgeDays);
    await changeCredential(tx, person, {
      lastLoginAt: now,
      lastLoginFrom: visit.address,
      mustChange: mustChange ? 1 : 0,
    });
    await keepLogin({ ...acting, db: tx }, { person, visit }, 'in');
    const earlier = { previousAt: credential.lastLoginAt, previousFrom: credential.lastLoginFrom };
    const entry = { method: 'password' as const, confirmedAt: now, ...earlier };
    return beginSession(tx, acting, { person, via: 'console' }, visit, entry);
  });
  if (opened === 'used') throw usedCode();
  if (opened === 'wrong') return refuseTry(desk, trying, left, held.totpSince === null ? 'wrong' : 'code');
  return opened;
}
