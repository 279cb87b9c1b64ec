import type { OidcLoginTable } from '../store/tables/access.ts';
import type { AccessDesk, Visit } from './access-desk.ts';
import { admitNamed } from './admit-named.ts';
import { OIDC_MS } from './begin-oidc.ts';
import type { Issuer, IssuerAnswer } from './issuer.ts';
import { oidcLoginWith, takeOidcLogin } from './oidc-login-store.ts';
import { lateAnswer, strangeState, usedAnswer } from './oidc-refusals.ts';
import type { OpenedSession } from './open-session.ts';
import { secretHash } from './secret-hash.ts';
import { showAgain } from './show-again.ts';
import { keepLogin } from './try-name.ts';

/** What the browser brings back. */
export interface OidcReturn {
  /** The query of the address that the issuer sent it to. */
  query: string;
  /** Of the cookie that it was given when it began; null without one. */
  state: string | null;
  /** Of the session cookie, where somebody shows again who he is. */
  session: string | null;
}

export interface FinishedOidc {
  back: string;
  /** Null when a session that there was is confirmed. */
  opened: OpenedSession | null;
}

/**
 * Finishes a sign-in at the office's identity provider. Its answer is taken before it is looked at, so that of two at
 * once, or of one that is played back, only the first is looked at at all; a crash in between costs a sign-in, nothing else.
 * Whom the issuer names has to be a person of the house already.
 * @throws Refused for an answer that is strange, used, late or does not hold, for somebody unknown, closed or without role, and
 * `code-needed` where a second factor is set up: then `finishWithCode` follows
 */
export async function finishOidc(
  desk: AccessDesk,
  issuer: Issuer,
  { query, state, session }: OidcReturn,
  visit: Visit,
): Promise<FinishedOidc> {
  const { acting } = desk;
  if (state === null || new URLSearchParams(query).get('state') !== state) throw strangeState();
  const now = acting.clock.now();
  const begun = await takeOidcLogin(acting.db, secretHash(state), now);
  if (begun === null) throw usedAnswer();
  if (now - begun.begunAt >= OIDC_MS) throw lateAnswer();
  const answer = await identified(desk, issuer, query, { ...begun, state }, visit);
  if (begun.session !== null) {
    await showAgain(desk, begun, answer, session);
    return { back: begun.backTo, opened: null };
  }
  const opened = await admitNamed(desk, { ...answer, state: begun.state, code: null }, visit);
  return { back: begun.backTo, opened };
}

/**
 * The code of the second factor, after the issuer has named the person.
 * @throws Refused for a wrong or used code (counted as at the login), or when it comes too late
 */
export async function finishWithCode(
  desk: AccessDesk,
  { state, code }: { state: string | null; code: string },
  visit: Visit,
): Promise<FinishedOidc> {
  if (state === null) throw strangeState();
  const begun = await oidcLoginWith(desk.acting.db, secretHash(state));
  if (begun === null || begun.usedAt === null || begun.person === null) throw usedAnswer();
  if (desk.acting.clock.now() - begun.usedAt >= OIDC_MS) throw lateAnswer();
  const named = { state: begun.state, name: begun.person, authenticatedAt: null, code };
  const opened = await admitNamed(desk, named, visit);
  return { back: begun.backTo, opened };
}

/** An answer that does not hold is written down among the tries to come in. */
async function identified(
  desk: AccessDesk,
  issuer: Issuer,
  query: string,
  proof: Pick<OidcLoginTable, 'state' | 'nonce' | 'verifier'>,
  visit: Visit,
): Promise<IssuerAnswer> {
  try {
    return await issuer.identify(query, proof);
  } catch (error) {
    await keepLogin(desk.acting, { person: null, visit }, 'refused');
    throw error;
  }
}
