import type { Person } from '../config/people.ts';
import type { Actor } from '../ledger/append.ts';
import type { AccessDesk, Visit } from './access-desk.ts';
import { credentialOf } from './credential-store.ts';
import { sessionGuardKey } from './login-store.ts';
import { verifyPassword } from './password-hash.ts';
import { setPassword } from './set-password.ts';
import { countTry, forgiveTry, refuseTry } from './try-name.ts';

/**
 * A person changes his own password: the present one is asked for, and wrong tries count for his session as at
 * its confirmation. His other sessions end.
 * @param session the one he does it in, which goes on
 * @throws Refused wrong, ended or weak
 */
export async function changePassword(
  desk: AccessDesk,
  actor: Actor,
  person: Person,
  { present, next }: { present: string; next: string },
  { session, visit }: { session: string; visit: Visit },
): Promise<void> {
  const trying = { key: sessionGuardKey(session), person: person.id, visit, session };
  const left = await countTry(desk, trying);
  const held = await credentialOf(desk.acting.db, person.id);
  if (!(await verifyPassword(held?.passwordHash ?? null, present))) return refuseTry(desk, trying, left);
  await forgiveTry(desk, trying);
  await setPassword(desk, actor, { person, password: next, mustChange: false, keeps: session });
}
