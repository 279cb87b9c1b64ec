import type { LoginTable } from '../store/tables/access.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk, Visit } from './access-desk.ts';
import { endSession } from './end-session.ts';
import { giveBack, takeTry } from './login-guard.ts';
import { addLogin, clearGuards, lockGuard, writeGuard, wrongTriesFrom } from './login-store.ts';
import { lockedLogin, sessionTries, tooManyTries, wrongLogin } from './refusals.ts';

const ADDRESS_WINDOW_MS = 10 * 60_000;

/** Somebody who tries to show who he is, under a name that may or may not be known. */
export interface Trying {
  key: string;
  /** Null when nobody is called so. */
  person: string | null;
  visit: Visit;
  /** The session he sits in; absent at the login. */
  session?: string;
  /** The office's identity provider has named him: his address has no part in it. */
  isNamed?: boolean;
}

/**
 * Counts a try before anything is compared.
 * @returns how many are left if this one is wrong
 * @throws Refused while the name is locked, TryLater when the address has been wrong too often, which keeps nobody who is
 * in a session, or was named by the office's identity provider, from going on
 */
export async function countTry(
  { acting, settings }: AccessDesk,
  { key, person, visit, session, isNamed }: Trying,
): Promise<number> {
  const now = acting.clock.now();
  const isKnown = session !== undefined || isNamed === true;
  const wrong = isKnown ? 0 : await wrongTriesFrom(acting.db, visit.address, now - ADDRESS_WINDOW_MS);
  if (wrong >= settings.lock.triesPerAddress) throw tooManyTries();
  const taken = await inTransaction(acting.db, async (tx) => {
    const guard = await lockGuard(tx, key);
    const decided = takeTry(guard, now, settings.lock);
    if (decided.lockedUntil === null) await writeGuard(tx, key, decided.next);
    return decided;
  });
  if (taken.lockedUntil === null) return taken.left;
  await keepLogin(acting, { person, visit }, 'locked');
  throw lockedLogin(taken.lockedUntil, now);
}

/**
 * The try was wrong: it is written down, and the last one of a person is recorded as a lock. The last one inside a
 * session ends it: it may be somebody else who sits there.
 * @throws Refused always, with the tries that are left or until when it is locked
 */
export async function refuseTry(
  { acting, settings }: AccessDesk,
  { key, person, visit, session }: Trying,
  left: number,
  outcome: 'wrong' | 'code' | 'closed' = 'wrong',
): Promise<never> {
  const now = acting.clock.now();
  await keepLogin(acting, { person, visit }, outcome);
  if (left > 0) throw wrongLogin(left);
  if (session !== undefined && person !== null) {
    await endSession(acting, { person, via: 'console' }, session, 'tries');
    throw sessionTries();
  }
  const lockedUntil = await inTransaction(acting.db, async (tx) => {
    const guard = await lockGuard(tx, key);
    const until = guard.lockedUntil ?? now + settings.lock.minutes * 60_000;
    if (person !== null) {
      const [actor, object] = [{ person: 'govcast', via: 'console' } as const, `person:${person}`];
      await acting.record(tx, {
        at: now,
        actor,
        act: 'credential.lock',
        object,
        after: { until, from: visit.address },
      });
    }
    return until;
  });
  throw lockedLogin(lockedUntil, now);
}

/** The try was not wrong: the name begins anew. */
export function forgiveTry({ acting }: AccessDesk, { key }: Pick<Trying, 'key'>): Promise<void> {
  return clearGuards(acting.db, [key]);
}

/** The try was neither right nor wrong: it alone is given back, whatever was wrong before it stays. */
export function giveBackTry(
  { acting, settings }: AccessDesk,
  { key }: Pick<Trying, 'key'>,
  left: number,
): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const { key: _, ...guard } = await lockGuard(tx, key);
    await writeGuard(tx, key, giveBack(guard, left, settings.lock));
  });
}

/** Writes a try down, with what it came to. */
export async function keepLogin(
  { db, clock, newId }: Pick<AccessDesk['acting'], 'db' | 'clock' | 'newId'>,
  { person, visit }: Pick<Trying, 'person' | 'visit'>,
  outcome: LoginTable['outcome'],
): Promise<void> {
  const agent = visit.agent.slice(0, 200);
  await addLogin(db, { id: newId(), at: clock.now(), person, address: visit.address, agent, outcome });
}
