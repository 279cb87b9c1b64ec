import type { Db } from '../store/database.ts';
import { FORGOTTEN_MS } from './login-guard.ts';
import { forgetGuards, forgetLogins } from './login-store.ts';
import { forgetOidcLogins } from './oidc-login-store.ts';
import { forgetSessions } from './session-store.ts';

const DAY_MS = 24 * 60 * 60_000;

/** 网络安全法 has logs kept for six months or more (留存不少于六个月); no six months have more than 184 days. */
const LOGINS_MS = 184 * DAY_MS;

/** Longer than any session may last (`access.sessionHours` is at most a day); its beginning and end stay in the ledger. */
const SESSIONS_MS = 30 * DAY_MS;

/** Longer than a sign-in at the office's identity provider, with its code, can last. */
const OIDC_FORGOTTEN_MS = 60 * 60_000;

/** Rows of one statement: no lock is held for long. */
const AT_ONCE = 500;

/** Lets go of what access need not keep, some rows at a time. Tokens stay: they are few, and their list tells who had one. */
export async function forgetAccess(db: Db, now: number, stopping: () => boolean): Promise<void> {
  const sorts = [
    () => forgetLogins(db, now - LOGINS_MS, AT_ONCE),
    () => forgetOidcLogins(db, now - OIDC_FORGOTTEN_MS, AT_ONCE),
    () => forgetSessions(db, now - SESSIONS_MS, AT_ONCE),
    () => forgetGuards(db, now - FORGOTTEN_MS, now, AT_ONCE),
  ];
  for (const forget of sorts) while (!stopping() && (await forget()) > 0);
}
