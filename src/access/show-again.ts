import type { OidcLoginTable } from '../store/tables/access.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk } from './access-desk.ts';
import type { IssuerAnswer } from './issuer.ts';
import { dropOidcLogin } from './oidc-login-store.ts';
import { notShownAgain } from './oidc-refusals.ts';
import { sessionName } from './open-session.ts';
import { secretHash } from './secret-hash.ts';
import { whyOver } from './session.ts';
import { confirmedSession, sessionWith } from './session-store.ts';

/** The issuer's clock may go wrong by this much, ms. */
const SKEW_MS = 60_000;

/**
 * Somebody who signed in at the issuer shows again who he is there, before signing. The browser has to be the one of the
 * session, the person its person, and the issuer has to say that he has shown himself since this was begun.
 * @param cookie of the session that asks; null without one
 * @throws Refused
 */
export async function showAgain(
  { acting, settings }: AccessDesk,
  { state, session, begunAt }: Pick<OidcLoginTable, 'state' | 'session' | 'begunAt'>,
  answer: IssuerAnswer,
  cookie: string | null,
): Promise<void> {
  const held = session === null || cookie === null ? null : await sessionWith(acting.db, secretHash(cookie));
  const now = acting.clock.now();
  if (held === null || held.id !== session || whyOver(held, settings, now) !== null) throw notShownAgain('session');
  if (answer.name !== held.person) throw notShownAgain('person');
  if (answer.authenticatedAt === null || answer.authenticatedAt < begunAt - SKEW_MS) throw notShownAgain('time');
  await inTransaction(acting.db, async (tx) => {
    await dropOidcLogin(tx, state);
    await confirmedSession(tx, held.id, now);
    const actor = { person: held.person, via: 'console' } as const;
    const after = { method: 'oidc' };
    await acting.record(tx, { at: now, actor, act: 'session.confirm', object: sessionName(held), after });
  });
}
