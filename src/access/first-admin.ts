import { timingSafeEqual } from 'node:crypto';
import type { Person } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import { addConsoleVersion, lockVersions } from '../ledger/console-version.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk, Visit } from './access-desk.ts';
import { addCredential, hasCredential } from './credential-store.ts';
import { OFFICE_KEY } from './follow-console.ts';
import { guardKey } from './login-store.ts';
import { beginSession, type OpenedSession } from './open-session.ts';
import { passwordFaults } from './password.ts';
import { hashPassword } from './password-hash.ts';
import { wrongSetupCode } from './refusals.ts';
import { secretHash } from './secret-hash.ts';
import { newCredential, weakPassword } from './set-password.ts';
import { countTry, forgiveTry, keepLogin, refuseTry, type Trying } from './try-name.ts';
import { writePersonIn } from './write-person.ts';

export interface FirstAdmin {
  /** The one-time code of the terminal. */
  code: string;
  office: string;
  id: string;
  name: string;
  post: string;
  section: string;
  password: string;
}

/**
 * The first step of the first run: names the office and makes the first system administrator, who is signed in with it.
 * Of two at once, one is the first; the other is refused, and so is everybody after.
 * @param expected the code of this installation
 * @param settings what stands beside the office's name in its entry of govcast.yaml
 * @throws Refused when somebody has a password already, for a wrong code (counted as a login), or a weak password
 */
export async function makeFirstAdmin(
  desk: AccessDesk,
  wish: FirstAdmin,
  expected: string,
  office: object,
  visit: Visit,
): Promise<OpenedSession> {
  const { acting } = desk;
  if (await hasCredential(acting.db)) throw setUpAlready();
  const trying = { key: guardKey('the first run'), person: null, visit };
  const left = await countTry(desk, trying);
  if (!sameCode(wish.code, expected)) return refuseCode(desk, trying, left);
  await forgiveTry(desk, trying);
  const { id, name, post, section, password } = wish;
  const faults = passwordFaults(password, { id, name }, desk.settings.password);
  if (faults.length > 0) throw weakPassword(faults);
  const passwordHash = await hashPassword(password);
  const opened = await inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const actor: Actor = { person: id, via: 'console' };
    await lockVersions(tx);
    if (await hasCredential(tx)) throw setUpAlready();
    const body = { ...office, name: wish.office };
    await addConsoleVersion(tx, acting, { kind: 'setting', key: OFFICE_KEY, body });
    await acting.record(tx, { at, actor, act: 'setup.office', object: 'config:office', after: { name: wish.office } });
    await writePersonIn(tx, desk, actor, 'setup.admin', id, (held) => administrator(held, { id, name, post, section }));
    await addCredential(tx, newCredential(id, passwordHash, at, id));
    await tx.insertInto('setupStep').values({ step: 'admin', doneAt: at, doneBy: id }).execute();
    const entry = { method: 'password' as const, confirmedAt: at, previousAt: null, previousFrom: null };
    return beginSession(tx, acting, actor, visit, entry);
  });
  await desk.lookAgain();
  return opened;
}

/** @throws Refused always: with the tries that are left, or until when it is locked */
async function refuseCode(desk: AccessDesk, trying: Trying, left: number): Promise<never> {
  if (left === 0) return refuseTry(desk, trying, left);
  await keepLogin(desk.acting, trying, 'wrong');
  throw wrongSetupCode(left);
}

/** Somebody of the files keeps what he can keep beside it; the other two administrators he cannot be. */
function administrator(held: Person | null, of: Omit<Person, 'roles'>): Person {
  const roles = (held?.roles ?? []).filter((role) => role !== 'security-admin' && role !== 'auditor');
  return { ...held, ...of, roles: [...new Set([...roles, 'system-admin' as const])] };
}

/** Blanks and capitals do not matter; the comparison takes as long whatever is right of it. */
function sameCode(given: string, expected: string): boolean {
  const hash = (code: string) => Buffer.from(secretHash(code.replace(/[\s-]/g, '').toLowerCase()));
  return timingSafeEqual(hash(given), hash(expected));
}

function setUpAlready(): Refused {
  return new Refused({
    code: 'set-up',
    message: 'the first run is over: somebody has a password',
    remedy: 'Sign in; without a password ask the security administrator.',
  });
}
