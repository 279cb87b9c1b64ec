import type { SessionTable } from '../store/tables/access.ts';
import type { AccessDesk } from './access-desk.ts';
import { hasRoles } from './has-roles.ts';
import { secretHash } from './secret-hash.ts';
import { whyOver } from './session.ts';
import { sessionAndAccount, touchSession } from './session-store.ts';

/** `seenAt` is written at most this often: a busy page would otherwise write with every read. */
const TOUCH_MS = 60_000;

export interface FoundSession {
  session: SessionTable;
  /** Nothing but changing the password is allowed. */
  mustChange: boolean;
}

/** Who came in by the office's identity provider has no password here to change first. */
export function mustChange(
  { method }: Pick<SessionTable, 'method'>,
  credential: { mustChange: number | null } | null,
): boolean {
  return method !== 'oidc' && credential?.mustChange === 1;
}

/**
 * The session of a cookie while it holds; null when it never was, has run out or was ended, and while its person has no role:
 * he comes in by no door, and the login tells him so.
 * @param acts whether the person did something: what a page fetches by itself keeps no session alive
 */
export async function findSession(desk: AccessDesk, cookie: string, acts: boolean): Promise<FoundSession | null> {
  const { db, clock } = desk.acting;
  const now = clock.now();
  const found = await sessionAndAccount(db, secretHash(cookie));
  if (!found || whyOver(found.session, desk.settings, now) !== null) return null;
  const { session, account } = found;
  if (!hasRoles(desk, session.person) || account.endedAt !== null) return null;
  if (acts && now - session.seenAt >= TOUCH_MS) await touchSession(db, session.id, now);
  return { session, mustChange: mustChange(session, account) };
}
