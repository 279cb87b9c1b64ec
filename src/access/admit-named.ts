import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk, Visit } from './access-desk.ts';
import { takeCode } from './check-code.ts';
import { changeCredential, ensureCredential, lockCredential } from './credential-store.ts';
import { hasRoles } from './has-roles.ts';
import { namedGuardKey } from './login-store.ts';
import { dropOidcLogin, nameOidcLogin } from './oidc-login-store.ts';
import { closedAccount, unknownToHouse, usedAnswer } from './oidc-refusals.ts';
import { beginSession, type OpenedSession } from './open-session.ts';
import { codeNeeded, noRoles, usedCode } from './refusals.ts';
import { newCredential } from './set-password.ts';
import { countTry, forgiveTry, keepLogin, refuseTry, type Trying } from './try-name.ts';

interface Named {
  /** SHA-256 of the state: the sign-in that is used up with the session that it opens. */
  state: string;
  /** What the issuer called him; it has to be the id of a person, to the letter. */
  name: string;
  /** When he last showed the issuer who he is, ms UTC; null where nobody says so. */
  authenticatedAt: number | null;
  /** Of the second factor; null before it was asked for. */
  code: string | null;
}

/**
 * Lets somebody in whom the issuer has named. Who has set up a second factor here is asked for its code here too. Wrong
 * passwords lock this door to nobody; wrong codes do, for themselves. That the issuer knew him already shows nothing again:
 * before signing he is asked when neither it nor a code has just done so.
 * @throws Refused for somebody unknown, without role or closed, `code-needed`, and for a wrong code as at the login
 */
export async function admitNamed(desk: AccessDesk, named: Named, visit: Visit): Promise<OpenedSession> {
  const { acting, people } = desk;
  const person = people.people.find(({ id }) => id === named.name)?.id;
  if (person === undefined) {
    await keepLogin(acting, { person: null, visit }, 'refused');
    throw unknownToHouse(named.name);
  }
  if (!hasRoles(desk, person)) {
    await keepLogin(acting, { person, visit }, 'refused');
    throw noRoles(person);
  }
  const trying: Trying = { key: namedGuardKey(person), person, visit, isNamed: true };
  const left = named.code === null ? null : await countTry(desk, trying);
  const opened = await open(desk, person, named, visit);
  if (opened === 'closed') {
    await keepLogin(acting, { person, visit }, 'closed');
    throw closedAccount();
  }
  if (opened === 'needed') throw codeNeeded();
  if (opened === 'gone') throw usedAnswer();
  if (opened === 'used') throw usedCode();
  if (opened === 'wrong') return refuseTry(desk, trying, left ?? 0, 'code');
  if (left !== null) await forgiveTry(desk, trying);
  return opened;
}

function open(desk: AccessDesk, person: string, { state, code, authenticatedAt }: Named, visit: Visit) {
  const { acting } = desk;
  return inTransaction(acting.db, async (tx) => {
    const now = acting.clock.now();
    let confirmedAt = Math.min(now, authenticatedAt ?? 0);
    await ensureCredential(tx, newCredential(person, '', now, 'oidc'));
    const credential = await lockCredential(tx, person);
    if (credential === null || credential.endedAt !== null) return 'closed';
    if (credential.totpSince !== null) {
      if (code === null) {
        await nameOidcLogin(tx, state, person);
        return 'needed';
      }
      const verdict = await takeCode(tx, credential, code, now, desk.secret());
      if (verdict !== 'right') return verdict;
      confirmedAt = now;
    }
    if (!(await dropOidcLogin(tx, state))) return 'gone';
    await changeCredential(tx, person, { lastLoginAt: now, lastLoginFrom: visit.address });
    await keepLogin({ ...acting, db: tx }, { person, visit }, 'in');
    const earlier = { previousAt: credential.lastLoginAt, previousFrom: credential.lastLoginFrom };
    const entry = { method: 'oidc' as const, confirmedAt, ...earlier };
    return beginSession(tx, acting, { person, via: 'console' }, visit, entry);
  });
}
